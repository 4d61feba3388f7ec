"""What the desk says of offers: who has to do what, most urgent first."""

from app.db import db
from app.offers import actions, queries
from app.offers.todo import WORDS


def kinds(person, make):
    rows = db.session.execute(queries.waiting(person, make.at)).all()
    return sorted((row.kind.removeprefix("offers."), row.about) for row in rows)


ANA, CHAU, OLU = "Ana Lúcia Ferreira", "Nguyễn Minh Châu", "Oluwaseun Adébáyò"


def test_the_next_of_the_order_is_up_on_the_recruiters_desk_only(make):
    requisition, _ = make.hiring()
    assert kinds(make.leader(requisition), make) == [("up", ANA)]
    assert kinds(make.leader(requisition, "hiring manager"), make) == []
    for part in ("interviewer", "approver", "observer", "agency recruiter"):
        assert kinds(make.member(requisition, part), make) == []


def test_a_begun_offer_takes_the_place_of_the_call_to_begin_it(make):
    requisition, (ana, *_) = make.hiring()
    make.offer(ana)
    assert kinds(make.leader(requisition), make) == [("ready", ANA)]


def test_an_offer_still_to_be_signed_is_a_draft_until_it_is_asked(make):
    requisition, (ana, *_) = make.hiring()
    approver = make.approver_of_offers(requisition)
    offer, recruiter = make.offer(ana), make.leader(requisition)
    assert kinds(recruiter, make) == [("draft", ANA)]
    actions.ask_for_signoffs(offer, by=recruiter, at=make.at)
    assert kinds(recruiter, make) == []
    actions.sign(offer, reason=None, by=approver, at=make.at)
    assert kinds(recruiter, make) == [("ready", ANA)]


def test_an_open_offer_shows_its_end_and_the_next_is_not_up(make):
    requisition, (ana, *_) = make.hiring()
    offer = make.offer(ana, "open")
    recruiter = make.leader(requisition)
    assert kinds(recruiter, make) == [("open", ANA)]
    row = db.session.execute(queries.waiting(recruiter, make.at)).one()
    assert (row.subject_id, row.due_at, row.title) == (offer.id, offer.closes_at, requisition.title)


def test_at_the_closing_moment_the_next_is_up_and_the_first_is_owed_a_word(make, clock):
    requisition, (ana, *_) = make.hiring()
    offer, recruiter = make.offer(ana, "open"), make.leader(requisition)
    clock.set(offer.closes_at)
    assert kinds(recruiter, make) == [("lapsed", ANA), ("up", CHAU)]
    ana.last_word_at = offer.closes_at
    make.session.flush()
    assert kinds(recruiter, make) == [("up", CHAU)]


def test_what_did_not_arrive_is_late_at_once(make):
    requisition, (ana, *_) = make.hiring()
    make.offer(ana, "not delivered")
    assert kinds(make.leader(requisition), make) == [("not_delivered", ANA)]


def test_a_doubt_waits_for_a_person_after_a_while(make, clock):
    requisition, (ana, *_) = make.hiring()
    make.offer(ana, "in doubt")
    recruiter = make.leader(requisition)
    assert kinds(recruiter, make) == []
    clock.forward(minutes=10)
    assert kinds(recruiter, make) == [("in_doubt", ANA)]


def test_a_request_waits_for_each_lead_until_they_answer(make):
    requisition, (ana, *_) = make.hiring()
    extension = make.extension(make.offer(ana, "open"))
    recruiter, manager = make.leader(requisition), make.leader(requisition, "hiring manager")
    assert kinds(recruiter, make) == kinds(manager, make) == [("more_time", ANA)]
    assert kinds(make.member(requisition, "recruiter"), make) == []
    extension.recruiter_agreed_at, extension.recruiter_until = make.at, extension.until
    make.session.flush()
    assert kinds(recruiter, make) == []
    assert kinds(manager, make) == [("more_time", ANA)]


def test_once_filled_everyone_in_play_has_to_be_told(make):
    requisition, (ana, chau, _olu) = make.hiring()
    gone = make.candidacy(requisition, withdrawn_at=make.at)
    make.offer(ana, "accepted")
    recruiter = make.leader(requisition)
    assert kinds(recruiter, make) == [("tell", CHAU), ("tell", OLU)]
    chau.told_outcome_at = make.at
    make.session.flush()
    assert kinds(recruiter, make) == [("tell", OLU)]
    assert gone.told_outcome_at is None


def test_with_a_place_left_nobody_has_to_be_told_yet(make):
    requisition, (ana, *_) = make.hiring(places=2)
    make.offer(ana, "accepted")
    assert kinds(make.leader(requisition), make) == [("up", CHAU)]


def test_nothing_waits_where_the_person_is_a_candidate(make):
    requisition, (ana, *_) = make.hiring()
    make.offer(ana, "accepted")
    recruiter = make.leader(requisition)
    make.recusal(requisition, recruiter.email, "referee")
    assert kinds(recruiter, make) == []


def test_every_kind_has_its_words():
    assert {kind.removeprefix("offers.") for kind in WORDS} == {
        "draft",
        "release",
        "ready",
        "not_delivered",
        "in_doubt",
        "open",
        "more_time",
        "change",
        "up",
        "lapsed",
        "tell",
        "few_left",
    }


def test_no_word_of_the_desk_names_pay(make):
    requisition, (ana, *_) = make.hiring()
    make.offer(ana, "open")
    rows = db.session.execute(queries.waiting(make.leader(requisition), make.at)).all()
    assert rows
    assert not [row for row in rows if "68" in str(row.detail)]


def test_with_fewer_than_two_left_the_desk_proposes_a_new_list(make):
    requisition, (ana, chau, _) = make.hiring()
    recruiter = make.leader(requisition)
    make.offer(ana, "declined")
    assert kinds(recruiter, make) == [("up", CHAU)]
    chau.withdrawn_at = make.at
    make.session.flush()
    found = db.session.execute(queries.waiting(recruiter, make.at)).all()
    told = {row.kind: row.detail for row in found}
    assert told["offers.few_left"] == "1"
    assert WORDS["offers.few_left"].why(found[0]) != ""


def test_a_list_still_with_its_signers_that_has_lost_all_but_one_is_proposed_anew(make):
    requisition = make.requisition()
    approver = make.approver(requisition, position=1)
    three = [make.scored(requisition, mark) for mark in (5, 4, 3)]
    make.shortlist(requisition, three)
    recruiter = make.leader(requisition)
    assert "few_left" not in dict(kinds(recruiter, make))
    for one in three[:2]:
        one.withdrawn_at = make.at
    make.session.flush()
    assert "few_left" in dict(kinds(recruiter, make))
    assert "few_left" not in dict(kinds(approver, make))
