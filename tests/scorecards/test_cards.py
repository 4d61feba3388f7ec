"""Drafts, handing in, reopening, and marks given after seeing others."""

from datetime import timedelta

import pytest
from sqlalchemy import select

from app.core.decision import Refused
from app.scorecards import actions
from app.scorecards.models import Scorecard, ScorecardVersion
from app.scorecards.queries import ask_row, own_card, ranking_for, visible_ids
from app.scorecards.queries.cards import answers_of, given_cards
from tests.scorecards.panel import answers, asked, criteria_of, days, history, panel_of

HOUR = timedelta(hours=1)


@pytest.fixture
def panel(make):
    return panel_of(make)


def submit(panel, ask, *values, at, by=None, **given):
    return actions.submit(
        asked(ask), answers(panel, *values, **given), by=by or panel.manager, at=at
    )


def test_a_draft_is_kept_and_counts_nowhere(make, db, panel, now):
    ask = make.ask(panel.ana, panel.manager)
    version = panel.requisition.inputs_version
    actions.save_draft(asked(ask), answers(panel, 4, None, recommendation=None), at=now)
    held = own_card(ask)
    assert [(mark.value, mark.not_assessed) for mark in held.marks] == [(4, False), (None, True)]
    assert held.submitted_at is None
    assert ranking_for(panel.requisition, panel.hr, now).by_id[panel.ana.id].status == "unscored"
    db.session.commit()
    assert panel.requisition.inputs_version == version
    assert not history(db, "scorecards.submitted")


def test_handing_in_counts_and_is_one_line_of_history(make, db, panel, now):
    ask = make.ask(panel.ana, panel.manager)
    version = panel.requisition.inputs_version
    card = submit(panel, ask, 4, 5, at=now)
    assert (card.submitted_at, card.first_submitted_at) == (now, now)
    assert [mark.independent_value for mark in card.marks] == [4, 5]
    assert not card.after_seeing_others
    assert ask_row(ask.id).state(now) == "in"
    db.session.commit()
    assert panel.requisition.inputs_version == version + 1
    lines = history(db, "scorecards.submitted")
    assert [(line.actor_id, line.candidacy_id) for line in lines] == [
        (panel.manager.id, panel.ana.id)
    ]


def test_an_unanswered_criterion_or_no_recommendation_is_refused(make, panel, now):
    ask = make.ask(panel.ana, panel.manager)
    some = answers(panel, 4, 4)
    first = criteria_of(panel)[0].id
    del some.marks[first]
    with pytest.raises(Refused, match="Still empty"):
        actions.submit(asked(ask), some, by=panel.manager, at=now)
    with pytest.raises(Refused, match="Choose one of the four"):
        submit(panel, ask, 4, 4, recommendation=None, at=now)
    assert own_card(ask) is None


def test_a_card_that_is_in_does_not_change(make, panel, now):
    ask = make.ask(panel.ana, panel.manager)
    submit(panel, ask, 4, 5, at=now)
    with pytest.raises(Refused, match="is in"):
        submit(panel, ask, 1, 1, at=now)
    with pytest.raises(Refused, match="is in"):
        actions.save_draft(asked(ask), answers(panel, 1, 1), at=now)
    assert [mark.value for mark in own_card(ask).marks] == [4, 5]


@pytest.mark.parametrize("ended", ["excused_at", "ended_at"])
def test_a_card_nobody_waits_for_is_not_taken(make, panel, now, ended):
    ask = make.ask(panel.ana, panel.manager, **{ended: now})
    with pytest.raises(Refused, match="Nothing was saved"):
        submit(panel, ask, 4, 5, at=now)


def test_reopening_keeps_the_version_and_it_counts_until_the_card_is_in_again(make, db, panel, now):
    ask = make.ask(panel.ana, panel.manager, asked_at=now)
    submit(panel, ask, 4, 4, at=now, note="As first said")
    actions.reopen(asked(ask), reason="I mixed up two people", by=panel.manager, at=now + HOUR)
    assert ask_row(ask.id).state(now + HOUR) == "owed"
    actions.save_draft(asked(ask), answers(panel, 1, 1), at=now + HOUR)

    version = db.session.scalars(select(ScorecardVersion)).one()
    assert (version.number, version.reopen_reason) == (1, "I mixed up two people")
    seen = ranking_for(panel.requisition, panel.hr, now + HOUR).by_id[panel.ana.id]
    assert seen.hard_raw == 4.0
    given = given_cards([panel.ana.id], own_card(ask).requirements_id)[0]
    assert given.reopened
    assert {mark.note for mark in given.marks.values()} == {"As first said"}

    submit(panel, ask, 2, 2, at=now + 2 * HOUR)
    again = ranking_for(panel.requisition, panel.hr, now + 2 * HOUR).by_id[panel.ana.id]
    assert again.hard_raw == 2.0
    card = own_card(ask)
    assert [mark.independent_value for mark in card.marks] == [4, 4]
    assert card.first_submitted_at == now
    db.session.commit()
    assert len(history(db, "scorecards.reopened")) == 1
    assert len(history(db, "scorecards.submitted")) == 2


def test_reopening_hides_others_again_and_changes_what_was_open_before(make, panel, now):
    ask = make.ask(panel.ana, panel.manager, asked_at=now - 5 * HOUR)
    make.scorecard(panel.ana, panel.recruiter, 5, panel="soft", at=now - 3 * HOUR)
    submit(panel, ask, 4, 4, at=now)
    assert panel.ana.id in visible_ids(panel.manager, panel.requisition.id)
    actions.reopen(asked(ask), reason="A slip", by=panel.manager, at=now + HOUR)
    assert panel.ana.id not in visible_ids(panel.manager, panel.requisition.id)
    card = submit(panel, ask, 5, 5, at=now + 2 * HOUR)
    assert card.after_seeing_others
    assert [mark.independent_value for mark in card.marks] == [4, 4]


def test_reopening_while_nobody_else_is_in_is_not_after_seeing_others(make, panel, now):
    ask = make.ask(panel.ana, panel.manager, asked_at=now)
    submit(panel, ask, 4, 4, at=now)
    actions.reopen(asked(ask), reason="A slip", by=panel.manager, at=now + HOUR)
    assert not submit(panel, ask, 5, 5, at=now + 2 * HOUR).after_seeing_others


def test_a_card_of_one_who_owed_before_the_others_were_in_is_independent(make, panel, now):
    ask = make.ask(panel.ana, panel.manager, asked_at=now - 5 * HOUR)
    make.scorecard(panel.ana, panel.recruiter, 5, panel="soft", at=now - HOUR)
    assert not submit(panel, ask, 4, 4, at=now).after_seeing_others


def test_a_card_asked_for_once_others_lay_open_is_after_seeing_them(make, panel, now):
    make.scorecard(panel.ana, panel.recruiter, 5, panel="soft", at=now - 5 * HOUR)
    for part in ("manager", "interviewer"):
        person = getattr(panel, part)
        _join(make, panel, person, now - days(5))
        ask = make.ask(panel.ana, person, asked_at=now - HOUR)
        card = submit(panel, ask, 4, 4, at=now, by=person)
        assert card.after_seeing_others, part
        assert {mark.independent_value for mark in card.marks} == {None}


def test_a_newcomer_who_met_the_candidate_after_being_asked_is_independent(make, panel, now):
    make.scorecard(panel.ana, panel.recruiter, 5, panel="soft", at=now - 5 * HOUR)
    newcomer = make.member(panel.requisition, "interviewer")
    ask = make.ask(panel.ana, newcomer, asked_at=now - HOUR)
    make.interview(panel.ana, newcomer, held_at=now)
    assert not submit(panel, ask, 4, 4, at=now + HOUR, by=newcomer).after_seeing_others


def test_marks_seen_while_excused_stay_seen(make, panel, now):
    _join(make, panel, panel.manager, now - days(5))
    make.ask(
        panel.ana,
        panel.manager,
        asked_at=now - 9 * HOUR,
        excused_at=now - 5 * HOUR,
        excused_reason="away",
    )
    make.scorecard(panel.ana, panel.recruiter, 5, panel="soft", at=now - 7 * HOUR)
    actions.ask(
        panel.requisition,
        [(panel.ana.id, panel.manager.id, "hard")],
        by=panel.recruiter,
        at=now,
    )
    from app.scorecards.models import Ask

    ask = make.session.scalars(select(Ask).where(Ask.person_id == panel.manager.id)).one()
    assert submit(panel, ask, 4, 4, at=now + HOUR).after_seeing_others


def test_only_a_card_that_is_in_is_reopened_and_only_with_a_reason(make, panel, now):
    ask = make.ask(panel.ana, panel.manager)
    with pytest.raises(Refused, match="Only a scorecard that is in"):
        actions.reopen(asked(ask), reason="why", by=panel.manager, at=now)
    submit(panel, ask, 4, 4, at=now)
    with pytest.raises(Refused, match="Write why"):
        actions.reopen(asked(ask), reason="  ", by=panel.manager, at=now)
    assert make.session.scalars(select(Scorecard)).one().submitted_at == now


def test_a_reopened_draft_is_the_last_version_to_start_from(make, panel, now):
    ask = make.ask(panel.ana, panel.manager)
    submit(panel, ask, 4, None, at=now, note="Said so")
    actions.reopen(asked(ask), reason="A slip", by=panel.manager, at=now)
    assert answers_of(own_card(ask)) == answers(panel, 4, None, note="Said so")


def _join(make, panel, person, at):
    from app.people.models import Membership

    for one in make.session.scalars(
        select(Membership).where(
            Membership.requisition_id == panel.requisition.id, Membership.person_id == person.id
        )
    ):
        one.added_at = at
    make.session.flush()
