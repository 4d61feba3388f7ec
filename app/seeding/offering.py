"""References named, asked and answered; an offer on the clock, and a request for more time."""

from datetime import datetime, timedelta

from sqlalchemy import select

from app.checks import actions as checks
from app.checks.models import Referee
from app.checks.queries.referees import RefereeOf
from app.checks.rules import Answer
from app.db import db
from app.history.actions import Actor
from app.offers import actions as offers
from app.offers.letter import DEFAULT
from app.offers.models import Offer
from app.offers.pay import minor_units
from app.people.permissions import RECRUITER
from app.people.queries import lead
from app.requisitions.queries import current_requirements
from app.seeding.acts import act, candidacy_of
from app.seeding.files import Row, Story


@act("referee_requests", "asked")
def request(story: Story, row: Row, at: datetime) -> None:
    """A finalist is asked to name referees."""
    requisition = story.requisition(row["requisition"])
    by = lead(requisition.id, RECRUITER)
    assert by is not None
    checks.request_referees(candidacy_of(story, row), requisition, by=by, at=at)


@act("referees", "named")
def name(story: Story, row: Row, at: datetime) -> None:
    """A finalist names a referee on their own page."""
    candidacy = candidacy_of(story, row)
    named = checks.Named(
        row["name"], row["email"], row["relation"], worked_at=row["worked_at"] or None, told=True
    )
    requisition = story.requisition(row["requisition"])
    checks.name_referee(
        candidacy, requisition, named, by=Actor("candidate", candidacy.candidate_id), at=at
    )


@act("references_asked", "asked")
def ask(story: Story, row: Row, at: datetime) -> None:
    """The recruiter asks a referee."""
    found = _found(story, row)
    by = lead(found.requisition.id, RECRUITER)
    assert by is not None
    checks.ask(found, by=by, at=at)


@act("references", "received")
def receive(story: Story, row: Row, at: datetime) -> None:
    """A referee answers by link."""
    found = _found(story, row)
    said = {
        one["criterion"]: int(one["mark"]) if one["mark"] else None
        for one in story.rows("reference_marks", referee=row["email"])
    }
    marks = {
        one.id: said.get(one.name) for one in current_requirements(found.requisition.id).criteria
    }
    checks.receive(found, Answer(marks, row["again"], comment=row["comment"]), at=at)


@act("references_read", "read")
def read(story: Story, row: Row, at: datetime) -> None:
    """The recruiter has read a reference."""
    found = _found(story, row)
    by = lead(found.requisition.id, RECRUITER)
    assert by is not None
    checks.mark_read(found, by=by, at=at)


@act("offers", "made")
def make(story: Story, row: Row, at: datetime) -> None:
    """An offer is drafted."""
    package = offers.Package(
        title=row["title"],
        amount=minor_units(row["amount"], row["currency"]),
        currency=row["currency"],
        period=row["period"],
        start_on=(story.now + timedelta(days=int(row["start_days"]))).date(),
        location=row["location"] or None,
        benefits=row["benefits"] or None,
        letter=DEFAULT,
    )
    offers.make(candidacy_of(story, row), package, by=story.person(row["by"]), at=at)


@act("offers_sent", "sent")
def send(story: Story, row: Row, at: datetime) -> None:
    """The offer goes out, so its clock runs."""
    offers.hand_over(_offer(story, row), by=story.person(row["by"]), at=at)


@act("extensions", "asked")
def ask_for_time(story: Story, row: Row, at: datetime) -> None:
    """The candidate asks for more time; the manager has agreed, the recruiter not yet."""
    offer = _offer(story, row)
    assert offer.closes_at is not None
    candidacy = candidacy_of(story, row)
    extension = offers.ask_for_time(
        offer,
        until=offer.closes_at + timedelta(hours=int(row["more_hours"])),
        reason=row["reason"],
        by=Actor("candidate", candidacy.candidate_id),
        at=at,
    )
    zone = story.requisition(row["requisition"]).time_zone
    by = story.person(row["manager"])
    offers.agree(extension, by=by, at=story.at(row["manager_agreed"], zone))


def _found(story: Story, row: Row) -> RefereeOf:
    candidacy = candidacy_of(story, row)
    referee = db.session.scalars(
        select(Referee).where(
            Referee.candidacy_id == candidacy.id, Referee.email_key == row["email"].casefold()
        )
    ).one()
    return RefereeOf(referee, candidacy, story.requisition(row["requisition"]))


def _offer(story: Story, row: Row) -> Offer:
    candidacy = candidacy_of(story, row)
    return db.session.scalars(
        select(Offer).where(Offer.candidacy_id == candidacy.id).order_by(Offer.version.desc())
    ).first() or _no_offer(row)


def _no_offer(row: Row) -> Offer:
    raise LookupError(f"seed data sends an offer that was not made: {row['candidate']}")
