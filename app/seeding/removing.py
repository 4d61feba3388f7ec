"""Taking the demo company out: its requisitions, people and candidates, and all that hangs there.

What goes is found by following foreign keys from those rows; nothing else is touched. Where demo
people or candidates took part in a hiring that is not of the demo, nothing is removed: what they
said and signed there is somebody's record.
"""

from datetime import datetime
from pathlib import Path

from sqlalchemy import Table, delete, func, select, update

from app.candidates.files import path_of
from app.candidates.models import Attachment, Candidacy, Candidate
from app.core.decision import Refused
from app.core.wording import listed, plural
from app.db import Base, db
from app.fairness.actions import remove
from app.fairness.models import GroupAnswer, GroupAsking, GroupChoice, GroupQuestion
from app.history.actions import WORKER, record
from app.history.models import HistoryChain, HistoryLine, HistoryPayload
from app.people.models import FIRST_NAME, Company, Person
from app.requisitions.models import Requisition
from app.seeding import reach
from app.seeding.company import NAME
from app.seeding.reach import Reached, ids_of, key_of, parts
from app.work.models import Job


def remove_demo(*, at: datetime) -> list[Path]:
    """Remove every demo row and what depends on it; ``Refused`` in words if that is wrong.

    Returns the files to delete once that is committed. When the demo was loaded stays known, so
    that starting again does not bring it back.
    """
    requisitions = ids_of(select(Requisition.id).where(Requisition.is_demo))
    candidates = ids_of(select(Candidate.id).where(Candidate.is_demo)) | _only_in(requisitions)
    people = ids_of(select(Person.id).where(Person.is_demo))
    reached = {"requisition": requisitions, "candidate": candidates, "person": people}
    doomed = reach.closure(reached)
    _refuse_to_touch_real_ones(doomed)
    kept = select(Attachment.stored_as).where(Attachment.candidacy_id.in_(doomed["candidacy"]))
    files = [path_of(name) for name in db.session.scalars(kept)]
    _say(doomed, at)
    _forget_groups(candidates)
    _erase_from_office(people)
    _remove_jobs(doomed)
    _name_no_longer(doomed)
    for table in reversed(Base.metadata.sorted_tables):
        for part in parts(doomed[table.name]):
            db.session.execute(delete(table).where(key_of(table).in_(part)))
    db.session.execute(update(Company).where(Company.name == NAME).values(name=FIRST_NAME))
    db.session.expire_all()
    return files


def _forget_groups(candidates: set[int]) -> None:
    """Forget what demo candidates answered, which no key leads to, and what the demo began.

    A number may be given anew, and with it the key: answers left behind would become another's.
    """
    for candidate_id in sorted(candidates):
        remove(candidate_id)
    db.session.execute(delete(GroupAsking).where(GroupAsking.begun_by_id.is_(None)))
    if db.session.scalar(select(func.count()).select_from(GroupAsking)) == 0:
        for table in (GroupAnswer, GroupChoice, GroupQuestion):
            db.session.execute(delete(table))


def _only_in(requisitions: set[int]) -> set[int]:
    """Return the candidates who were tried out in demo requisitions only."""
    inside = Candidacy.requisition_id.in_(requisitions)
    tried = ids_of(select(Candidacy.candidate_id).where(inside))
    return tried - ids_of(select(Candidacy.candidate_id).where(~inside))


def _refuse_to_touch_real_ones(doomed: Reached) -> None:
    found = reach.elsewhere(doomed)
    for code, count in _lines_elsewhere(doomed):
        found.setdefault(code, {})["line of history"] = count
    if not found:
        return
    raise Refused(
        *(f"The demo's people or candidates take part in {_part(*one)}." for one in found.items()),
        "Nothing was removed. Hand open parts to others. What was said and signed there stays: "
        "to go on without the demo, start with a folder of its own (FINALIST_INSTANCE).",
    )


def _part(code: str, counts: dict[str, int]) -> str:
    """Say what a requisition has of the demo: "X-1 (1 part in the team, 2 scorecards)"."""
    named = {table: count for table, count in counts.items() if table in reach.WORDS}
    known = {reach.WORDS[table]: count for table, count in named.items()}
    if "line of history" in counts:
        known["line of history"] = counts["line of history"]
    others = {table.replace("_", " "): count for table, count in counts.items()}
    return f"{code} ({listed(_counted(*one) for one in (known or others).items())})"


def _counted(word: str, count: int) -> str:
    first, space, rest = word.partition(" ")
    many = "candidacies" if word == "candidacy" else f"{first}s{space}{rest}"
    return plural(count, word, many)


def _lines_elsewhere(doomed: Reached) -> list[tuple[str, int]]:
    """Return how much demo people did in each requisition that is not of the demo."""
    rows = db.session.execute(
        select(Requisition.code, func.count())
        .join(HistoryChain, HistoryChain.requisition_id == Requisition.id)
        .join(HistoryLine, HistoryLine.chain_id == HistoryChain.id)
        .where(
            HistoryLine.actor_kind == "person",
            HistoryLine.actor_id.in_(doomed["person"]),
            Requisition.id.not_in(doomed["requisition"]),
        )
        .group_by(Requisition.code)
    )
    return [(code, count) for code, count in rows]


def _say(doomed: Reached, at: datetime) -> None:
    """Leave a line that also says which chains went, so that they are not missed later."""
    record(
        "seeding.removed",
        by=WORKER,
        at=at,
        subject=db.session.scalars(select(Company)).one(),
        requisition_id=None,
        chains_gone=sorted(doomed["history_chain"]),  # as history.verification reads it
    )


def _erase_from_office(people: set[int]) -> None:
    """Erase what the office's lines say of people who are gone: an id may be given anew."""
    about = select(HistoryLine.id).where(
        HistoryLine.subject_kind == "person", HistoryLine.subject_id.in_(people)
    )
    db.session.execute(delete(HistoryPayload).where(HistoryPayload.line_id.in_(about)))


def _remove_jobs(doomed: Reached) -> None:
    """Remove the jobs about rows that go; their keys would stand in the way of later ones."""
    jobs = db.session.execute(select(Job.id, Job.args))
    about = {job_id for job_id, args in jobs if any(_names(doomed, *one) for one in args.items())}
    for part in parts(about):
        db.session.execute(delete(Job).where(Job.id.in_(part)))


def _names(doomed: Reached, word: str, value: object) -> bool:
    return word.endswith("_id") and value in doomed.get(word.removesuffix("_id"), ())


def _name_no_longer(doomed: Reached) -> None:
    """Empty the columns that would hold a row back: those that outlive it, and rings."""
    for table in Base.metadata.sorted_tables:
        for key in table.foreign_keys:
            if (table.name, key.parent.name) in reach.OUTLIVE or key.column.table is table:
                _empty(table, key.parent.name, doomed[key.column.table.name])


def _empty(table: Table, column: str, ids: set[int]) -> None:
    for part in parts(ids):
        db.session.execute(update(table).where(table.c[column].in_(part)).values({column: None}))
