"""What a candidacy and a requisition wait for, from real facts, on both databases."""

from datetime import timedelta

import pytest

from app.people.queries import lead
from app.reports.queries.held import of_candidacy, of_requisition
from app.scorecards.actions import ask
from app.signoffs.models import Chain


@pytest.fixture
def opening(make):
    return make.requisition()


def lines(candidacy, make, **cut):
    return [one.line for one in of_candidacy(candidacy, "Europe/Lisbon", make.at, **cut)]


def whats(requisition, make, by=None):
    by = by or lead(requisition.id, "recruiter")
    return [one.wait.what for one in of_requisition(requisition, make.at, by=by)]


def test_an_empty_requisition_waits_for_its_recruiter_to_bring_in_candidates(make, opening):
    (what,) = whats(opening, make)
    assert what.endswith(" to bring in candidates")


def test_a_card_is_waited_for_from_when_it_was_asked_for(make, clock, opening):
    ana, rater = make.candidacy(opening), make.member(opening, "interviewer", make.person("Rui"))
    make.interview(ana, rater)
    ask(opening, [(ana.id, rater.id, "hard")], by=rater, at=make.at)
    clock.forward(days=2)  # from Sunday to Tuesday
    assert lines(ana, make) == ["Waits for Rui’s card since Sunday, 2 working days"]
    assert whats(opening, make) == ["Rui’s card"]


def test_who_has_nothing_open_waits_for_the_lead_recruiter(make, opening):
    ana = make.candidacy(opening, interviewed_at=make.at - timedelta(days=3))
    (line,) = lines(ana, make)
    assert line.startswith("Waits for ")
    assert "to say what comes next since Thursday" in line
    assert whats(opening, make)[0].endswith("to ask for scorecards")


def test_a_card_of_another_is_not_this_ones_wait(make, opening):
    ana, bea = make.candidacy(opening), make.candidacy(opening)
    make.ask(bea, make.member(opening, "interviewer", make.person("Rui")))
    assert "to say what comes next" in lines(ana, make)[0]
    assert lines(bea, make)[0].startswith("Waits for Rui’s card")


def test_picks_are_waited_for_by_all_in_play_and_by_those_who_have_not_sealed(make, opening):
    people = [make.scored(opening, mark) for mark in (5, 4, 3)]
    recruiter, manager = lead(opening.id, "recruiter"), lead(opening.id, "hiring manager")
    make.picking(opening, {recruiter: tuple(people), manager: []})
    assert whats(opening, make) == [f"{manager.name}’s private pick"]
    assert f"{manager.name}’s private pick" in lines(people[0], make)[0]


def test_a_list_put_forward_waits_for_its_signers_and_then_for_an_offer(make, db, opening):
    people = [make.scored(opening, mark) for mark in (5, 4, 3)]
    make.shortlist(
        opening, people, approvers=[make.member(opening, "approver", make.person("Eva"))]
    )
    assert whats(opening, make) == ["Eva’s sign-off of the list"]
    chain = db.session.query(Chain).one()
    chain.approved_at = make.at
    for step in chain.steps:
        for signoff in step.signoffs:
            signoff.decision, signoff.decided_at = "given", make.at
    db.session.flush()
    assert whats(opening, make)[0].endswith("to offer to whoever is up")


def test_references_are_waited_for_by_name(make, opening):
    ana = make.candidacy(opening)
    make.referee(ana, "Ines Duarte", asked=True)
    assert lines(ana, make)[0].startswith("Waits for a reference from Ines Duarte since today")


def test_an_offer_waits_for_its_candidate_until_it_ends(make):
    _, (ana, *_) = make.hiring()
    offer = make.offer(ana, "open")
    (wait, *_) = of_candidacy(ana, "Europe/Lisbon", make.at)
    assert wait.wait.what == f"{ana.candidate.name}’s answer to the offer"
    assert wait.wait.until == offer.closes_at


def test_more_time_waits_for_the_leads_who_have_not_answered(make, db):
    _, (ana, *_) = make.hiring()
    offer = make.offer(ana, "open")
    extension = make.extension(offer)
    recruiter, manager = make.leader(offer), make.leader(offer, "hiring manager")
    names = of_candidacy(ana, "Europe/Lisbon", make.at)[0].wait.names
    assert set(names) == {recruiter.name, manager.name}
    extension.recruiter_agreed_at, extension.recruiter_until = make.at, extension.until
    db.session.flush()
    assert of_candidacy(ana, "Europe/Lisbon", make.at)[0].wait.names == (manager.name,)


def test_an_offer_that_ended_holds_no_ball(make, clock):
    _, (ana, *_) = make.hiring()
    make.offer(ana, "open")
    clock.forward(hours=24)
    assert all(one.wait.kind != "answer" for one in of_candidacy(ana, "Europe/Lisbon", make.at))


def test_whoever_is_set_aside_waits_to_be_told_and_then_for_nothing(make, db, opening):
    ana = make.candidacy(opening, set_aside_at=make.at, set_aside_reason="Too far")
    assert "to tell them how it ended" in lines(ana, make)[0]
    ana.told_outcome_at = make.at
    db.session.flush()
    assert lines(ana, make) == []


def test_whoever_owes_a_card_learns_only_of_cards(make):
    requisition, (ana, *_) = make.hiring()
    make.offer(ana, "open")
    make.referee(ana, "Ines Duarte", asked=True)
    rater = make.member(requisition, "interviewer", make.person("Rui"))
    make.clock.forward(minutes=1)
    make.ask(ana, rater)
    said = lines(ana, make, only_cards=True)
    assert len(said) == 1
    assert "Rui’s card" in said[0]


def test_waits_take_one_statement_however_many(make, opening, statements):
    for number in range(30):
        ana = make.candidacy(opening)
        make.ask(ana, make.member(opening, "interviewer", make.person(f"Rater {number}")))
    recruiter = lead(opening.id, "recruiter")
    with statements() as seen:
        of_requisition(opening, make.at, by=recruiter)
    assert len(seen) == 1


def test_who_owes_a_card_reads_of_that_candidate_only_that_cards_are_out(client, make):
    requisition, (ana, bo, _) = make.hiring(places=2)
    manager = lead(requisition.id, "hiring manager")
    make.offer(ana, "open")
    make.referee_request(bo)
    both = f"{ana.candidate.name}’s answer to the offer", f"{bo.candidate.name} to name referees"
    assert set(both) <= set(whats(requisition, make, manager))
    make.ask(ana, manager)
    told = whats(requisition, make, manager)
    assert both[0] not in told
    assert {both[1], f"{manager.name}’s card"} <= set(told)
    page = client.sign_in(manager).get(f"/requisitions/{requisition.id}").text
    assert ana.candidate.name not in page  # neither in the list nor as the first thing said
    assert both[1] in page
    assert both[0] in whats(requisition, make)  # nobody else reads less
