"""Making, mending, opening and closing requisitions; their places, numbers and criteria."""

from datetime import timedelta

import pytest
from sqlalchemy import func, select

from app.core.decision import Refused
from app.history.models import HistoryLine
from app.requisitions import actions, making, queries
from app.requisitions.actions import Details
from app.requisitions.criteria import read
from app.requisitions.models import Place, Requisition
from app.requisitions.requirements import fingerprint, set_criteria
from app.scorecards.models import Scorecard
from tests.requisitions.offers import held_by, offer_on

ROWS = (
    {"criterion": "Talk", "kind": "soft", "area": "culture", "weight": "1"},
    {"criterion": "SQL", "kind": "hard", "area": "skills", "weight": "3", "must_have": "yes"},
)


def criteria(*rows):
    return read(enumerate(rows or ROWS, 1)).criteria


def made(make, code="SDE-1", **given):
    recruiter = given.pop("recruiter", None) or make.person("Bea")
    return making.make(
        code,
        Details("Data engineer", "Europe/Lisbon"),
        places=given.pop("places", 2),
        recruiter=recruiter,
        manager=given.pop("manager", None) or make.person("Henrik"),
        by=given.pop("by", recruiter),
        at=make.at,
        **given,
    )


def verbs(db):
    db.session.commit()
    return list(db.session.scalars(select(HistoryLine.verb).order_by(HistoryLine.id)))


def version(db, requisition):
    return db.session.scalar(
        select(Requisition.inputs_version).where(Requisition.id == requisition.id)
    )


def test_a_new_requisition_is_a_draft_with_places_policy_leads_and_criteria(make, db):
    one = made(make, criteria=criteria())
    assert one.stage == "draft"
    assert [place.number for place in queries.places(one.id)] == [1, 2]
    assert queries.policy(one.id).list_size == 4
    leads = queries.leads(one.id)
    assert {part: lead.name for part, lead in leads.items()} == {
        "recruiter": "Bea",
        "hiring manager": "Henrik",
    }
    current = queries.current_requirements(one.id)
    assert [criterion.name for criterion in current.criteria] == ["Talk", "SQL"]
    assert verbs(db) == ["requisitions.made", "requisitions.criteria_set"]


def test_a_code_is_taken_whatever_its_case_or_spaces(make, db):
    made(make, "Design 3")
    with pytest.raises(Refused, match="has the code"):
        made(make, " DESIGN   3 ")
    assert db.session.scalar(select(func.count()).select_from(Requisition)) == 1


def test_a_requisition_cannot_be_led_by_one_person_twice(make, db):
    bea = make.person("Bea")
    with pytest.raises(Refused, match="two people"):
        made(make, recruiter=bea, manager=bea)
    assert db.session.scalar(select(func.count()).select_from(Requisition)) == 0


def test_only_hr_makes_one_for_someone_else(make, db):
    with pytest.raises(Refused, match="Only HR"):
        made(make, by=make.person())
    assert made(make, by=make.person(hr=True)).stage == "draft"


def test_nobody_switched_off_leads_a_new_one(make, db):
    with pytest.raises(Refused, match="Henrik"):
        made(make, manager=make.person("Henrik", switched_off_at=make.at))


def test_opening_needs_criteria_and_says_so(make, db):
    one = made(make)
    with pytest.raises(Refused, match="criteria"):
        actions.open_requisition(one, by=make.person(), at=make.at)
    assert one.stage == "draft"


def test_open_close_and_open_again(make, db):
    one, by = made(make, criteria=criteria()), make.person()
    actions.open_requisition(one, by=by, at=make.at)
    assert (one.stage, one.opened_at) == ("open", make.at)
    actions.close_requisition(one, by=by, at=make.at + timedelta(days=1))
    assert one.stage == "closed"
    actions.open_requisition(one, by=by, at=make.at + timedelta(days=2))
    assert (one.stage, one.opened_at) == ("open", make.at)
    assert verbs(db)[-3:] == [
        "requisitions.opened",
        "requisitions.closed",
        "requisitions.reopened",
    ]


@pytest.mark.parametrize(
    ("facts", "closes"),
    [
        ({}, False),
        ({"sending_at": None, "closes_at": None}, False),
        ({"dispatched_at": None, "sending_at": None, "closes_at": None}, True),
        ({"withdrawn_at": 0}, True),
        ({"declined_at": 0}, True),
        ({"lapsed_at": 24}, True),
    ],
)
def test_a_live_offer_keeps_it_from_closing(make, db, facts, closes):
    one = make.requisition()
    ended = {
        name: make.at + timedelta(hours=value) if value is not None else None
        for name, value in facts.items()
    }
    offer_on(make, one, queries.places(one.id)[0], **ended)
    if closes:
        actions.close_requisition(one, by=make.person(), at=make.at)
        assert one.stage == "closed"
    else:
        with pytest.raises(Refused, match="1 offer"):
            actions.close_requisition(one, by=make.person(), at=make.at)


def test_an_offer_whose_time_ran_out_is_live_no_more(make, db):
    one = make.requisition()
    offer = offer_on(make, one, queries.places(one.id)[0])
    before = offer.closes_at - timedelta(seconds=1)
    with pytest.raises(Refused):
        actions.close_requisition(one, by=make.person(), at=before)
    actions.close_requisition(one, by=make.person(), at=offer.closes_at)


def test_places_grow_and_shrink(make, db):
    one = make.requisition(places=2)
    actions.set_places(one, 4, by=make.person(), at=make.at)
    assert [place.number for place in queries.places(one.id)] == [1, 2, 3, 4]
    actions.set_places(one, 1, by=make.person(), at=make.at)
    assert [place.number for place in queries.places(one.id)] == [1]


def test_places_cannot_drop_below_those_filled_or_held(make, db):
    one = make.requisition(places=3)
    first, _, third = queries.places(one.id)
    filled = offer_on(make, one, third)
    held_by(make, third, filled)
    third.filled_at = make.at
    held_by(make, first, offer_on(make, one, first))
    with pytest.raises(Refused, match="2 places are"):
        actions.set_places(one, 1, by=make.person(), at=make.at)
    actions.set_places(one, 2, by=make.person(), at=make.at)
    assert [(p.number, p.offer_id is not None) for p in queries.places(one.id)] == [
        (1, True),
        (2, True),
    ]
    assert db.session.get(Place, third.id).number == 2


def test_a_place_whose_offer_ended_may_go_and_the_offer_stays(make, db):
    one = make.requisition(places=2)
    second = queries.places(one.id)[1]
    offer = offer_on(make, one, second, withdrawn_at=make.at)
    actions.set_places(one, 1, by=make.person(), at=make.at)
    db.session.refresh(offer)
    assert (offer.place_id, offer.withdrawn_at) == (None, make.at)


def test_a_place_held_until_a_moment_is_free_from_that_moment(make, db):
    one = make.requisition(places=1)
    (place,) = queries.places(one.id)
    until = make.at + timedelta(hours=24)
    held_by(make, place, offer_on(make, one, place), until=until)
    assert queries.taken_places(one.id, until - timedelta(seconds=1)) == 1
    assert queries.taken_places(one.id, until) == 0


def test_the_numbers_change_and_the_scores_are_reckoned_anew(make, db):
    one = make.requisition()
    before = version(db, one)
    actions.set_policy(one, {"list_size": 5, "offer_hours": 24}, by=make.person(), at=make.at)
    assert queries.policy(one.id).list_size == 5
    assert version(db, one) == before + 1
    with pytest.raises(Refused, match="3 to 5"):
        actions.set_policy(one, {"list_size": 6}, by=make.person(), at=make.at)
    assert queries.policy(one.id).list_size == 5


def test_criteria_change_in_place_before_anything_was_said(make, db):
    one = make.requisition()
    before = version(db, one)
    set_criteria(one, criteria(), by=make.person(), at=make.at)
    current = queries.current_requirements(one.id)
    assert (current.version, [c.name for c in current.criteria]) == (1, ["Talk", "SQL"])
    assert [c.must_have for c in current.criteria] == [False, True]
    assert version(db, one) == before + 1


def test_names_of_criteria_may_be_swapped(make, db):
    one = make.requisition(criteria=[])
    set_criteria(one, criteria(*ROWS), by=make.person(), at=make.at)
    swapped = (ROWS[0] | {"criterion": "SQL"}, ROWS[1] | {"criterion": "Talk"})
    set_criteria(one, criteria(*swapped), by=make.person(), at=make.at)
    assert [c.kind for c in queries.current_requirements(one.id).criteria] == ["soft", "hard"]


def test_the_same_criteria_again_write_nothing(make, db):
    one = make.requisition(criteria=[])
    set_criteria(one, criteria(), by=make.person(), at=make.at)
    before = len(verbs(db))
    set_criteria(one, criteria(), by=make.person(), at=make.at)
    assert len(verbs(db)) == before


def test_criteria_stand_once_a_scorecard_was_begun(make, db):
    one = make.requisition()
    current = queries.current_requirements(one.id)
    make.add(
        Scorecard(
            candidacy_id=make.candidacy(one).id,
            rater_id=make.person().id,
            panel="hard",
            requirements_id=current.id,
        )
    )
    with pytest.raises(Refused, match="Marks exist"):
        set_criteria(one, criteria(), by=make.person(), at=make.at)
    assert len(queries.current_requirements(one.id).criteria) == 4


def test_who_edits_what_another_has_just_changed_is_told(make, db):
    one = make.requisition()
    seen = fingerprint(queries.current_requirements(one.id))
    set_criteria(one, criteria(), by=make.person(), at=make.at, seen=seen)
    with pytest.raises(Refused, match="Someone else"):
        set_criteria(one, criteria(ROWS[0]), by=make.person(), at=make.at, seen=seen)


def test_details_change_and_are_found_by_their_new_title(make, db):
    one = make.requisition(code="R-9")
    details = Details("Ingénieure  données", "Europe/Paris", "Atlas", "Lyon")
    actions.mend(one, details, by=make.person(), at=make.at)
    assert one.title == "Ingénieure données"
    assert one.name_key == "r-9 ingenieure donnees"
    assert verbs(db)[-1] == "requisitions.mended"
    actions.mend(one, details, by=make.person(), at=make.at)
    assert verbs(db).count("requisitions.mended") == 1
