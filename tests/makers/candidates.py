"""Candidates, their candidacies and interviews."""

from datetime import timedelta

from app.candidates.models import Candidacy, Candidate, Interview, InterviewPerson
from app.candidates.words import keep_words
from app.core.names import name_key


def candidate(make, name=None, *, email=None, **columns):
    """A human being."""
    number = make.number()
    name = name or f"Candidate {number}"
    email = email or f"candidate{number}@example.org"
    columns = {"time_zone": "Europe/Lisbon", "created_at": make.at, **columns}
    return make.add(
        Candidate(
            name=name, name_key=name_key(name), email=email, email_key=email.casefold(), **columns
        )
    )


def candidacy(make, requisition, name=None, *, candidate=None, **columns):
    """A candidate (a new one unless given) in a requisition, in play."""
    candidate = candidate or make.candidate(name)
    columns = {
        "applied_at": make.at - timedelta(days=20),
        "interviewed_at": make.at - timedelta(days=3),
        "created_at": make.at,
        **columns,
    }
    make.recusal(requisition, candidate.email)
    made = make.add(
        Candidacy(
            requisition_id=requisition.id,
            candidate_id=candidate.id,
            candidate=candidate,
            name_key=candidate.name_key,
            **columns,
        )
    )
    keep_words([made.id])
    return made


def interview(make, candidacy, *people, round=1, kind="talk", held_at=None):
    """A meeting three days ago, with who sat on it."""
    made = make.add(
        Interview(
            candidacy_id=candidacy.id,
            round=round,
            kind=kind,
            held_at=held_at or make.at - timedelta(days=3),
        )
    )
    for person in people:
        make.add(InterviewPerson(interview_id=made.id, person_id=person.id))
    make.session.refresh(made)
    return made
