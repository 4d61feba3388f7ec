"""Lists of references: of a requisition by candidate, and of all requisitions of a person."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import TypeVar

from sqlalchemy import (
    ColumnElement,
    Select,
    Tuple,
    and_,
    case,
    exists,
    func,
    literal,
    or_,
    select,
    tuple_,
)
from sqlalchemy.orm import contains_eager

from app.candidates.in_play import is_in_play
from app.candidates.models import Candidacy, Candidate
from app.checks import rules
from app.checks.models import Referee, RefereeRequest, ReferenceWaiver
from app.checks.queries.readiness import readiness
from app.checks.queries.referees import hiring_facts, offers_sent
from app.checks.queries.waiting import is_open, is_put_off
from app.checks.rules import AskingFacts, HiringFacts, Readiness
from app.core.decision import Decision
from app.core.names import name_key
from app.db import Moment, db
from app.people.models import Person
from app.people.permissions import MANAGER, RECRUITER
from app.people.queries import names, reachable
from app.requisitions.models import Requisition

RowT = TypeVar("RowT", Referee, RefereeRequest, ReferenceWaiver)
PAGE = 25
INDEX_PAGE = 50
#: Tabs of the index, each a state or several.
SHOWN = ("open", "overdue", "asked", "wanted", "in", "all")


@dataclass(frozen=True, slots=True)
class OneReferee:
    """A referee, where their reference stands, and whether they may be asked now."""

    referee: Referee
    state: str
    asking: AskingFacts
    named_by: str | None

    @property
    def may_ask(self) -> Decision:
        """Whether they may be asked now, and why not."""
        return rules.may_ask(self.asking)


@dataclass(frozen=True, slots=True)
class OfCandidacy:
    """The references of one candidacy, as its panel shows them."""

    candidacy: Candidacy
    hiring: HiringFacts
    readiness: Readiness
    request: RefereeRequest | None
    referees: Sequence[OneReferee]
    waivers: Sequence[tuple[ReferenceWaiver, str]]

    @property
    def to_ask(self) -> list[Referee]:
        """Those who would be asked by the one button for all."""
        return [one.referee for one in self.referees if one.state == "wanted" and bool(one.may_ask)]


@dataclass(frozen=True, slots=True)
class Listed:
    """Some candidacies of a requisition by name, and the last one where there are more."""

    rows: Sequence[OfCandidacy]
    after: int | None
    started: int
    all: int


def of_requisition(
    requisition: Requisition, at: datetime, *, show: str, q: str = "", after: int | None = None
) -> Listed:
    """Return the candidacies in play by name: all, or those with referees asked for or named."""
    here = (Candidacy.requisition_id == requisition.id, is_in_play())
    counted = db.session.execute(
        select(func.count(), func.count().filter(_has_started()))
        .select_from(Candidacy)
        .where(*here)
    ).one()
    conditions: list[ColumnElement[bool]] = [*here]
    if show == "started":
        conditions.append(_has_started())
    if name_key(q):
        conditions.append(Candidacy.name_key.contains(name_key(q), autoescape=True))
    start = db.session.get(Candidacy, after) if after else None
    if start is not None:
        conditions.append(
            tuple_(Candidacy.name_key, Candidacy.id) > tuple_(start.name_key, start.id)
        )
    found = list(
        db.session.scalars(
            select(Candidacy)
            .join(Candidate, Candidate.id == Candidacy.candidate_id)
            .options(contains_eager(Candidacy.candidate))
            .where(*conditions)
            .order_by(Candidacy.name_key, Candidacy.id)
            .limit(PAGE + 1)
        )
    )
    rows = of_candidacies(requisition, found[:PAGE], at)
    more = rows[-1].candidacy.id if len(found) > PAGE else None
    return Listed(rows, more, started=counted[1], all=counted[0])


def of_candidacies(
    requisition: Requisition, candidacies: Sequence[Candidacy], at: datetime
) -> list[OfCandidacy]:
    """Return the references of these candidacies, with what may be done next."""
    ids = [one.id for one in candidacies]
    ready = readiness(ids, requisition.id)
    referees = _by_candidacy(
        select(Referee).where(Referee.candidacy_id.in_(ids)).order_by(Referee.named_at, Referee.id)
    )
    requests = _by_candidacy(select(RefereeRequest).where(RefereeRequest.candidacy_id.in_(ids)))
    waivers = _by_candidacy(
        select(ReferenceWaiver)
        .where(ReferenceWaiver.candidacy_id.in_(ids))
        .order_by(ReferenceWaiver.id)
    )
    sent = offers_sent(ids)
    people = names(
        {one.waived_by_id for some in waivers.values() for one in some}
        | {one.named_by_id for some in referees.values() for one in some if one.named_by_id}
    )
    return [
        OfCandidacy(
            one,
            hiring_facts(requisition, one),
            ready[one.id],
            next(iter(requests.get(one.id, ())), None),
            [
                OneReferee(
                    referee,
                    rules.state(referee, at),
                    asking_facts(referee, hiring_facts(requisition, one), one.id in sent, at),
                    people.get(referee.named_by_id or 0),
                )
                for referee in referees.get(one.id, ())
            ],
            [(waiver, people[waiver.waived_by_id]) for waiver in waivers.get(one.id, ())],
        )
        for one in candidacies
    ]


def asking_facts(
    referee: Referee, hiring: HiringFacts, offer_sent: bool, at: datetime
) -> AskingFacts:
    """Return what asking one referee depends on."""
    return AskingFacts(
        hiring,
        rules.state(referee, at),
        referee.consented_at is not None,
        referee.not_before_offer,
        offer_sent,
    )


@dataclass(frozen=True, slots=True)
class Line:
    """One reference of the index."""

    referee: Referee
    state: str
    candidate: str
    candidacy_id: int
    requisition: Requisition


@dataclass(frozen=True, slots=True)
class Page:
    """A page of the index, and the last one's id where there are more."""

    rows: Sequence[Line]
    after: int | None


def index(person: Person, at: datetime, *, show: str, after: int | None = None) -> Page:
    """Return the references whose words a person may read, the most pressing first."""
    rank = case((_is_overdue(at), 0), (_is_asked(), 1), (is_open() & ~is_put_off(), 2), else_=3)
    moment = func.coalesce(Referee.due_at, Referee.named_at)
    query = (
        select(Referee, Candidate.name, Candidacy.id, Requisition)
        .join(Candidacy, Candidacy.id == Referee.candidacy_id)
        .join(Candidate, Candidate.id == Candidacy.candidate_id)
        .join(Requisition, Requisition.id == Candidacy.requisition_id)
        .where(reachable(person, RECRUITER, MANAGER), *_shown(show, at))
        .order_by(rank, moment, Referee.id)
        .limit(INDEX_PAGE + 1)
    )
    start = db.session.get(Referee, after) if after else None
    if start is not None:
        query = query.where(tuple_(rank, moment, Referee.id) > _key(start, at))
    found = [
        Line(referee, rules.state(referee, at), name, candidacy_id, requisition)
        for referee, name, candidacy_id, requisition in db.session.execute(query)
    ]
    shown = found[:INDEX_PAGE]
    return Page(shown, shown[-1].referee.id if len(found) > INDEX_PAGE else None)


def _key(referee: Referee, at: datetime) -> Tuple:
    rank = {"overdue": 0, "asked": 1, "wanted": 2}.get(rules.state(referee, at), 3)
    return tuple_(
        literal(rank),
        literal(referee.due_at or referee.named_at, Moment),
        literal(referee.id),
    )


def _shown(show: str, at: datetime) -> tuple[ColumnElement[bool], ...]:
    """Return the conditions of a tab of the index."""
    return {
        "open": (is_open(), ~is_put_off(), is_in_play()),
        "overdue": (_is_overdue(at), is_in_play()),
        "asked": (_is_asked(), ~_is_overdue(at), is_in_play()),
        "wanted": (is_open(), ~is_put_off(), Referee.asked_at.is_(None), is_in_play()),
        "in": (Referee.received_at.is_not(None),),
        "all": (),
    }[show]


def _is_asked() -> ColumnElement[bool]:
    return and_(is_open(), ~is_put_off(), Referee.asked_at.is_not(None))


def _is_overdue(at: datetime) -> ColumnElement[bool]:
    return and_(_is_asked(), Referee.due_at <= at)


def _has_started() -> ColumnElement[bool]:
    """Return a condition on Candidacy: asked to name referees, or some are named."""
    asked = exists().where(RefereeRequest.candidacy_id == Candidacy.id)
    named = exists().where(Referee.candidacy_id == Candidacy.id)
    return or_(asked.correlate(Candidacy), named.correlate(Candidacy))


def _by_candidacy(query: Select[RowT]) -> dict[int, list[RowT]]:
    found: dict[int, list[RowT]] = {}
    for row in db.session.scalars(query):
        found.setdefault(row.candidacy_id, []).append(row)
    return found
