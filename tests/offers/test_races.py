"""Races on really committed rows: one wins, the others are told, history has one line (L6, L7)."""

import itertools
import threading
import time
from dataclasses import replace
from datetime import timedelta

from sqlalchemy import func, select

from app.db import db, unit_of_work
from app.history.models import HistoryLine
from app.links.models import Visit
from app.offers.actions import Package, draft_in_place_of
from app.offers.actions.clock import set_end
from app.offers.models import ENDS, Extension, Offer
from app.people.guard import lock_requisition
from app.people.models import Person
from app.requisitions.models import Place
from app.work.loop import do_due_jobs
from tests.conftest import new_client_of
from tests.makers.offers import PACKAGE

SECOND = timedelta(seconds=1)
ENDED = {f"offers.{verb}" for verb in ("accepted", "declined", "withdrawn", "lapsed", "replaced")}


addresses = itertools.count(1)


def post(race_db, path, person_id=None, **data):
    """Return a racer that posts as a person, or as whoever holds the link."""
    client = new_client_of(race_db.app)
    number = next(addresses)  # each from an address of its own, so that no limit is reached
    client.environ_base["REMOTE_ADDR"] = f"10.1.{number // 250}.{number % 250}"
    if person_id is not None:
        with race_db.app.app_context():
            client.sign_in(db.session.get_one(Person, person_id))
    return lambda: client.post(path, data=data).status_code


def open_offers(race_db, *, extension=()):
    """Return the ids of an open offer for each round; `extension` names who has agreed already."""
    with race_db.data() as make:
        return [_open_offer(make, extension) for _ in range(race_db.rounds)]


def _open_offer(make, extension):
    requisition, (ana, *_) = make.hiring()
    offer = make.offer(ana, "open")
    recruiter, manager = (make.leader(requisition, p) for p in ("recruiter", "hiring manager"))
    asked = make.extension(offer)
    if "recruiter" in extension:
        asked.recruiter_agreed_at, asked.recruiter_until = make.at, asked.until
        asked.recruiter_id = recruiter.id
    return {
        "offer": offer.id,
        "link": make.offer_link(offer),
        "extension": asked.id,
        "recruiter": recruiter.id,
        "manager": manager.id,
        "closes": offer.closes_at,
    }


def how_it_ended(race_db, ids):
    with race_db.app.app_context():
        offer = db.session.get_one(Offer, ids["offer"])
        ends = [end for end in ENDS if getattr(offer, end) is not None]
        lines = db.session.scalars(
            select(HistoryLine.verb).where(
                HistoryLine.subject_kind == "offer", HistoryLine.subject_id == offer.id
            )
        ).all()
        place = db.session.get_one(Place, offer.place_id)
        return ends, [verb for verb in lines if verb in ENDED], place


def test_of_accept_decline_and_withdraw_one_wins(race_db):
    for ids in open_offers(race_db):
        offer = f"/offers/{ids['offer']}"
        codes = race_db.together(
            post(race_db, ids["link"] + "/acceptance", full_name="Ana Lúcia Ferreira"),
            post(race_db, ids["link"] + "/decline"),
            post(race_db, offer + "/withdrawal", ids["recruiter"], reason="Cut."),
            post(race_db, ids["link"] + "/acceptance", full_name="Ana Lúcia Ferreira"),
        )
        assert sorted(codes) == [303, 409, 409, 409]
        ends, lines, place = how_it_ended(race_db, ids)
        assert len(ends) == len(lines) == 1
        assert (place.filled_at is not None) is (ends == ["accepted_at"])
        assert (place.offer_id == ids["offer"]) is (ends == ["accepted_at"])


def test_of_accept_grant_and_lapse_at_the_closing_moment_none_passes_the_law(race_db):
    for ids in open_offers(race_db, extension=("recruiter",)):
        with race_db.app.app_context(), unit_of_work():
            set_end(db.session.get_one(Offer, ids["offer"]), ids["closes"], at=race_db.clock.now())
        race_db.clock.set(ids["closes"])
        grant = f"/offers/{ids['offer']}/extensions/{ids['extension']}/agreement"
        results = race_db.together(
            post(race_db, ids["link"] + "/acceptance", full_name="Ana Lúcia Ferreira"),
            post(race_db, grant, ids["manager"]),
            lambda: do_due_jobs("one"),
            lambda: do_due_jobs("two"),
        )
        assert results[:2] == [409, 409]
        ends, lines, place = how_it_ended(race_db, ids)
        assert (ends, lines) == (["lapsed_at"], ["offers.lapsed"])
        assert place.offer_id is None


def test_of_accept_and_grant_both_in_time_the_end_moves_or_the_offer_ends(race_db):
    for ids in open_offers(race_db, extension=("recruiter",)):
        race_db.clock.set(ids["closes"] - timedelta(seconds=1))
        grant = f"/offers/{ids['offer']}/extensions/{ids['extension']}/agreement"
        refuse = f"/offers/{ids['offer']}/extensions/{ids['extension']}/refusal"
        codes = race_db.together(
            post(race_db, ids["link"] + "/acceptance", full_name="Ana Lúcia Ferreira"),
            post(race_db, grant, ids["manager"]),
            post(race_db, refuse, ids["recruiter"]),
        )
        assert codes[0] == 303
        assert codes[1:].count(303) <= 1
        ends, lines, _ = how_it_ended(race_db, ids)
        assert (ends, lines) == (["accepted_at"], ["offers.accepted"])
        with race_db.app.app_context():
            one = db.session.get_one(Extension, ids["extension"])
            answers = [one.granted_at, one.refused_at, one.void_at]
            assert len([moment for moment in answers if moment]) == 1


def test_of_replace_accept_decline_withdraw_and_grant_one_wins(race_db):
    for ids in open_offers(race_db, extension=("recruiter",)):
        with race_db.app.app_context(), unit_of_work():
            old = db.session.get_one(Offer, ids["offer"])
            person = db.session.get_one(Person, ids["recruiter"])
            package = replace(Package(**PACKAGE), amount=7_200_000)
            latest = draft_in_place_of(old, package, by=person, at=race_db.clock.now()).id
        offer = f"/offers/{ids['offer']}"
        codes = race_db.together(
            post(race_db, f"/offers/{latest}/dispatch", ids["recruiter"]),
            post(race_db, ids["link"] + "/acceptance", full_name="Ana Lúcia Ferreira"),
            post(race_db, ids["link"] + "/decline"),
            post(race_db, offer + "/withdrawal", ids["recruiter"], reason="Cut."),
            post(race_db, f"/offers/{latest}/dispatch", ids["recruiter"]),
        )
        assert codes.count(303) == 1, codes
        ends, lines, place = how_it_ended(race_db, ids)
        assert len(ends) == len(lines) == 1
        holder = {"replaced_at": latest, "accepted_at": ids["offer"]}.get(ends[0])
        assert place.offer_id == holder
        with race_db.app.app_context():
            live = db.session.get_one(Offer, latest).dispatched_at is not None
            assert live is (ends == ["replaced_at"])


def test_of_replace_and_grant_the_new_clock_is_never_the_old_ones(race_db):
    for ids in open_offers(race_db, extension=("recruiter",)):
        with race_db.app.app_context(), unit_of_work():
            old = db.session.get_one(Offer, ids["offer"])
            person = db.session.get_one(Person, ids["recruiter"])
            latest = draft_in_place_of(
                old, Package(**PACKAGE), by=person, at=race_db.clock.now()
            ).id
        grant = f"/offers/{ids['offer']}/extensions/{ids['extension']}/agreement"
        codes = race_db.together(
            post(race_db, f"/offers/{latest}/handover", ids["recruiter"]),
            post(race_db, grant, ids["manager"]),
        )
        assert codes[0] == 200
        assert codes[1] in (303, 409)
        ends, lines, place = how_it_ended(race_db, ids)
        assert (ends, lines) == (["replaced_at"], ["offers.replaced"])
        with race_db.app.app_context():
            now = db.session.get_one(Offer, latest)
            assert now.closes_at == now.sending_at + timedelta(hours=24)
            assert (place.offer_id, place.held_until) == (latest, now.closes_at)


def test_two_offers_sent_at_once_for_one_place_are_one_offer(race_db):
    with race_db.data() as make:
        rounds = []
        for _ in range(race_db.rounds):
            requisition, people = make.hiring()
            equal = {"out_of_order_reason": "All three are equal."}
            offers = [make.offer(one, **equal).id for one in people]
            rounds.append((requisition.id, make.leader(requisition).id, offers))
    for requisition_id, recruiter, offers in rounds:
        codes = race_db.together(
            post(race_db, f"/offers/{offers[0]}/dispatch", recruiter),
            post(race_db, f"/offers/{offers[1]}/dispatch", recruiter),
            post(race_db, f"/offers/{offers[2]}/dispatch", recruiter),
            post(race_db, f"/offers/{offers[0]}/dispatch", recruiter),
        )
        assert sorted(codes) == [303, 409, 409, 409]
        with race_db.app.app_context():
            held = db.session.scalars(
                select(Place.offer_id).where(Place.requisition_id == requisition_id)
            ).all()
            sent = db.session.scalars(
                select(Offer.id).where(Offer.id.in_(offers), Offer.dispatched_at.is_not(None))
            ).all()
            assert held == sent
            assert _lines(offers, "offers.sent") == 1


def test_two_acceptances_never_exceed_the_places(race_db):
    with race_db.data() as make:
        rounds = []
        for _ in range(race_db.rounds):
            requisition, people = make.hiring(places=2)
            links = [
                (make.offer_link(make.offer(one, "open")), one.candidate.name) for one in people[:2]
            ]
            rounds.append((requisition.id, links))
    for requisition_id, links in rounds:
        racers = [
            post(race_db, link + "/acceptance", full_name=name)
            for link, name in links
            for _ in range(2)
        ]
        assert sorted(race_db.together(*racers)) == [303, 303, 409, 409]
        with race_db.app.app_context():
            filled = db.session.scalars(
                select(Place.offer_id).where(
                    Place.requisition_id == requisition_id, Place.filled_at.is_not(None)
                )
            ).all()
            assert len(set(filled)) == 2


def test_two_leads_who_agree_at_once_grant_once(race_db):
    for ids in open_offers(race_db):
        url = f"/offers/{ids['offer']}/extensions/{ids['extension']}/agreement"
        codes = race_db.together(
            post(race_db, url, ids["recruiter"]),
            post(race_db, url, ids["manager"]),
            post(race_db, url, ids["recruiter"]),
        )
        assert sorted(codes) == [303, 303, 409]
        with race_db.app.app_context():
            extension = db.session.get_one(Extension, ids["extension"])
            assert extension.granted_at is not None
            assert db.session.get_one(Offer, ids["offer"]).closes_at == extension.until
            assert _lines([ids["offer"]], "offers.time_granted") == 1


def test_each_opening_of_the_page_leaves_a_visit_and_nothing_else(race_db):
    ids = open_offers(race_db)[0]
    client = new_client_of(race_db.app)
    with race_db.app.app_context():
        for end in ("", "/acceptance", "/decline", "/extension"):
            assert client.get(ids["link"] + end).status_code == 200
        assert db.session.scalar(select(func.count()).select_from(Visit)) == 4
        assert db.session.scalar(select(func.count()).select_from(HistoryLine)) == 0
        offer = db.session.get_one(Offer, ids["offer"])
        assert not [end for end in ENDS if getattr(offer, end)]


def _lines(offer_ids, verb):
    return db.session.scalar(
        select(func.count())
        .select_from(HistoryLine)
        .where(
            HistoryLine.subject_kind == "offer",
            HistoryLine.subject_id.in_(offer_ids),
            HistoryLine.verb == verb,
        )
    )


def test_who_waited_for_the_lock_past_the_deadline_is_too_late(race_db):
    for ids in open_offers(race_db)[:2]:
        race_db.clock.set(ids["closes"] - SECOND)
        held, waiting = threading.Event(), threading.Event()

        def hold(ids=ids, held=held, waiting=waiting):
            with unit_of_work():
                lock_requisition(db.session.get_one(Offer, ids["offer"]).requisition_id)
                held.set()
                waiting.wait(30)
                time.sleep(0.3)  # the other's question is at the lock by now
                race_db.clock.forward(seconds=1)

        accept = post(race_db, ids["link"] + "/acceptance", full_name="Ana Lúcia Ferreira")

        def answer(accept=accept, held=held, waiting=waiting):
            held.wait(30)
            waiting.set()
            return accept()

        assert race_db.together(hold, answer) == [None, 409]
        assert "accepted_at" not in how_it_ended(race_db, ids)[0]
