"""Adjusted scores, confidence and weightings beside the raw ones, cut before they are computed."""

import csv as plain
import html
import io
import re

import pytest
from click.testing import CliRunner

from app.cli.score import score
from app.core import csv
from app.engine.report import scores_of
from app.scorecards.columns import SCORES
from app.scorecards.queries import ranking_for, score_rows
from tests.scorecards.panel import panel_of

#: Every hard card: who gave it, and the marks on the two hard criteria. Ngozi marks low, Ines
#: high, and nobody saw everyone.
HARD = {
    "Ana Ribeiro": {"Henrik": (4, 4), "Ngozi": (3, 3)},
    "Bo Lindqvist": {"Ngozi": (3, 3), "Ines": (5, 4)},
    "Cy Third": {"Henrik": (4, 3), "Ines": (5, 5)},
    "Dee Fourth": {"Henrik": (2, 3), "Ngozi": (1, 2)},
    "Eve Fifth": {"Ngozi": (4, 3), "Henrik": (5, 4)},
    "Fay Sixth": {"Ines": (4, 4), "Ngozi": (2, 2)},
}


@pytest.fixture
def panel(make):
    panel = panel_of(make, policy={"list_size": 3})
    people = {"Henrik": panel.manager, "Ngozi": panel.interviewer, "Ines": panel.recruiter}
    found = {"Ana Ribeiro": panel.ana, "Bo Lindqvist": panel.bo}
    for name, cards in HARD.items():
        candidacy = found.get(name) or make.candidacy(panel.requisition, name)
        for who, marks in cards.items():
            make.scorecard(candidacy, people[who], *marks)
        for rater, mark in ((panel.recruiter, 3 + len(name) % 3), (panel.interviewer, 3)):
            make.scorecard(candidacy, rater, mark, panel="soft")
    return panel


def seen_by(panel, person, now):
    return ranking_for(panel.requisition, person, now)


def test_a_hard_raters_candidates_are_lifted_and_the_page_says_by_how_much(client, panel, now):
    seen = seen_by(panel, panel.hr, now)
    assert seen.adjusted
    by_name = {row.name: row for row in seen.rows}
    for lifted, lowered in (("Ana Ribeiro", "Cy Third"), ("Eve Fifth", "Fay Sixth")):
        up, down = (by_name[name].standing for name in (lifted, lowered))
        assert up.judged.adjusted - up.raw > down.judged.adjusted - down.raw
    assert sum(row.standing.judged.p_top or 0 for row in seen.rows) == pytest.approx(3)
    address = f"/candidacies/{by_name['Ana Ribeiro'].candidacy_id}/arithmetic"
    page = client.sign_in(panel.hr).get(address).text
    words = re.search(
        r"Ngozi Okafor</bdi> \(hard\) marks ([\d.]+) lower than colleagues on the same people"
        r"(?:; pulled to ([\d.]+) because of)?",
        page,
    )
    assert words
    fit = seen.judgement.assessment.panels["hard"]
    assert float(words[2] or words[1]) == pytest.approx(-fit.adjustment.severity.min(), abs=0.006)
    assert "nine times in ten" in page
    assert "of 4,000 draws" in page


def test_the_adjusted_score_is_the_sum_its_page_shows(client, panel, now):
    seen = seen_by(panel, panel.hr, now)
    for row in seen.rows:
        address = f"/candidacies/{row.candidacy_id}/arithmetic"
        page = client.sign_in(panel.hr).get(address).text
        part = page.split('id="adjusted"')[1].split("</table>")[0]
        *products, total = re.findall(r'<td class="n">([\d.]+)</td></tr>', part)
        assert float(total) == pytest.approx(sum(map(float, products)), abs=0.011)
        assert float(total) == pytest.approx(row.standing.judged.adjusted, abs=0.006)


def test_score_on_the_exported_file_gives_the_numbers_of_the_page(make, panel, now, tmp_path):
    gone = make.candidacy(panel.requisition, "Gus Gone", set_aside_at=now, set_aside_reason="other")
    for rater, marks in ((panel.manager, (5, 5)), (panel.interviewer, (1, 1))):
        make.scorecard(gone, rater, *marks)
    lacking = make.candidacy(panel.requisition, "Hal Halfway")
    make.scorecard(lacking, panel.manager, 4, None)
    file = tmp_path / "scores.csv"
    file.write_bytes(b"".join(csv.stream(SCORES, score_rows(panel.requisition, panel.hr))))
    assert "Gus Gone" in file.read_text("utf-8-sig")
    result = CliRunner().invoke(score, [str(file), "--top", "3"])
    assert result.exit_code == 0, result.stderr
    assert "4 rows left out: their candidates are no longer in play." in result.stderr
    lines = list(plain.DictReader(io.StringIO(result.stdout.lstrip("\ufeff"))))
    rows = seen_by(panel, panel.hr, now).rows
    assert len(lines) == len(rows) == 7
    assert {line["status"] for line in lines} == {"complete", "below must-have", "incomplete"}
    ids = {
        row["candidate_id"]: row["name"]
        for row in plain.DictReader(io.StringIO(file.read_text("utf-8-sig")))
    }
    for line, row in zip(lines, rows, strict=True):
        judged = row.standing.judged
        assert ids[line["candidate"]] == row.name
        assert line["status"] == row.standing.status
        assert line["band"] == judged.band
        for field, value in {
            "rank": row.standing.position,
            "raw": row.standing.raw,
            "coverage": row.standing.coverage,
            "adjusted": judged.adjusted,
            "p_top": judged.p_top,
            "rank_low": judged.rank_low,
            "rank_high": judged.rank_high,
            "acceptability": judged.acceptability,
        }.items():
            held = float(line[field]) if line[field] else None
            assert held == (None if value is None else pytest.approx(value, abs=1e-6)), field


def test_the_arithmetic_says_which_weight_and_whose_absence_would_change_a_place(
    client, panel, now
):
    seen = seen_by(panel, panel.hr, now)
    rows = [row for row in seen.rows if row.standing.position]
    found = seen.judgement.assessment
    values = scores_of(found)
    swapped = 0
    for upper, lower, swap in zip(rows, rows[1:], seen.judgement.swaps, strict=False):
        address = f"/candidacies/{upper.candidacy_id}/arithmetic"
        page = html.unescape(client.sign_in(panel.hr).get(address).text)
        if swap is None:
            continue
        swapped += 1
        assert f" and {lower.name} (" in page
        assert f"swap if {seen.criteria[swap.criterion].name}" in page
        place = seen.judgement.criteria[swap.criterion]
        weights = found.ratings.shares * (1 - swap.weight) / (1 - swap.now)
        weights[place] = swap.weight
        above, below = (
            weights @ values[seen.judgement.places[row.candidacy_id]] for row in (upper, lower)
        )
        assert above == pytest.approx(below)
    assert swapped
    absence = next(one for one in seen.judgement.absences if one.goes_out)
    names = {str(place): name for name, place in candidate_places(seen).items()}
    out = names[str(found.ratings.candidates.index(absence.goes_out[0]))]
    own = next(row for row in rows if row.name == out)
    page = client.sign_in(panel.hr).get(f"/candidacies/{own.candidacy_id}/arithmetic").text
    assert own.standing.proposed
    assert re.search(rf"Without [\w ]+’s cards {own.name} is out and [\w ]+ is in", page)


def candidate_places(seen):
    return {seen.names[one]: place for one, place in seen.judgement.places.items()}


def test_the_ranking_says_how_far_interviewers_agree_on_each_panel(client, panel, now):
    page = client.sign_in(panel.hr).get(f"/requisitions/{panel.requisition.id}/ranking").text
    said = re.findall(r"Interviewers agree (\.\d\d) on (\w+) .*? take it to (\.\d\d)\.", page)
    assert [panel_name for _, panel_name, _ in said] == ["hard", "soft"]
    fit = seen_by(panel, panel.hr, now).judgement.assessment.panels["hard"]
    used = fit.variances
    for words, raters in zip((said[0][0], said[0][2]), (2, 4), strict=True):
        share = used.va / (used.va + (used.vb + used.s2) / raters)
        assert float(words) == pytest.approx(share, abs=0.006)
    assert "With 12 cards that leans on how far interviews usually agree." in page


def test_who_owes_a_card_gets_numbers_computed_without_that_candidate(make, client, panel, now):
    whole = {row.name: row.standing.judged for row in seen_by(panel, panel.hr, now).rows}
    make.ask(panel.ana, panel.manager, panel="soft")
    seen = seen_by(panel, panel.manager, now)
    assert "Ana Ribeiro" not in {row.name for row in seen.rows}
    assert panel.ana.id not in seen.judgement.places
    assert len(seen.judgement.assessment.ratings.candidates) == 5
    assert sum(row.standing.judged.p_top or 0 for row in seen.rows) == pytest.approx(3)
    assert any(row.standing.judged.p_top != whole[row.name].p_top for row in seen.rows)
    assert "Ana" not in " ".join(seen.ranking.notes)
    assert len(seen.judgement.swaps) == 4
    for row in seen.rows:
        page = client.sign_in(panel.manager).get(f"/candidacies/{row.candidacy_id}/arithmetic")
        assert "Ana Ribeiro" not in page.text


def test_a_mark_given_after_seeing_others_counts_in_raw_alone(make, panel, now):
    before = {row.name: row.standing for row in seen_by(panel, panel.hr, now).rows}
    card = make.scorecard(panel.bo, panel.manager, 1, 1)
    for mark in card.marks:
        mark.independent_value = None
    make.session.flush()
    after = {row.name: row.standing for row in seen_by(panel, panel.hr, now).rows}
    assert after["Bo Lindqvist"].raw < before["Bo Lindqvist"].raw
    assert after["Bo Lindqvist"].judged.adjusted == pytest.approx(
        before["Bo Lindqvist"].judged.adjusted
    )


def test_with_one_rater_a_panel_the_probability_is_grey_and_says_what_it_assumes(make, client, now):
    panel = panel_of(make, policy={"list_size": 1})
    for candidacy, marks in ((panel.ana, (4, 4)), (panel.bo, (3, 2))):
        make.scorecard(candidacy, panel.manager, *marks)
        make.scorecard(candidacy, panel.recruiter, 4, panel="soft")
    seen = seen_by(panel, panel.hr, now)
    assert seen.ranking.prior_only
    assert not seen.adjusted
    assert {row.standing.judged.band for row in seen.rows} == {""}
    page = client.sign_in(panel.hr).get(f"/requisitions/{panel.requisition.id}/ranking").text
    assert "assumes usual agreement" in page
    assert 'class="band' not in page
