"""The outbox as a person may read it: every message, never its link."""

from typing import Any

from flask import Blueprint, abort, flash, redirect, render_template, request, url_for
from werkzeug.wrappers import Response

from app.mail import actions, queries
from app.mail.delivery import in_doubt
from app.mail.kinds import KINDS
from app.mail.models import Message
from app.mail.rules import may_send_again, may_show_link
from app.people.guard import needs, rights_in
from app.people.models import Person
from app.people.permissions import Permission
from app.people.queries import company
from app.people.sessions import me
from app.web.requests import now

bp = Blueprint("mail", __name__)
blueprints = [bp]
TABS = ("all", "waiting", "held", "sent", "failed")


@bp.get("/messages")
@needs(Permission.SIGNED_IN)
def outbox() -> str:
    """List the messages that concern me, newest first."""
    which = request.args.get("show", "all")
    if which not in TABS:
        abort(404)
    before = request.args.get("before", type=int)
    rows = queries.outbox(_me(), which=which, before=before, at=now())
    older = rows[queries.PAGE - 1].message.id if len(rows) > queries.PAGE else None
    return render_template(
        "mail/outbox.html",
        rows=rows[: queries.PAGE],
        older=older,
        which=which,
        tabs=TABS,
        paged=before is not None,
        demo_until=company().demo_loaded_at,
    )


@bp.get("/messages/<int:message_id>")
@needs(Permission.SIGNED_IN)
def message(message_id: int) -> str:
    """Show one message, its link as ``[link]``."""
    return _page(_seen(message_id))


@bp.post("/messages/<int:message_id>/delivery")
@needs(Permission.SIGNED_IN)
def send_again(message_id: int) -> Response:
    """Send it again."""
    seen = _seen(message_id)
    _or_forbid(seen.message)
    actions.send_again(seen.message, by=_me(), at=now())
    flash("It will go out again in a moment.")
    return redirect(url_for("mail.message", message_id=message_id), 303)


@bp.post("/messages/<int:message_id>/link")
@needs(Permission.SIGNED_IN)
def show_link(message_id: int) -> str:
    """Show the link once, to hand it over some other way."""
    seen = _seen(message_id)
    _or_forbid(seen.message)
    return _page(seen, link=actions.show_link(seen.message, by=_me(), at=now()))


def _seen(message_id: int) -> queries.Seen:
    seen = queries.one_visible(_me(), message_id, now())
    if seen is None:
        abort(404)
    return seen


def _page(seen: queries.Seen, **more: Any) -> str:
    unsure = in_doubt(seen.message, now())
    kind = KINDS.get(seen.message.kind)
    own_way = kind is not None and kind.waits_for_a_person
    return render_template(
        "mail/message.html",
        seen=seen,
        runs=_runs(seen.message),
        again=may_send_again(seen.message, in_doubt=unsure, own_way=own_way),
        by_hand=may_show_link(seen.message, now(), own_way=own_way),
        demo_until=company().demo_loaded_at,
        **more,
    )


def _runs(message: Message) -> bool:
    if message.requisition_id is None:
        return _me().is_admin
    return Permission.RUN in rights_in(message.requisition_id, _me())


def _or_forbid(message: Message) -> None:
    if not _runs(message):
        abort(403)


def _me() -> Person:
    person = me()
    if person is None:
        abort(404)
    return person
