"""References as the team sees and handles them; whose words are whose (law L1)."""

import pytest
from sqlalchemy import select

from app.checks.models import Referee, RefereeRequest, ReferenceWaiver
from app.mail.models import Message
from app.people.queries import lead
from app.requisitions.queries import current_requirements


@pytest.fixture
def requisition(make):
    return make.requisition()


@pytest.fixture
def ana(make, requisition):
    return make.candidacy(requisition, "Ana Ferreira")


@pytest.fixture
def recruiter(requisition):
    return lead(requisition.id, "recruiter")


@pytest.fixture
def signed_in(client, recruiter):
    return client.sign_in(recruiter)


def words(make, ana, **more):
    return make.reference_in(
        ana, "Harriet Okonkwo", comment="Calm in a crisis", values=[5, 4, 3, None], **more
    )


def test_a_recruiter_asks_for_referees_then_asks_them(signed_in, db, requisition, ana, make):
    page = signed_in.get(f"/requisitions/{requisition.id}/references")
    assert "Ask Ana Ferreira all the same" in page.text
    answer = signed_in.post(f"/candidacies/{ana.id}/referees/request", data={"from": "list"})
    assert answer.status_code == 303
    assert answer.location == f"/requisitions/{requisition.id}/references#candidacy-{ana.id}"
    assert db.session.scalars(select(RefereeRequest.candidacy_id)).all() == [ana.id]
    make.referee(ana, "Harriet Okonkwo")
    assert "Ask Harriet Okonkwo now" in signed_in.get(answer.location).text
    make.referee(ana, "Mia Holm", relation="colleague")
    assert "Ask both" in signed_in.get(answer.location).text
    asked = signed_in.post(f"/candidacies/{ana.id}/references")
    assert asked.location == f"/candidacies/{ana.id}/references"
    kinds = select(Message.kind).order_by(Message.id)
    assert db.session.scalars(kinds).all() == ["checks.wanted", "checks.asked", "checks.asked"]


def test_the_list_shows_those_in_play_by_name_some_at_a_time(signed_in, make, requisition):
    for number in range(30):
        make.candidacy(requisition, f"Candidate {number:02}")
    make.candidacy(requisition, "Zoë gone", withdrawn_at=make.at)
    first = signed_in.get(f"/requisitions/{requisition.id}/references")
    assert "Candidate 24" in first.text
    assert "Candidate 25" not in first.text
    assert "Zoë gone" not in first.text
    found = signed_in.get(f"/requisitions/{requisition.id}/references?show=all&q=date+07")
    assert "Candidate 07" in found.text
    assert "Candidate 08" not in found.text


def test_a_referee_is_added_by_a_recruiter_with_consent_noted(signed_in, db, ana):
    typed = {"name": "Mia Holm", "email": "mia@example.net", "relation": "colleague"}
    wrong = signed_in.post(f"/candidacies/{ana.id}/referees", data=typed)
    assert wrong.status_code == 422
    assert "Mia Holm" in wrong.text
    assert signed_in.post(
        f"/candidacies/{ana.id}/referees", data={**typed, "consent": "y"}
    ).status_code == (303)
    kept = db.session.scalars(select(Referee)).one()
    assert kept.consented_at is not None
    assert kept.named_by_id is not None


def test_adding_somebody_of_the_team_says_what_follows_and_shuts_them_out(
    signed_in, new_client, make, requisition, ana
):
    colleague = make.member(requisition, "hiring manager")
    theirs = new_client().sign_in(colleague)
    assert theirs.get(f"/requisitions/{requisition.id}/references").status_code == 200
    typed = {"name": "X", "email": colleague.email, "relation": "colleague", "consent": "y"}
    signed_in.post(f"/candidacies/{ana.id}/referees", data=typed)
    warned = signed_in.get(f"/candidacies/{ana.id}/references").text
    assert "sees nothing of the requisition from now on" in warned
    referee = words(make, ana)
    for address in (
        f"/requisitions/{requisition.id}/references",
        f"/candidacies/{ana.id}/references",
        f"/references/{referee.id}",
    ):
        assert theirs.get(address).status_code == 404
    assert "Harriet" not in theirs.get("/references?show=all").text


@pytest.mark.parametrize("part", ["recruiter", "hiring manager"])
def test_a_lead_is_not_made_a_referee(signed_in, db, requisition, ana, part):
    person = lead(requisition.id, part)
    typed = {"name": "X", "email": person.email, "relation": "manager", "consent": "y"}
    answer = signed_in.post(f"/candidacies/{ana.id}/referees", data=typed)
    assert answer.status_code == 422
    assert db.session.scalars(select(Referee)).all() == []


def test_the_gap_to_the_panel_is_shown_by_criterion(signed_in, make, requisition, ana):
    make.scorecard(ana, make.member(requisition, "interviewer"), 2, 4)
    make.scorecard(ana, make.member(requisition, "interviewer"), 3, 4)
    page = signed_in.get(f"/references/{words(make, ana).id}")
    assert "Calm in a crisis" in page.text
    assert "2.5" in page.text
    assert "+0.5" in page.text
    assert "Could not say" in page.text


def test_who_owes_a_card_reads_the_words_but_nothing_of_the_panel(client, make, requisition, ana):
    manager = lead(requisition.id, "hiring manager")
    make.scorecard(ana, make.member(requisition, "interviewer"), 1, 2)
    make.ask(ana, manager)
    page = client.sign_in(manager).get(f"/references/{words(make, ana).id}")
    assert "Calm in a crisis" in page.text
    assert "The panel’s view is hidden" in page.text
    assert "Gap" not in page.text
    assert "score m1" not in page.text


@pytest.mark.parametrize("part", ["interviewer", "approver", "observer", "agency recruiter"])
def test_others_read_no_referees_words(client, make, requisition, ana, part):
    client.sign_in(make.member(requisition, part))
    referee = words(make, ana)
    for address in (
        f"/references/{referee.id}",
        f"/candidacies/{ana.id}/references",
        f"/requisitions/{requisition.id}/references",
    ):
        assert client.get(address).status_code == 403
    assert "Harriet" not in client.get("/references?show=all").text


def test_a_manager_reads_and_does_nothing(client, db, make, requisition, ana):
    manager = lead(requisition.id, "hiring manager")
    client.sign_in(manager)
    referee = make.referee(ana, asked=True)
    page = client.get(f"/references/{referee.id}").text
    assert "Remind" not in page
    assert "Waive reference" not in page
    for act in ("request", "reminder", "waiver", "deferral", "refusal", "removal", "call"):
        assert client.post(f"/references/{referee.id}/{act}").status_code == 403
    assert client.post(f"/candidacies/{ana.id}/references").status_code == 403


def test_a_reference_is_waived_with_a_reason_only(signed_in, db, make, ana):
    referee = make.referee(ana, asked=True)
    wrong = signed_in.post(f"/references/{referee.id}/waiver", data={"reason": " "})
    assert wrong.status_code == 422
    assert "Write why" in wrong.text
    signed_in.post(f"/references/{referee.id}/waiver", data={"reason": "On leave"})
    assert db.session.get_one(Referee, referee.id).waived_reason == "On leave"
    assert "On leave" in signed_in.get(f"/candidacies/{ana.id}/references").text


def test_a_kind_of_reference_is_waived_with_a_reason(signed_in, db, ana):
    page = f"/candidacies/{ana.id}/references/manager/waiver"
    assert signed_in.get(page).status_code == 200
    assert signed_in.post(page, data={}).status_code == 422
    assert signed_in.post(page, data={"reason": "Retired"}).status_code == 303
    again = signed_in.post(page, data={"reason": "Retired"})
    assert again.status_code == 422
    assert "nothing to waive" in again.text
    assert db.session.scalars(select(ReferenceWaiver.relation)).all() == ["manager"]
    assert signed_in.get(f"/candidacies/{ana.id}/references/friend/waiver").status_code == 404


def test_a_reference_is_taken_down_by_telephone_in_the_referees_own_form(
    signed_in, db, make, requisition, ana, recruiter
):
    referee = make.referee(ana, "Harriet Okonkwo", phone="+44 20 0000")
    page = f"/references/{referee.id}/call"
    assert "+44 20 0000" in signed_in.get(page).text
    criteria = current_requirements(requisition.id).criteria
    typed = {f"mark_{one.id}": "6" for one in criteria} | {"again": "yes"}
    wrong = signed_in.post(page, data=typed)
    assert wrong.status_code == 422
    assert "“6” is not a mark" in wrong.text
    typed |= {f"mark_{one.id}": "5" for one in criteria}
    assert signed_in.post(page, data=typed).status_code == 303
    kept = db.session.get_one(Referee, referee.id)
    assert kept.taken_by_id == recruiter.id
    assert "by telephone to" in signed_in.get(f"/references/{referee.id}").text


def test_it_is_put_off_declined_removed_and_marked_as_read_each_by_one_button(
    signed_in, db, make, ana
):
    one, two, three = (make.referee(ana).id for _ in range(3))
    four = words(make, ana).id
    for referee_id, act in (
        (one, "deferral"),
        (two, "refusal"),
        (three, "removal"),
        (four, "reading"),
    ):
        assert signed_in.post(f"/references/{referee_id}/{act}").status_code == 303
    kept = {each.id: each for each in db.session.scalars(select(Referee))}
    assert kept[one].after_acceptance_at is not None
    assert kept[two].declined_at is not None
    assert three not in kept
    assert kept[four].read_at is not None


def test_what_is_refused_says_why(signed_in, db, make, ana):
    referee = make.referee(ana, not_before_offer=True)
    assert "before an offer" in signed_in.get(f"/references/{referee.id}").text
    answer = signed_in.post(f"/references/{referee.id}/request")
    assert answer.status_code == 409
    assert "before an offer" in answer.text
    assert db.session.scalars(select(Message)).all() == []


def test_after_an_offer_the_one_held_back_may_be_asked(signed_in, make, ana):
    referee = make.referee(ana, not_before_offer=True)
    make.offer(ana, "open")
    assert signed_in.post(f"/references/{referee.id}/request").status_code == 303


def test_a_mended_address_is_checked_like_a_new_one(signed_in, db, make, ana):
    referee = make.referee(ana, "Mia", email="mia@example.net")
    page = f"/references/{referee.id}/contact"
    assert "mia@example.net" in signed_in.get(page).text
    typed = {"name": "Mia Holm", "relation": "report", "consent": "y"}
    own = signed_in.post(page, data={**typed, "email": ana.candidate.email})
    assert own.status_code == 422
    assert "the candidate&#39;s own address" in own.text
    assert signed_in.post(page, data={**typed, "email": "m@example.net"}).status_code == 303
    kept = db.session.get_one(Referee, referee.id)
    assert (kept.name, kept.email, kept.relation) == ("Mia Holm", "m@example.net", "report")


def test_the_index_leads_with_what_is_late_and_keeps_to_mine(client, recruiter, make, ana, clock):
    make.referee(ana, "Wanted Wanda")
    late = make.referee(ana, "Late Lars", asked=True)
    clock.forward(days=4)
    make.referee(ana, "Asked Astrid", asked=True)
    words(make, ana)
    make.referee(make.candidacy(make.requisition()), "Foreign Freya", asked=True)
    signed_in = client.sign_in(recruiter)
    page = signed_in.get("/references").text
    assert page.index("Late Lars") < page.index("Asked Astrid") < page.index("Wanted Wanda")
    assert "Foreign Freya" not in page
    assert "Harriet" not in page
    assert "Harriet" in signed_in.get("/references?show=in").text
    assert "Wanted Wanda" not in signed_in.get("/references?show=overdue").text
    assert signed_in.get("/references?show=nonsense").status_code == 404
    rest = signed_in.get(f"/references?after={late.id}").text
    assert "Late Lars" not in rest
    assert "Asked Astrid" in rest


def test_queries_do_not_grow_with_rows(signed_in, make, requisition, statements):
    def count(address):
        with statements() as seen:
            assert signed_in.get(address).status_code == 200
        return len(seen)

    addresses = ("/references", f"/requisitions/{requisition.id}/references?show=all")
    for _ in range(2):
        make.referee(make.candidacy(requisition), asked=True)
    few = [count(address) for address in addresses]
    for _ in range(20):
        one = make.candidacy(requisition)
        make.referee(one, asked=True)
        make.reference_in(one)
    assert [count(address) for address in addresses] == few


def test_references_wait_for_an_approved_list_and_asking_earlier_is_deliberate(make, client):
    requisition = make.requisition(
        recruiter=make.person("Bea"), manager=make.person("Henrik"), policy={"list_size": 3}
    )
    three = [make.scored(requisition, mark) for mark in (5, 4, 3)]
    late = make.candidacy(requisition, "Late Lena")
    url = f"/requisitions/{requisition.id}/references"
    page = client.sign_in(lead(requisition.id, "recruiter")).get(url).text
    assert "References wait for an approved list." in page
    assert "Bea and Henrik settle it" in page
    assert page.count("all the same") == 4
    approver = make.member(requisition, "approver")
    make.shortlist(requisition, three, approvers=[approver])
    assert "waits for its" in client.get(url).text
    other = make.requisition(recruiter=lead(requisition.id, "recruiter"))
    make.shortlist(other)
    page = client.get(f"/requisitions/{other.id}/references").text
    assert "References wait" not in page
    assert page.count("all the same") == 0
    assert "all the same" in client.get(f"/candidacies/{late.id}/references").text
