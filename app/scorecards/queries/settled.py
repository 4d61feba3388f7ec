"""Whom nobody is asked about any more: a list put forward or an offer speaks of them (law L1)."""

from sqlalchemy import Select, and_, exists, or_, select

from app.db import Base, db


def settled_in(requisition_id: int) -> dict[int, str]:
    """Return the candidacies about which no card is asked, with a word of ``rules.SETTLED``.

    A finalist of the list put forward, until it is sent back; whoever it left out, until a new
    version is begun; and whoever has an offer in any state, a draft as well. Lists and offers are
    of packages further on, so their tables are met by name.
    """
    found = {
        candidacy_id: "left out" if position is None else "finalist"
        for candidacy_id, position in db.session.execute(_spoken_of(requisition_id))
    }
    offer = Base.metadata.tables["offer"]
    offered = select(offer.c.candidacy_id).where(offer.c.requisition_id == requisition_id)
    return found | dict.fromkeys(db.session.scalars(offered), "offered")


def _spoken_of(requisition_id: int) -> Select[int, int | None]:
    lists, lines, chains = (
        Base.metadata.tables[name] for name in ("shortlist", "shortlist_line", "signoff_chain")
    )
    newer = lists.alias()
    in_work = exists().where(
        newer.c.requisition_id == requisition_id,
        newer.c.put_forward_at.is_(None),
        newer.c.superseded_at.is_(None),
    )
    chain = and_(chains.c.subject_kind == "shortlist", chains.c.subject_id == lists.c.id)
    return (
        select(lines.c.candidacy_id, lines.c.position)
        .join(lists, lists.c.id == lines.c.shortlist_id)
        .outerjoin(chains, chain)
        .where(
            lists.c.requisition_id == requisition_id,
            lists.c.put_forward_at.is_not(None),
            lists.c.superseded_at.is_(None),
            chains.c.sent_back_at.is_(None),
            or_(lines.c.position.is_not(None), ~in_work),
        )
    )
