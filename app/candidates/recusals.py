"""Who is a candidate of a requisition sees nothing of it: the addresses that say so."""

from collections.abc import Iterable, Mapping

from sqlalchemy import delete, select

from app.candidates.chunks import in_chunks
from app.candidates.models import Candidacy
from app.db import Base, db, insert_many
from app.people.models import Recusal

WHY = "candidate"


def recuse(requisition_id: int, email_keys: Iterable[str | None]) -> None:
    """Keep the owners of these addresses from seeing anything of a requisition."""
    known = set(
        db.session.scalars(
            select(Recusal.email_key).where(
                Recusal.requisition_id == requisition_id, Recusal.why == WHY
            )
        )
    )
    fresh = sorted({key for key in email_keys if key} - known)
    insert_many(
        Base.metadata.tables[Recusal.__tablename__],
        [{"requisition_id": requisition_id, "email_key": key, "why": WHY} for key in fresh],
    )


def follow(moved: Mapping[int, tuple[str | None, str | None]]) -> None:
    """Let the recusals of candidates follow their addresses: candidate → (old key, new key)."""
    fresh: dict[int, set[str | None]] = {}
    for some in in_chunks([one for one, (old, new) in moved.items() if old != new]):
        old_keys = [old for one in some if (old := moved[one][0])]
        db.session.execute(
            delete(Recusal).where(Recusal.email_key.in_(old_keys), Recusal.why == WHY)
        )
        rows = db.session.execute(
            select(Candidacy.candidate_id, Candidacy.requisition_id).where(
                Candidacy.candidate_id.in_(some)
            )
        )
        for candidate_id, requisition_id in rows:
            fresh.setdefault(requisition_id, set()).add(moved[candidate_id][1])
    for requisition_id, keys in fresh.items():
        recuse(requisition_id, keys)
