"""The references file: its columns, its rows, and what is cut for whom."""

import pytest

from app.checks.columns import REFERENCES
from app.checks.queries import reference_rows
from app.core.columns import keys, values
from app.people.queries import lead
from app.scorecards import cards
from app.scorecards.models import Ask
from app.scorecards.queries import load_ask, ranking_for

HEADING = (
    "candidate_id,name,referee,relation,asked_at,due_at,received_at,state,criterion,panel_mean,"
    "referee_rating,gap,comment"
)


@pytest.fixture
def requisition(make):
    return make.requisition()


@pytest.fixture
def ana(make, requisition):
    return make.candidacy(requisition, "Ana")


def table(requisition, person, at):
    rows = reference_rows(requisition, person, at=at)
    return [dict(zip(keys(REFERENCES), values(REFERENCES, row), strict=True)) for row in rows]


def test_the_columns_are_those_others_rely_on():
    assert ",".join(keys(REFERENCES)) == HEADING


def test_a_row_each_and_one_more_for_each_criterion(make, requisition, ana):
    make.scorecard(ana, make.member(requisition, "interviewer"), 2, 4)
    make.scorecard(ana, make.member(requisition, "interviewer"), 3, 3)
    make.reference_in(ana, "Harriet", values=[5, 4, 3, None], comment="Calm", again="yes")
    make.referee(ana, "Wanda", named_at=make.at)
    rows = table(requisition, None, make.at)
    shown = [
        (one["referee"], one["state"], one["criterion"], one["panel_mean"], one["referee_rating"])
        for one in rows
    ]
    assert shown == [
        ("Harriet", "in", None, None, None),
        ("Harriet", "in", "Listening", None, 5),
        ("Harriet", "in", "Giving feedback", None, 4),
        ("Harriet", "in", "Interaction design", 2.5, 3),
        ("Harriet", "in", "Prototyping", 3.5, None),
        ("Wanda", "wanted", None, None, None),
    ]
    assert rows[0]["comment"] == "Would work with them again: yes. Calm"
    assert [one["gap"] for one in rows] == [None, None, None, 0.5, None, None]
    assert rows[0]["candidate_id"] == ana.candidate_id


def test_a_card_being_changed_counts_in_the_gap_as_it_counts_in_the_ranking(make, requisition, ana):
    rater = make.member(requisition, "interviewer")
    card = make.scorecard(ana, rater, 2, 2)
    make.reference_in(ana, "Harriet", values=[5, 4, 3, None])
    found = load_ask(make.session.query(Ask).filter_by(person_id=rater.id).one().id)
    cards.reopen(found, reason="I mixed two people up", by=rater, at=make.at)
    card.marks[0].value = 5
    make.session.flush()
    means = {one["criterion"]: one["panel_mean"] for one in table(requisition, None, make.at)}
    assert (means["Interaction design"], means["Prototyping"]) == (2, 2)
    seen = ranking_for(requisition, lead(requisition.id, "recruiter"), make.at)
    assert seen.by_id[ana.id].hard_raw == 2


def test_the_panel_is_cut_for_who_owes_a_card_and_the_rest_for_who_may_not_read(
    make, requisition, ana
):
    manager = lead(requisition.id, "hiring manager")
    make.scorecard(ana, make.member(requisition, "interviewer"), 2, 4)
    make.reference_in(ana)
    assert any(one["panel_mean"] for one in table(requisition, manager, make.at))
    make.ask(ana, manager)
    cut = table(requisition, manager, make.at)
    assert len(cut) == 5
    assert not any(one["panel_mean"] or one["gap"] for one in cut)
    for part in ("interviewer", "approver", "observer", "agency recruiter"):
        assert table(requisition, make.member(requisition, part), make.at) == []
    assert table(requisition, make.person(admin=True), make.at) == []
