"""Scores out and in: cut by law L1, repeatable, every bad cell named, own rows only."""

import pytest
from sqlalchemy import select

from app.core import csv
from app.scorecards import actions
from app.scorecards.columns import SCORES
from app.scorecards.models import Mark, Scorecard
from app.scorecards.queries import ask_row, own_card, score_rows
from app.scorecards.queries.cards import answers_of
from tests.scorecards.panel import answers, asked, history, panel_of

HEADING = (
    "candidate_id,email,name,criterion,kind,weight,rater_email,rater_role,rating,not_assessed,"
    "note,submitted_at,requirements_version,substitute_for,recommendation,independent_rating,must_have,in_play"
)


@pytest.fixture
def panel(make):
    return panel_of(make)


def exported(panel, person):
    """The export as a spreadsheet would read it: numbered rows of cells by heading."""
    data = b"".join(csv.stream(SCORES, score_rows(panel.requisition, person)))
    heading, *records = csv.parse(data)
    return [
        (number, dict(zip(heading, record, strict=True)))
        for number, record in enumerate(records, 2)
    ]


def take(panel, rows, person, now, **given):
    return actions.take_score_rows(panel.requisition, rows, person, now, **given)


def filled(rows, *ratings, **cells):
    """The same rows with marks typed in, and other cells on all."""
    return [
        (number, {**row, "rating": rating, **cells})
        for (number, row), rating in zip(rows, ratings, strict=True)
    ]


def test_the_columns_are_those_of_the_contract():
    assert ",".join(column.key for column in SCORES) == HEADING


def test_a_rater_takes_a_blank_row_for_each_criterion_they_owe(make, panel):
    make.ask(panel.ana, panel.manager)
    rows = [row for _, row in exported(panel, panel.manager)]
    assert [(row["name"], row["criterion"], row["rating"]) for row in rows] == [
        ("Ana Ribeiro", "Data modelling", ""),
        ("Ana Ribeiro", "Prototyping", ""),
    ]
    assert {row["rater_email"] for row in rows} == {panel.manager.email}
    assert {row["rater_role"] for row in rows} == {"hiring manager"}


def test_filled_offline_and_brought_back_a_whole_card_is_submitted(make, db, panel, now):
    ask = make.ask(panel.ana, panel.manager)
    rows = filled(exported(panel, panel.manager), "4", "5", recommendation="Strong yes")
    dry = take(panel, rows, panel.manager, now, dry_run=True)
    assert (dry.submitted, dry.saved, dry.bad) == (1, 0, [])
    assert own_card(ask) is None

    assert take(panel, rows, panel.manager, now).submitted == 1
    card = own_card(ask)
    assert [mark.value for mark in card.marks] == [4, 5]
    assert (card.recommendation, card.submitted_at) == ("strong yes", now)
    assert card.entered_by_id is None
    db.session.commit()
    assert len(history(db, "scorecards.submitted")) == 1


def test_some_answers_make_a_draft_and_blanks_keep_what_was(make, panel, now):
    ask = make.ask(panel.ana, panel.manager)
    actions.save_draft(asked(ask), answers(panel, 2, 3, recommendation="no", note="Mine"), at=now)
    rows = filled(exported(panel, panel.manager), "5", "", note="", recommendation="")
    rows = [(number, {**row, "not_assessed": ""}) for number, row in rows]
    assert take(panel, rows, panel.manager, now).submitted == 1  # the draft had the rest
    assert [mark.value for mark in own_card(ask).marks] == [5, 3]

    other = make.ask(panel.bo, panel.manager)
    some = [row for row in exported(panel, panel.manager) if row[1]["name"] == "Bo Lindqvist"]
    assert take(panel, filled(some, "", "na"), panel.manager, now).saved == 1
    assert ask_row(other.id).state(now) == "owed"
    assert [mark.not_assessed for mark in own_card(other).marks] == [False, True]


@pytest.mark.parametrize("role", ["recruiter", "manager", "interviewer", "hr"])
def test_bringing_back_an_export_changes_nothing(make, db, panel, now, role):
    make.scorecard(panel.ana, panel.recruiter, 5, panel="soft", notes="=1+1")
    make.scorecard(panel.ana, panel.manager, 4, None, notes="She said ‘no’")
    make.scorecard(panel.bo, panel.recruiter, 2, panel="soft")
    ask = make.ask(panel.bo, panel.manager)
    actions.save_draft(asked(ask), answers(panel, 3, None, recommendation=None), at=now)
    person = getattr(panel, role)
    before = [(mark.id, mark.value, mark.note) for mark in db.session.scalars(select(Mark))]
    result = take(panel, exported(panel, person), person, now)
    assert (result.submitted, result.saved, result.bad) == (0, 0, [])
    db.session.expire_all()
    after = [(mark.id, mark.value, mark.note) for mark in db.session.scalars(select(Mark))]
    assert after == before
    db.session.commit()
    assert not history(db, "scorecards.taken")


def test_a_card_that_is_in_is_never_altered(make, panel, now):
    make.scorecard(panel.ana, panel.manager, 4, 4)
    rows = filled(exported(panel, panel.manager), "1", "4")
    result = take(panel, rows, panel.manager, now)
    assert [str(cell) for cell in result.bad] == [
        "row 2, column rating: This card is in already. Reopen it on its page to change it."
    ]


@pytest.mark.parametrize(
    ("cells", "column", "why"),
    [
        ({"rating": "0"}, "rating", "“0” is none of them"),
        ({"rating": "6"}, "rating", "“6” is none of them"),
        ({"rating": "four"}, "rating", "“four” is none of them"),
        ({"rating": "4", "not_assessed": "true"}, "not_assessed", "so it is assessed"),
        ({"not_assessed": "perhaps"}, "not_assessed", "neither yes nor no"),
        ({"criterion": "Charm"}, "criterion", "“Charm” is not a criterion"),
        ({"criterion": ""}, "criterion", "Say which criterion"),
        ({"criterion": "Prototyping"}, "criterion", "Prototyping is in row 2 already"),
        ({"kind": "soft"}, "kind", "a hard criterion"),
        ({"candidate_id": "999999"}, "candidate_id", "no candidate here that you may see"),
        ({"candidate_id": "", "email": ""}, "candidate_id", "Say whom it is about"),
        ({"email": "other@example.org"}, "email", "The id beside it is that of Ana Ribeiro"),
        ({"recommendation": "maybe"}, "recommendation", "“maybe” is none of them"),
        ({"recommendation": "no"}, "recommendation", "A card has one recommendation"),
        ({"requirements_version": "7"}, "requirements_version", "in version 1 by now"),
        ({"note": "x" * 4001}, "note", "At most 4,000"),
    ],
)
def test_a_bad_cell_is_named_by_row_and_column_and_nothing_is_written(
    make, db, panel, now, cells, column, why
):
    make.ask(panel.ana, panel.manager)
    (one, other) = exported(panel, panel.manager)
    if cells.get("criterion") == "Prototyping":
        one = (2, {**one[1], "criterion": "Prototyping"})
    good = (2, {**one[1], "rating": "4", "recommendation": "yes"})
    bad = (3, {**other[1], "rating": "4", **cells})
    result = take(panel, [good, bad], panel.manager, now)
    assert [(cell.row, cell.column) for cell in result.bad] == [(3, column)]
    assert why in result.bad[0].message
    assert (result.submitted, result.saved) == (0, 0)
    assert db.session.scalars(select(Scorecard)).all() == []


def test_a_card_nobody_asked_for_is_refused(make, panel, now):
    make.ask(panel.ana, panel.manager)
    row = exported(panel, panel.manager)[0][1]
    row |= {"candidate_id": str(panel.bo.candidate_id), "email": "", "rating": "4"}
    result = take(panel, [(2, row)], panel.manager, now)
    assert "You are not asked for a hard scorecard on Bo Lindqvist" in result.bad[0].message


def test_rows_of_others_are_passed_over_unread(make, panel, now):
    make.ask(panel.ana, panel.manager)
    make.scorecard(panel.ana, panel.recruiter, 5, panel="soft")
    row = {
        "candidate_id": str(panel.ana.candidate_id),
        "criterion": "Listening",
        "rater_email": panel.recruiter.email,
    }
    results = [
        take(panel, [(2, {**row, "rating": rating})], panel.manager, now)
        for rating in ("1", "5", "nine")
    ]
    assert [(one.passed_over, one.unchanged, one.bad) for one in results] == [(1, 0, [])] * 3


def test_hr_enters_on_behalf_and_it_is_kept_as_such(make, db, panel, now):
    ask = make.ask(panel.ana, panel.manager)
    rows = filled(exported(panel, panel.manager), "4", "4", recommendation="yes")
    assert take(panel, rows, panel.hr, now).submitted == 1
    card = own_card(ask)
    assert (card.rater_id, card.entered_by_id) == (panel.manager.id, panel.hr.id)
    db.session.commit()
    line = history(db, "scorecards.entered")[0]
    assert (line.actor_id, line.on_behalf_of_id) == (panel.hr.id, panel.manager.id)


def test_hr_does_not_write_over_a_draft_its_rater_has_begun(make, panel, now):
    ask = make.ask(panel.ana, panel.manager)
    actions.save_draft(asked(ask), answers(panel, 1, 1, recommendation=None), at=now)
    rows = filled(exported(panel, panel.manager), "4", "4", recommendation="yes")
    result = take(panel, rows, panel.hr, now)
    assert "Henrik Vogel has begun this card" in result.bad[0].message
    assert answers_of(own_card(ask)) == answers(panel, 1, 1, recommendation=None)


def test_hr_who_owes_a_card_learns_nothing_of_the_others_by_a_file(make, panel, now):
    make.ask(panel.ana, panel.hr)
    make.scorecard(panel.ana, panel.recruiter, 5, panel="soft")
    row = {
        "candidate_id": str(panel.ana.candidate_id),
        "criterion": "Listening",
        "rater_email": panel.recruiter.email,
    }
    results = [
        take(panel, [(2, {**row, "rating": rating})], panel.hr, now) for rating in ("1", "5")
    ]
    assert results[0] == results[1]
    assert results[0].passed_over == 1


def test_an_export_of_everything_holds_no_drafts(make, panel, now):
    make.scorecard(panel.ana, panel.recruiter, 5, panel="soft", notes="@home")
    ask = make.ask(panel.ana, panel.manager)
    actions.save_draft(asked(ask), answers(panel, 1, 1), at=now)
    rows = [row for _, row in exported(panel, None)]
    assert [(row["criterion"], row["rating"], row["note"]) for row in rows] == [
        ("Listening", "5", "@home")
    ]


def test_no_cell_starts_a_formula(make, panel):
    make.scorecard(panel.ana, panel.recruiter, 5, panel="soft", notes="=HYPERLINK(1)")
    data = b"".join(csv.stream(SCORES, score_rows(panel.requisition, panel.hr)))
    assert b",'=HYPERLINK(1)," in data


def test_a_rater_takes_their_own_card_even_where_they_may_not_see_the_others(make, app):
    requisition = make.requisition()
    rater = make.member(requisition, "interviewer")
    other = make.member(requisition, "interviewer")
    candidacy = make.candidacy(requisition)
    make.scorecard(candidacy, rater)
    make.scorecard(candidacy, other)
    whose = {row.rater_email for row in score_rows(requisition, rater)}
    assert whose == {rater.email}
