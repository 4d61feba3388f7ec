"""The words by which candidacies are searched for: those of the name, and the address."""

from collections.abc import Sequence

from sqlalchemy import select

from app.candidates.chunks import in_chunks
from app.candidates.models import Candidacy, CandidacyWord, Candidate
from app.db import db
from app.people.words import keep


def keep_words(candidacy_ids: Sequence[int]) -> None:
    """Keep the words of these candidacies, in place of what was kept."""
    for some in in_chunks(candidacy_ids):
        rows = db.session.execute(
            select(Candidacy.id, Candidacy.requisition_id, Candidate.name, Candidate.email)
            .join(Candidate, Candidate.id == Candidacy.candidate_id)
            .where(Candidacy.id.in_(some))
        ).all()
        keep(
            CandidacyWord.candidacy_id,
            {row.id: (row.name, row.email) for row in rows},
            requisition_id={row.id: row.requisition_id for row in rows},
        )


def keep_words_of(candidate_ids: Sequence[int]) -> None:
    """Keep the words of these candidates, wherever they are considered."""
    for some in in_chunks(candidate_ids):
        keep_words(
            db.session.scalars(select(Candidacy.id).where(Candidacy.candidate_id.in_(some))).all()
        )
