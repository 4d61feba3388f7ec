"""Promises to candidates, in any state."""

from datetime import timedelta

from app.promises.dates import escalates_at
from app.promises.models import Promise


def promise(make, candidacy, owner=None, *, text="You will hear from us", due_at=None, **columns):
    """What a candidate was told to expect, in two days unless said; the lead's unless owned."""
    due_at = due_at or make.at + timedelta(days=2)
    owner = owner or make.leader(candidacy)
    return make.add(
        Promise(
            requisition_id=candidacy.requisition_id,
            candidacy_id=candidacy.id,
            text=text,
            owner_id=owner.id,
            due_at=due_at,
            **{
                "how": "hand",
                "made_at": make.at,
                "made_by_id": owner.id,
                "escalates_at": escalates_at(due_at, "Europe/Lisbon"),
                **columns,
            },
        )
    )
