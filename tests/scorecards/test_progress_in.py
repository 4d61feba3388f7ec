"""How far each panel is, counted by the database: the same as the asks read one by one."""

from datetime import timedelta

from app.scorecards.queries import asks_in, progress_in, progress_of
from tests.scorecards.panel import panel_of


def in_every_state(make):
    """One ask in each state, two raters of one name, one candidate whose cards are all in."""
    panel = panel_of(make)
    namesake = make.member(panel.requisition, "interviewer", make.person("Ngozi Okafor"))
    make.scorecard(panel.ana, panel.recruiter, 4, panel="soft")
    make.scorecard(panel.ana, panel.manager, 4, 4, submitted=False)
    make.ask(panel.ana, panel.interviewer, due_in=timedelta(days=-1))
    make.ask(panel.ana, namesake, excused_at=make.at, excused_reason="Ill that week")
    make.scorecard(panel.bo, panel.recruiter, 3, panel="soft")
    make.scorecard(panel.bo, namesake, 3, 3)
    cy = make.candidacy(panel.requisition, "Cy Third")
    make.ask(cy, panel.manager, ended_at=make.at, ended_by="requisition")
    gone = make.candidacy(panel.requisition, "Di Fourth", withdrawn_at=make.at)
    make.ask(gone, panel.manager)
    return panel


def test_counted_by_the_database_it_is_as_read_one_by_one(make, now):
    panel = in_every_state(make)
    read = progress_of(asks_in(panel.requisition.id), now)
    assert progress_in(panel.requisition.id, now) == read
    assert (read[panel.ana.id].given, read[panel.ana.id].asked) == (1, 3)
    assert (read[panel.bo.id].given, read[panel.bo.id].asked) == (2, 2)
    assert len(read) == 3


def test_a_namesake_all_of_whose_cards_are_in_is_still_told_apart(make, now):
    panel = panel_of(make)
    namesake = make.member(panel.requisition, "interviewer", make.person("Ngozi Okafor"))
    make.scorecard(panel.ana, namesake, 4, 4)
    make.ask(panel.ana, panel.interviewer)
    found = progress_in(panel.requisition.id, now)[panel.ana.id]
    assert found.owing == ((f"Ngozi Okafor ({panel.interviewer.email})", "hard"),)


def test_a_card_that_is_in_costs_no_row(make, now, statements):
    panel = panel_of(make)
    for candidacy in (panel.ana, panel.bo):
        make.scorecard(candidacy, panel.manager, 4, 4)
    with statements() as seen:
        progress_in(panel.requisition.id, now)
    assert len(seen) == 2
    assert "count(" in seen[0]
    assert "IS NULL" in seen[1]
