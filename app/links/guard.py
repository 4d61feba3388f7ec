"""The guard of every page by link: purpose, end, rate of attempts, visit."""

from collections.abc import Callable
from datetime import datetime
from functools import wraps
from typing import Any

from flask import abort, render_template, request
from sqlalchemy import select

from app.core import clock
from app.db import db, own_transaction
from app.links.actions import hash_token
from app.links.models import Link, Visit
from app.people.attempts import too_many
from app.people.guard import lock_requisition
from app.web.access import Access, View, marked
from app.web.requests import in_one_unit, now, writes


def by_link(purpose: str, *others: str) -> Callable[[View], View]:
    """Guard a view by a token of its purpose; the view is called with the link first.

    An address that serves ``others`` too is told apart by the link's own purpose.

    An address that opens nothing answers 410 with a page that offers a fresh one: the same words,
    status and work whether it was never known, is of another purpose, was used or has ended.
    """

    def mark(view: View) -> View:
        @wraps(view)
        def guarded(token: str, **arguments: Any) -> Any:
            at = clock.now()
            if too_many("link", request.remote_addr or "", at=at) or too_many(
                "one-link", hash_token(token), at=at
            ):
                abort(429)
            link = find(token, purpose, *others)
            if link is None or not link_is_open(link, at):
                return ended_page(purpose), 410
            if writes() and link.requisition_id is not None:
                lock_requisition(link.requisition_id)
                link = find(token, purpose, *others)
            at = now()
            if link is None or not link_is_open(link, at):
                return ended_page(purpose), 410
            if not writes():
                visit = Visit(link_id=link.id, at=at)
                with own_transaction() as session:
                    session.add(visit)
            return in_one_unit(view, link, **arguments)

        return marked(guarded, Access("link", purpose))

    return mark


def find(token: str, *purposes: str) -> Link | None:
    """Return the link a token opens, if it is of one of these purposes."""
    return db.session.scalar(
        select(Link).where(Link.token_hash == hash_token(token), Link.purpose.in_(purposes))
    )


def link_is_open(link: Link, at: datetime) -> bool:
    """Say whether a link still opens its page: not revoked, not used up, not past its end."""
    return link.revoked_at is None and link.used_at is None and at < link.ends_at


def ended_page(purpose: str) -> str:
    """Return the page for an address that opens nothing."""
    return render_template("links/ended.html", purpose=purpose)
