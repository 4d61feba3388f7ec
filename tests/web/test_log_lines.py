"""One line a request or job, with a number, and nothing of what was asked or said."""

import json
import logging
import sys

import pytest

from app.core.log_lines import Line
from app.people import sessions
from app.work.actions import HANDLERS, call_for, job
from app.work.loop import do_due_jobs

SECRET = "Zoë Łukasz-Müller"


@pytest.fixture
def lines():
    """The lines as they would go out."""
    kept = []

    class Keep(logging.Handler):
        def emit(self, record):
            kept.append(self.format(record))

    handler, ours = Keep(), logging.getLogger("app")
    handler.setFormatter(Line())
    ours.addHandler(handler)
    before = ours.level
    ours.setLevel(logging.INFO)
    yield kept
    ours.setLevel(before)
    ours.removeHandler(handler)


def test_a_request_is_one_line_without_address_query_or_name(client, lines):
    token = "t" * 43
    client.environ_base["HTTP_X_REQUEST_ID"] = "chosen-by-a-client"
    response = client.get(f"/o/{token}?name={SECRET}")
    (line,) = [json.loads(one) for one in lines]
    assert line.pop("ms") >= 0
    assert line.pop("at").endswith("+00:00")
    assert line == {
        "level": "info",
        "event": "request",
        "request": response.headers["X-Request-ID"],
        "method": "GET",
        "route": "offers.answer_page",
        "status": 410,
    }
    assert len(line["request"]) == 16
    assert client.get("/nowhere").headers["X-Request-ID"] != line["request"]


def test_an_error_shows_its_number_and_is_logged_without_its_words(client, lines, monkeypatch):
    def break_down(*_):
        raise ValueError(f"{SECRET} /o/{'t' * 43}")

    monkeypatch.setattr(sessions.login_manager, "_user_callback", break_down)
    with client.session_transaction() as kept:
        kept["_user_id"] = "x"
    client.application.config["PROPAGATE_EXCEPTIONS"] = False
    response = client.get(f"/?q={SECRET}")
    client.application.config["PROPAGATE_EXCEPTIONS"] = None
    assert response.status_code == 500
    number = response.headers["X-Request-ID"]
    assert number in response.text
    error, request = [json.loads(one) for one in lines]
    assert (error["request"], error["error"]) == (number, ["ValueError"])
    assert any("break_down" in place for place in error["where"])
    assert request["status"] == 500
    assert not any("Łukasz" in one or "ttttt" in one for one in lines)


def test_a_job_is_one_line_and_its_error_keeps_its_words_to_itself(make, db, lines):
    @job("tests.break")
    def fail(*, at, name):
        raise LookupError(name)

    call_for("tests.break", due_at=make.at, name=SECRET)
    db.session.commit()
    do_due_jobs("w1")
    del HANDLERS["tests.break"]
    (line,) = [json.loads(one) for one in lines]
    assert (line["event"], line["kind"], line["status"]) == ("job", "tests.break", "failed")
    assert line["error"] == ["LookupError"]
    assert "Łukasz" not in lines[0]


def test_whatever_others_log_holds_no_token():
    record = logging.LogRecord("x", 40, "f", 1, "broke at /o/%s", ("t" * 43,), sys.exc_info())
    assert "ttt" not in Line().format(record)
