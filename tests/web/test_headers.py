"""What every answer says about itself."""

import pytest
from flask import Flask, Response
from flask.testing import FlaskClient

from app.web import headers


@pytest.fixture
def browser() -> FlaskClient:
    app = Flask("headers", static_folder=None)
    headers.register(app)

    @app.get("/<path:anything>")
    def page(anything: str) -> Response:
        response = Response("private")
        if anything == "kept":
            response.headers["Cache-Control"] = "public, max-age=60"
        return response

    return app.test_client()


def test_nothing_is_allowed_that_is_not_named(browser: FlaskClient) -> None:
    policy = browser.get("/desk").headers["Content-Security-Policy"]
    rules = dict(rule.split(" ", 1) for rule in policy.split("; "))
    assert rules["default-src"] == "'none'"
    assert rules["script-src"] == rules["style-src"] == rules["form-action"] == "'self'"
    assert rules["frame-ancestors"] == rules["base-uri"] == "'none'"
    assert "unsafe" not in policy


def test_a_dynamic_page_is_kept_nowhere_unless_its_view_says_so(browser: FlaskClient) -> None:
    assert browser.get("/desk").headers["Cache-Control"] == "no-store"
    assert browser.get("/kept").headers["Cache-Control"] == "public, max-age=60"


def test_an_error_is_protected_like_a_page(browser: FlaskClient) -> None:
    answer = browser.post("/desk")
    assert answer.status_code == 405
    assert answer.headers["X-Content-Type-Options"] == "nosniff"
    assert answer.headers["Cache-Control"] == "no-store"


@pytest.mark.parametrize("path", ["/c/token", "/o/token/acceptance", "/r/token", "/s/token"])
def test_an_address_with_a_secret_is_told_to_nobody(browser: FlaskClient, path: str) -> None:
    assert browser.get(path).headers["Referrer-Policy"] == "no-referrer"


def test_other_addresses_are_told_to_ourselves_only(browser: FlaskClient) -> None:
    assert browser.get("/candidates").headers["Referrer-Policy"] == "same-origin"


def test_https_is_asked_for_again_only_where_it_is_used(browser: FlaskClient) -> None:
    assert "Strict-Transport-Security" not in browser.get("/desk").headers
    secure = browser.get("/desk", base_url="https://finalist.example.com")
    assert secure.headers["Strict-Transport-Security"] == (
        f"max-age={headers.TWO_YEARS}; includeSubDomains"
    )
