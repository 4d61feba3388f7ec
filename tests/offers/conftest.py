"""What tests of offers share: the mail server as outbox, and the lines history holds."""

import pytest
from sqlalchemy import select

from app.history.models import HistoryChain, HistoryLine
from app.mail.models import Message


@pytest.fixture
def outbox(app, smtp):
    """The mail server the worker sends through."""
    app.config["SMTP_URL"] = smtp.url
    yield smtp
    app.config["SMTP_URL"] = None


@pytest.fixture
def verbs(db):
    """The verbs of a requisition's history, oldest first."""

    def read(requisition, start="offers."):
        db.session.commit()
        found = db.session.scalars(
            select(HistoryLine.verb)
            .join(HistoryChain, HistoryChain.id == HistoryLine.chain_id)
            .where(HistoryChain.requisition_id == requisition.id)
            .order_by(HistoryLine.line)
        )
        return [verb.removeprefix(start) for verb in found if verb.startswith(start)]

    return read


@pytest.fixture
def mails(db):
    """The messages in the outbox of one kind, oldest first."""

    def read(kind):
        query = select(Message).where(Message.kind == f"offers.{kind}").order_by(Message.id)
        return list(db.session.scalars(query.execution_options(populate_existing=True)))

    return read
