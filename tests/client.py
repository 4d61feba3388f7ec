"""A test's browser without pixels: every request has a context and a session of its own."""

from contextvars import Context
from typing import Any

from flask import Flask, session
from flask.testing import FlaskClient
from werkzeug.test import TestResponse

from tests.freshness import look_again, save

ADDRESS = "127.0.0.1"
AGENT = "Finalist tests"


class Client(FlaskClient):
    """Sends requests that share nothing with the test but the database's connection.

    Without this, Flask would run a request inside the test's own application context, where it
    would find the test's unsaved rows and the person signed in before.
    """

    def open(self, *args: Any, **kwargs: Any) -> TestResponse:
        """Send one request: what the test made is committed first and read afresh afterwards."""
        from app.db import db

        kwargs.setdefault("buffered", True)
        save(db.session)
        response = Context().run(super().open, *args, **kwargs)
        look_again(db.session)
        return response

    def sign_in(self, person: Any) -> "Client":
        """Sign a person in, without the password and the time its hash takes."""
        from app.db import db

        save(db.session)
        cookie = Context().run(self._begin, person.id)
        look_again(db.session)
        with self.session_transaction() as kept:
            kept.clear()
            kept.update(cookie)
        return self

    def sign_out(self) -> "Client":
        """Forget the cookie."""
        with self.session_transaction() as kept:
            kept.clear()
        return self

    def _begin(self, person_id: int) -> dict[str, Any]:
        from app.core import clock
        from app.db import db
        from app.people import sessions
        from app.people.models import Person

        base = {"REMOTE_ADDR": ADDRESS, "HTTP_USER_AGENT": AGENT}
        with self.application.test_request_context("/", environ_base=base):
            person = db.session.get_one(Person, person_id)
            sessions.begin(person, at=clock.now(), address=ADDRESS, agent=AGENT)
            db.session.commit()
            return dict(session)


def new_client_of(app: Flask) -> Client:
    """Return a fresh browser for an application."""
    client = Client(app, use_cookies=True)
    client.environ_base = {"REMOTE_ADDR": ADDRESS, "HTTP_USER_AGENT": AGENT}
    return client
