"""The words of the page, and what of our waiting it does not speak of, for one requisition."""

from collections.abc import Collection, Mapping
from datetime import datetime

from sqlalchemy import delete

from app.core.decision import all_of, require
from app.db import db
from app.history.actions import record
from app.mail.phrases import check, may_go
from app.mail.voice import voice_of
from app.people.models import Person
from app.requisitions.models import Requisition
from app.statuspage import rules
from app.statuspage.models import PageText
from app.statuspage.queries.own import page_policy, texts_of
from app.statuspage.words import TEXTS, WAITS

#: standings in which the words must not read like an offer (law L11)
NO_OFFER_YET = frozenset(TEXTS) - {"offered", "hired"}


def set_page(
    requisition: Requisition,
    texts: Mapping[str, str],
    hidden: Collection[str],
    *,
    by: Person,
    at: datetime,
) -> tuple[str, ...]:
    """Keep words by standing, and which waits are hidden; return what changed.

    An empty text, or one that says what the usual one says, gives way to the usual one.
    """
    wanted = {
        key: text for key in TEXTS if (text := texts.get(key, "").strip()) and text != TEXTS[key]
    }
    require(
        rules.may_set_page(hr_speaks=voice_of(requisition.id).hr_speaks, by_hr=by.is_hr)
        & all_of(rules.may_be_text(text) for text in wanted.values())
        & all_of(may_go(check(text), None) for key, text in wanted.items() if key in NO_OFFER_YET)
    )
    own, policy = texts_of(requisition.id), page_policy(requisition.id)
    changed = [key for key in TEXTS if own.get(key) != wanted.get(key)]
    for key in changed:
        db.session.execute(
            delete(PageText).where(
                PageText.requisition_id == requisition.id, PageText.standing == key
            )
        )
        if key in wanted:
            db.session.add(PageText(requisition_id=requisition.id, standing=key, text=wanted[key]))
    db.session.add(policy)  # the first time there is none yet
    for key in WAITS:
        if getattr(policy, f"hides_{key}") != (key in hidden):
            setattr(policy, f"hides_{key}", key in hidden)
            changed.append(key)
    if changed:
        record(
            "statuspage.page_set",
            by=by,
            at=at,
            subject=requisition,
            requisition_id=requisition.id,
            parts=sorted(changed),
        )
    return tuple(changed)
