"""The cookie of a session: whom it is shown to, and under which name."""

import pytest

from app import settings


@pytest.mark.parametrize(
    ("address", "name", "secure"),
    [
        ("https://finalist.example.com", "__Host-finalist", True),
        ("http://127.0.0.1:8000", "finalist", False),
    ],
)
def test_over_https_the_cookie_is_of_this_host_alone(tmp_path, address, name, secure):
    found = settings.load({"INSTANCE": tmp_path, "BASE_URL": address})
    assert (found["SESSION_COOKIE_NAME"], found["SESSION_COOKIE_SECURE"]) == (name, secure)
    assert (found["SESSION_COOKIE_HTTPONLY"], found["SESSION_COOKIE_SAMESITE"]) == (True, "Lax")
