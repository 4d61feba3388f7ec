"""Who is in play, as a condition on Candidacy; said in two ways that a test holds together."""

from sqlalchemy import ColumnElement, and_, func

from app.candidates.models import Candidacy


def is_in_play() -> ColumnElement[bool]:
    """Return a condition on Candidacy: neither withdrawn nor set aside."""
    return and_(Candidacy.withdrawn_at.is_(None), Candidacy.set_aside_at.is_(None))


def few_are_in_play() -> ColumnElement[bool]:
    """Return the same where another condition leaves few: no index of all in play answers it.

    A database that may choose would walk that index instead of looking the few up.
    """
    return func.coalesce(Candidacy.withdrawn_at, Candidacy.set_aside_at).is_(None)
