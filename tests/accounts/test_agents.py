"""A browser in a few words."""

import pytest

from app.accounts.agents import browser_name

MOZILLA = "Mozilla/5.0 "
CHROME = "AppleWebKit/537.36 (KHTML, like Gecko) Chrome/140.0 Safari/537.36"


@pytest.mark.parametrize(
    ("agent", "words"),
    [
        (f"{MOZILLA}(X11; Linux x86_64) {CHROME}", "Chrome on Linux"),
        (f"{MOZILLA}(Windows NT 10.0; Win64) {CHROME} Edg/140.0", "Edge on Windows"),
        (
            f"{MOZILLA}(Windows NT 10.0; rv:140.0) Gecko/20100101 Firefox/140.0",
            "Firefox on Windows",
        ),
        (f"{MOZILLA}(iPhone; CPU iPhone OS 18_0 like Mac OS X) Safari/604.1", "Safari on iPhone"),
        (f"{MOZILLA}(Linux; Android 15) {CHROME}", "Chrome on Android"),
        ("curl/8.5", "curl/8.5"),
        ("x" * 200, "x" * 60),
        ("", "Unknown browser"),
        (None, "Unknown browser"),
    ],
)
def test_a_browser_is_named_by_what_it_says_of_itself(agent, words):
    assert browser_name(agent) == words
