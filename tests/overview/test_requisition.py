"""How far a requisition has come, counted from real rows, and whom it waits for."""

from datetime import timedelta

import pytest

from app.overview.queries.requisition import facts_of, names_for
from app.overview.waits import wait
from app.people.queries import lead, members


@pytest.fixture
def opening(make):
    return make.requisition(
        recruiter=make.person("Beatriz Nogueira"), manager=make.person("Henrik Sørensen")
    )


def told(requisition, at, *, owed=()):
    facts = facts_of(requisition)
    return wait(facts, names_for(facts, requisition.id, members(requisition.id), at, owed=owed))


def test_a_fresh_one_waits_for_candidates(make, opening):
    found = told(opening, make.at)
    assert found.what == "Candidates to be brought in"
    assert found.on == ("Beatriz Nogueira",)


def test_cards_are_counted_once_in_or_owed_and_their_owers_named(make, opening):
    maja = make.member(opening, "interviewer", make.person("Maja Lind"))
    here = [make.candidacy(opening) for _ in range(3)]
    make.scorecard(here[0], maja, 4, 4)
    late = make.ask(here[1], maja, due_in=timedelta(days=-1))
    make.ask(here[2], maja, excused_at=make.at, excused_reason="On leave")
    gone = make.candidacy(opening, withdrawn_at=make.at)
    make.ask(gone, maja)
    elsewhere = make.candidacy(make.requisition())
    make.ask(elsewhere, maja)
    facts = facts_of(opening)
    assert (facts.candidates, facts.in_play) == (4, 3)
    assert (facts.cards_in, facts.cards_asked) == (1, 2)
    found = told(opening, make.at)
    assert (found.what, found.on, found.until) == ("1 scorecard", ("Maja Lind",), late.due_at)


def test_picks_wait_for_whoever_has_not_sealed(make, opening):
    candidacy = make.scored(opening)
    recruiter = lead(opening.id, "recruiter")
    make.picking(opening, {recruiter: (candidacy,)})
    facts = facts_of(opening)
    assert (facts.picks, facts.picks_sealed, facts.picks_open_at) == (2, 1, None)
    assert told(opening, make.at).on == ("Henrik Sørensen",)


def test_the_round_of_picks_that_counts_is_the_last(make, opening):
    make.scored(opening)
    make.picking(opening, closed="Henrik is away")
    make.picking(opening)
    assert told(opening, make.at).what == "2 private picks"


def test_a_list_put_forward_waits_for_whoever_signs_next(make, opening):
    first, second = make.person("Rui Tavares"), make.person("Marguerite Lefèvre")
    for person in (first, second):
        make.member(opening, "approver", person)
    make.shortlist(opening, approvers=[first, second])
    facts = facts_of(opening)
    assert (facts.list_version, facts.signoffs, facts.signoffs_given) == (1, 2, 0)
    found = told(opening, make.at)
    assert (found.what, found.on) == ("2 sign-offs of version 1", ("Rui Tavares",))
    assert found.until is not None


def test_an_approved_list_waits_for_an_offer_to_whoever_is_up(make):
    requisition, people = make.hiring()
    assert told(requisition, make.at).what == f"An offer to {people[0].candidate.name}, who is up"


def test_an_open_offer_waits_for_the_candidate_until_it_ends(make):
    requisition, people = make.hiring()
    offer = make.offer(people[0], "open")
    found = told(requisition, make.at)
    assert found.on == (people[0].candidate.name,)
    assert found.until == offer.closes_at
    after = told(requisition, offer.closes_at)
    assert people[1].candidate.name in after.what


def test_a_filled_one_says_how_many_are_still_to_be_told(make):
    requisition, people = make.hiring()
    make.offer(people[0], "accepted")
    assert told(requisition, make.at).what == "2 candidates to be told how it ended"
    for one in people[1:]:
        one.told_outcome_at = make.at
    make.session.flush()
    assert told(requisition, make.at).is_done


def test_counting_is_one_question(make, opening, statements):
    make.shortlist(opening)
    with statements() as seen:
        facts_of(opening)
    assert len(seen) <= 2  # the row itself may have to be read again


def test_the_page_tells_it_to_those_who_run_it_and_not_to_an_interviewer(make, client):
    requisition, people = make.hiring()
    make.offer(people[0], "open")
    name = people[0].candidate.name
    url = f"/requisitions/{requisition.id}"
    assert name in client.sign_in(lead(requisition.id, "recruiter")).get(url).text
    for part in ("interviewer", "approver", "observer", "agency recruiter"):
        text = client.sign_in(make.member(requisition, part)).get(url).text
        assert name not in text
        assert "What it waits for" not in text


def test_a_finalist_s_page_leads_to_references_and_offer(make, client):
    requisition, people = make.hiring()
    recruiter = lead(requisition.id, "recruiter")
    url = f"/candidacies/{people[0].id}"
    page = client.sign_in(recruiter).get(url).text
    assert f'href="{url}/references"' in page
    assert f'href="{url}/offers/new"' in page
    offer = make.offer(people[0], "open")
    page = client.get(url).text
    assert f'href="/offers/{offer.id}"' in page
    assert "offers/new" not in page
    manager = client.sign_in(lead(requisition.id, "hiring manager")).get(url).text
    assert f'href="/offers/{offer.id}"' in manager
