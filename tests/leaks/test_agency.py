"""An agency recruiter learns nothing of rivals, marks, pay or the panel, on any page or file."""

import pytest

from app.exchange.exports import EXPORTS
from app.offers.models import Offer
from app.reports.tables import TABLES
from tests.client import new_client_of
from tests.freshness import save
from tests.house.test_matrix import address, routes, undone
from tests.house.world import SECRETS, World
from tests.leaks.test_every_path import _seen
from tests.make import Make

RIVALS = tuple(f"{SECRETS['name']} {number}" for number in (1, 2, 3))
PANEL = (
    "The interviewer",
    "The owing",
    "The manager",
    "The lead manager",
    "The approver",
    "The observer",
    "Otherwise Talent",
)
PLANTED = (
    *RIVALS,
    *PANEL,
    *(SECRETS[one] for one in ("evidence", "reference", "note", "pay")),
    "Ines Duarte",
    "Far too quiet",
    "Paid too much before",
)


@pytest.fixture
def world(make):
    """A world whose richest candidate the agency brought: all that is planted is about them too."""
    return theirs(make)


def theirs(make, more=0):
    made = World(make)
    agency = made.people["agency"]
    own = made.candidacies[0]
    own.brought_by_id = agency.id
    own.notes = "Paid too much before"
    rival = made.candidacies[1]
    rival.set_aside_at, rival.set_aside_reason = make.at, "Far too quiet"
    other = make.member(
        made.requisition,
        "agency recruiter",
        make.person("Otherwise Talent", email="ot@example.com"),
    )
    made.candidacies[2].brought_by_id = other.id
    for number in range(more):
        make.candidacy(made.requisition, f"Further rival {number}", brought_by_id=other.id)
    make.note(own, made.people["lead recruiter"], "They liked the harbour", kind="debrief")
    make.session.commit()
    return made


def places(app, world):
    """Return the address of every page and file, for each table by name."""
    for method, rule in routes(app):
        if method != "GET" or "token" in rule.arguments:
            continue
        tables = {"what": EXPORTS, "report": TABLES}
        name = next((one for one in tables if one in rule.arguments), None)
        for one in tables[name] if name else (None,):
            if name:
                world.values[name] = one
            yield f"{rule.rule} {one or ''}", address(app, world, rule)


def walk(app, db, world):
    browser = new_client_of(app).sign_in(world.people["agency"])
    told = {}
    for place, url in places(app, world):
        save(db.session)
        response = undone(db, browser, "GET", url)
        told[place] = response.status_code, _seen(response, browser)
    return told


@pytest.mark.only("sqlite")
def test_nothing_planted_about_others_is_told_to_an_agency_recruiter(app, db, world):
    told = walk(app, db, world)
    leaks = {
        (place, word) for place, (_, text) in told.items() for word in PLANTED if word in str(text)
    }
    assert leaks == set()
    opened = {place.split(" ")[0] for place, (status, _) in told.items() if status == 200}
    assert {
        "/candidacies/<int:candidacy_id>",
        "/candidacies/<int:candidacy_id>/notes",
        "/requisitions/<int:requisition_id>",
        "/requisitions/<int:requisition_id>/candidates",
        "/requisitions/<int:requisition_id>/candidates/new",
        "/requisitions/<int:requisition_id>/import",
        "/candidates",
        "/search",
    } <= opened
    page = str(told["/candidacies/<int:candidacy_id> "][1])
    assert "They liked the harbour" in page
    assert f"{SECRETS['name']} 0" in page


@pytest.mark.only("sqlite")
def test_what_is_planted_is_there_to_be_read_by_who_may(app, db, world):
    """Were nothing of it on any page, its absence would say nothing."""
    browser = new_client_of(app).sign_in(world.people["hr"])
    rival = f"/candidacies/{world.candidacies[1].id}"
    seen = browser.get(rival).get_data(as_text=True) + "".join(
        browser.get(url).get_data(as_text=True)
        for place, url in places(app, world)
        if "csv" in place or "candidac" in place or place.startswith("/requisitions/<int")
        if "xlsx" not in place
    )
    assert {word for word in PLANTED if word not in seen} == set()


@pytest.mark.only("sqlite")
def test_how_many_rivals_there_are_changes_nothing_an_agency_recruiter_reads(app, db, clock):
    start = clock.now()
    told = []
    for more in (0, 5):
        clock.set(start)
        nested = db.session.get_bind().begin_nested()
        try:
            told.append(walk(app, db, theirs(Make(db.session, clock), more)))
        finally:
            nested.rollback()
            db.session.expunge_all()
    few, many = told
    assert {place for place in few if few[place] != many[place]} == set()


def test_set_aside_they_read_it_no_sooner_than_their_candidate(client, make):
    requisition = make.requisition()
    agency = make.member(requisition, "agency recruiter")
    ana = make.candidacy(
        requisition, "Ana Sá", brought_by_id=agency.id, set_aside_at=make.at, set_aside_reason="No"
    )
    client.sign_in(agency)
    untold = pages_of(client, requisition, ana)
    assert all("et aside" not in text for text in untold)
    listed = "Ana Sá" in client.get("/candidates?state=set+aside").text
    assert not listed
    assert "Ana Sá" in client.get("/candidates?state=in+play").text
    ana.told_outcome_at = make.at
    told = pages_of(client, requisition, ana)
    assert "They know how it ended" in told[0]
    assert "Set aside" in told[1]
    assert "Ana Sá" in client.get("/candidates?state=set+aside").text


def test_a_finalist_is_in_play_to_an_agency_and_pay_is_not_theirs(client, make, db):
    requisition, (ana, *_) = make.hiring()
    agency = make.member(requisition, "agency recruiter")
    ana.brought_by_id = agency.id
    client.sign_in(agency)
    for text in pages_of(client, requisition, ana):
        assert "inalist" not in text
    make.offer(ana, "open")
    page = client.get(f"/candidacies/{ana.id}").text
    assert "They have an offer" in page
    offer = db.session.query(Offer).one()
    assert client.get(f"/offers/{offer.id}").status_code == 403
    assert f"{offer.amount // 100:,}" not in page


def pages_of(client, requisition, candidacy):
    return [
        client.get(url).get_data(as_text=True).partition('id="main"')[2].partition("<tbody>")[2]
        if "?" in url
        else client.get(url).get_data(as_text=True).rpartition('id="main"')[2]
        for url in (
            f"/candidacies/{candidacy.id}",
            f"/requisitions/{requisition.id}/candidates?col=word",
            f"/requisitions/{requisition.id}/exports/candidates.csv",
        )
    ]
