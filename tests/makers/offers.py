"""Offers in any state, and the signed order they follow."""

from datetime import date, timedelta

from sqlalchemy import select

from app.history.actions import Actor
from app.links.models import Link
from app.offers import actions
from app.offers.letter import DEFAULT, fix
from app.offers.models import Extension, Offer
from app.requisitions.models import Place, PolicyStep
from app.shortlists.models import Shortlist, ShortlistLine

PACKAGE = {
    "title": "Product designer",
    "amount": 6800000,
    "currency": "EUR",
    "period": "year",
    "start_on": date(2027, 1, 11),
    "location": "Lisbon, two days a week from home",
    "benefits": "Thirty days of holiday",
    "letter": DEFAULT,
}


def signed_order(make, requisition, *candidacies, version=1):
    """A shortlist put forward, with nobody's sign-off asked by policy: these, in this order."""
    made = make.add(
        Shortlist(
            requisition_id=requisition.id,
            version=version,
            edit=1,
            started_at=make.at,
            edited_at=make.at,
            put_forward_at=make.at,
        )
    )
    for position, candidacy in enumerate(candidacies, 1):
        make.add(
            ShortlistLine(
                shortlist_id=made.id,
                candidacy_id=candidacy.id,
                position=position,
                reason="Strong on what we need.",
            )
        )
    make.session.refresh(made)
    return made


def hiring(make, *, places=1, finalists=3, policy=None, **given):
    """A requisition at its offers: no references asked, a signed order of finalists."""
    policy = {"references_manager": 0, "references_colleague": 0, **(policy or {})}
    names = ("Ana Lúcia Ferreira", "Nguyễn Minh Châu", "Oluwaseun Adébáyò", "Zoë van der Meer")
    requisition = make.requisition(places=places, policy=policy, **given)
    people = [make.candidacy(requisition, name) for name in names[:finalists]]
    make.signed_order(requisition, *people)
    return requisition, people


def approver_of_offers(make, requisition, person=None, *, position=1):
    """A person whose sign-off the policy asks for every offer."""
    person = make.member(requisition, "approver", person)
    make.add(
        PolicyStep(
            requisition_id=requisition.id,
            subject_kind="offer",
            position=position,
            person_id=person.id,
        )
    )
    return person


def offer(make, candidacy, status="ready", *, hours=24, sent=None, **columns):
    """An offer to a candidacy, brought to a state by its own facts; `sent` is when."""
    sent = sent or make.at
    version = 1 + len(
        make.session.scalars(select(Offer.id).where(Offer.candidacy_id == candidacy.id)).all()
    )
    made = make.add(
        Offer(
            requisition_id=candidacy.requisition_id,
            candidacy_id=candidacy.id,
            version=version,
            hours=hours,
            made_at=sent,
            made_by_id=_lead(candidacy.requisition_id),
            **{**PACKAGE, **columns},
        )
    )
    if status not in ("ready", "draft", "awaiting sign-off", "dropped", "replaced"):
        _dispatch(make, made, sent)
    steps = {
        "not delivered": _refused,
        "open": _open,
        "in doubt": _in_doubt,
        "accepted": _accepted,
        "declined": _ended("declined_at"),
        "withdrawn": _ended("withdrawn_at"),
        "lapsed": _lapsed,
        "dropped": _dropped,
        "replaced": _replaced,
        "reneged": _reneged,
    }
    if status in steps:
        steps[status](make, made, sent)
    make.session.flush()
    return made


def extension(make, offer, *, until=None, **columns):
    """A request for two more days."""
    columns = {"asked_at": make.at, "reason": "My partner is travelling.", **columns}
    return make.add(
        Extension(offer_id=offer.id, until=until or offer.closes_at + timedelta(days=2), **columns)
    )


def offer_link(make, offer, *, ends_at=None, purpose="offer", **columns):
    """The path of a link to an offer, as its candidate has it."""
    from app.links.actions import mint

    address = mint(
        purpose,
        offer.id,
        at=make.at,
        ends_at=ends_at or make.at + timedelta(days=120),
        requisition_id=offer.requisition_id,
    )
    if columns:
        link = make.session.scalars(select(Link).order_by(Link.id.desc()).limit(1)).one()
        for name, value in columns.items():
            setattr(link, name, value)
        make.session.flush()
    return address.removeprefix("http://localhost")


def leader(make, requisition, part="recruiter"):
    """The lead recruiter, or lead hiring manager, of a requisition."""
    from app.people.queries import lead as lead_of

    return lead_of(getattr(requisition, "requisition_id", None) or requisition.id, part)


def accept(make, offer, name="Ana Lúcia Ferreira"):
    """Accept an open offer as its candidate would."""
    actions.accept(
        offer,
        full_name=name,
        address="192.0.2.7",
        agent="A telephone",
        by=Actor("candidate", offer.candidacy_id),
        at=make.at,
    )
    return offer


def _lead(requisition_id):
    from app.people.queries import lead as lead_of

    return lead_of(requisition_id, "recruiter").id


def _dispatch(make, offer, sent):
    place = make.session.scalars(
        select(Place)
        .where(Place.requisition_id == offer.requisition_id, Place.offer_id.is_(None))
        .order_by(Place.number)
        .limit(1)
    ).one()
    offer.dispatched_at, offer.dispatched_by_id = sent, offer.made_by_id
    offer.place_id = place.id
    fix(offer)
    make.session.flush()
    place.offer_id = offer.id
    make.session.flush()


def _place(make, offer):
    return make.session.get_one(Place, offer.place_id)


def _in_doubt(make, offer, sent):
    offer.sending_at, offer.closes_at = sent, sent + timedelta(hours=offer.hours)
    _place(make, offer).held_until = offer.closes_at


def _open(make, offer, sent):
    _in_doubt(make, offer, sent)
    offer.sent_at = sent


def _refused(make, offer, sent):
    offer.not_delivered_at = sent
    offer.not_delivered_reason = "The mail server said: 550 No such person here"


def _accepted(make, offer, sent):
    _open(make, offer, sent)
    offer.accepted_at, offer.signed_name = sent + timedelta(hours=1), "Ana Lúcia Ferreira"
    place = _place(make, offer)
    place.filled_at, place.held_until = offer.accepted_at, None


def _reneged(make, offer, sent):
    _accepted(make, offer, sent)
    offer.reneged_at = sent + timedelta(days=3)


def _ended(column):
    def end(make, offer, sent):
        _open(make, offer, sent)
        setattr(offer, column, sent + timedelta(hours=1))
        _free(make, offer)

    return end


def _lapsed(make, offer, sent):
    _open(make, offer, sent - timedelta(hours=offer.hours))
    offer.lapsed_at = offer.closes_at
    _free(make, offer)


def _dropped(make, offer, sent):
    offer.withdrawn_at = sent


def _replaced(make, offer, sent):
    offer.replaced_at = sent


def _free(make, offer):
    place = _place(make, offer)
    make.session.flush()
    place.offer_id = place.held_until = None
