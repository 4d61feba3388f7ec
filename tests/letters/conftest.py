"""What tests of letters share: a requisition where hr speaks, its people, and the mail server."""

import pytest
from sqlalchemy import select

from app.history.models import HistoryLine
from app.mail.models import Message


@pytest.fixture
def hr(make):
    return make.person("Hana Roth", hr=True)


@pytest.fixture
def opening(make):
    return make.requisition(title="Product Designer")


@pytest.fixture
def recruiter(make, opening):
    return make.member(opening, "recruiter")


@pytest.fixture
def ana(make, opening):
    return make.candidacy(opening, candidate=make.candidate("Ana Sá", email="ana@example.com"))


@pytest.fixture
def outbox(app, smtp):
    """The mail server the worker sends through."""
    app.config["SMTP_URL"] = smtp.url
    yield smtp
    app.config["SMTP_URL"] = None


@pytest.fixture
def verbs(db):
    """The verbs of all history, oldest first."""

    def read():
        db.session.commit()
        return list(db.session.scalars(select(HistoryLine.verb).order_by(HistoryLine.id)))

    return read


@pytest.fixture
def letters(db):
    """The letters there are, oldest first, read afresh."""

    def read():
        query = select(Message).where(Message.kind == "letters.letter").order_by(Message.id)
        return list(db.session.scalars(query.execution_options(populate_existing=True)))

    return read
