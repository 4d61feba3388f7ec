"""The decision room on five invented teams, its ways of looking, and what it hides (law L1)."""

import json
import re
from random import Random

import pytest

from app.requisitions.queries import current_requirements
from app.shortlists import queries
from app.shortlists.proposal import AS_PROPOSED

HX = {"HX-Request": "true"}
TABLE = re.compile(r'<table class="table rank".*?</table>', re.DOTALL)


def words(html):
    """The text of a page as one reads it."""
    return " ".join(re.sub(r"<[^>]+>", " ", html).split())


def room(client, team, query="", person=None):
    answer = client.sign_in(person or team.recruiter).get(f"{team.url}{query}")
    assert answer.status_code == 200, answer.text
    return answer.text


def table(html):
    return TABLE.search(html)[0]


def order(html):
    return [int(one) for one in re.findall(r'data-id="(\d+)"', html)]


def test_nine_candidates_stand_in_three_groups_with_the_cut_between(client, make):
    team = make.team_of_nine()
    page = room(client, team)
    said = words(table(page))
    for name in ("Under a must-have, so not proposed", "Not complete, so without a place yet"):
        assert name in said
    assert said.index("4 positions end here") < said.index("Under a must-have")
    assert "Below a must-have: SQL and modelling" in said
    assert "Henrik Vogel owes the hard scorecard" in said
    assert re.search(r"\d+% Clear in \d+% of weightings 1st to \d\w\w likely", said)
    assert re.search(r"\d\.\d\d → \d\.\d\d [−+]\d\.\d\d", said)
    first = table(page)[table(page).index("data-id=") :]
    low, high = re.findall(r'<text class="tx"[^>]*>(\d\.\d)</text>', first)[:2]
    assert float(low) < float(high)
    assert f"likely {low} to {high}, raw" in first, "said as well as drawn"


def test_two_candidates_get_no_theatre(client, make):
    team = make.team_of_two()
    page = room(client, team)
    said = words(page)
    assert "All 2 who are complete fit on a list of up to 4" in said
    assert re.search(r"Ana Lúcia Ferreira is above Bo Lindqvist in \d+% of all draws", said)
    assert "Truly in the top" not in said
    assert 'class="band' not in table(page)
    assert "end here" not in said


def test_with_one_rater_a_panel_there_are_no_bands_and_it_says_why(client, make):
    team = make.team_with_one_rater_a_panel()
    page = room(client, team)
    said = words(page)
    assert "With one rater a panel, nobody was seen by two people" in said
    assert "assumes usual agreement" in said
    assert 'class="band' not in table(page)
    assert 'class="iv"' not in table(page), "a range would be the prior speaking"
    assert "swap if" in said, "what other weights do stands"


def test_with_one_rater_on_one_panel_alone_the_words_are_of_it(client, make):
    team = make.team_with_one_rater_a_panel()
    other = make.member(team.requisition, "interviewer", make.person("Ngozi Okafor"))
    for candidacy in team.candidacies:
        make.card_of(candidacy, other, "hard", 3.5, Random(candidacy.id))
    said = words(room(client, team))
    assert "On soft nobody was seen by two people" in said
    assert "With one rater a panel" not in said
    assert "One interviewer on soft: nobody can be called clearly ahead" in said
    sheet = words(client.get(team.url.replace("/decision", "/report")).text)
    assert "No ranges: on soft nobody was seen by two people" in sheet


def test_what_is_tried_is_told_in_terms_of_today(client, make):
    team = make.team_of_nine()
    page = room(client, team)
    assert "Likely ranges and percentages stay those of today’s weights" in words(page)
    assert re.search(r">now \d+</span>", page)
    assert 'max="60" step="1"' in page
    criteria = current_requirements(team.requisition.id).criteria
    heavy = client.get(f"{team.url}?w-{criteria[0].id}=80").text
    assert 'max="100" step="1" value="80"' in heavy, "a slider shows the weight it is at"


def test_who_picks_can_put_those_picked_side_by_side(client, make):
    team = make.team_of_nine()
    three_first = team.candidacies[:3]
    one, two, three = (found.id for found in three_first)
    there = f"{team.url}?who={one}&amp;who={two}&amp;who={three}#side"
    make.picking(team.requisition, {team.recruiter: three_first, team.manager: ()})
    page = room(client, team)
    assert f'href="{there}">Compare your 3 picks' in page
    assert "Side by side" in client.get(there.replace("&amp;", "&")).text


def test_a_panel_that_disagrees_is_told_what_to_talk_about(client, make):
    team = make.team_that_disagrees()
    said = words(room(client, team))
    topics = re.findall(r"Talk about ([\w ]+?) for ([\w ]+?) : marks (\d) and (\d)", said)
    assert topics
    assert all(int(high) - int(low) >= 2 for _, _, low, high in topics)
    assert {criterion for criterion, *_ in topics} <= {
        "SQL and modelling",
        "Pipelines",
        "System design",
    }


def test_forty_candidates_are_adjusted_and_drawn_once_for_the_next_look(client, make, statements):
    team = make.team_of_forty()
    with statements() as first:
        page = room(client, team)
    assert re.search(r"up from \d+", words(table(page)))
    with statements() as again:
        assert table(room(client, team)) == table(page)
    assert len(again) <= 25 < len(again) + len(first)
    assert len(table(page)) / 40 < 2200, "a row stays light"


def test_order_filter_columns_and_panel_are_in_the_address_and_can_be_kept(client, make):
    team = make.team_of_nine()
    by_name = order(table(room(client, team, "?sort=name")))
    assert by_name != order(table(room(client, team)))
    assert order(table(room(client, team, "?show=below"))) == [team.candidacies[8].id]
    lean = room(client, team, "?col=soft&panel=folded")
    assert 'class="plot"' not in table(lean)
    assert "with-rail folded" in lean
    given = {"path": team.url, "query": "col=soft&panel=folded", "name": "Lean"}
    assert client.post("/views", data=given).status_code == 303
    assert "Lean" in words(room(client, team))
    assert order(table(room(client, team, "?sort=nonsense&show=nothing"))) == order(
        table(room(client, team))
    )


def test_every_number_opens_in_the_room_and_is_a_page_without_script(client, make):
    team = make.team_of_nine()
    url = f"{team.url}/candidates/{team.candidacies[0].id}"
    opened = client.sign_in(team.recruiter).get(url, headers=HX)
    said = words(opened.text)
    assert "<html" not in opened.text
    assert "Henrik Vogel (hard) marks" in said
    assert "than colleagues on the same people" in said
    assert re.search(r"pulled to \d\.\d\d because of only \d cards", said)
    assert "4,000 draws" in said
    plain = client.get(url)
    assert plain.status_code == 303
    assert plain.location.endswith(f"/candidacies/{team.candidacies[0].id}/arithmetic")


def test_side_by_side_stands_in_the_room_with_what_referees_said(client, make):
    team = make.team_of_nine()
    ana, other = team.candidacies[0], team.candidacies[3]
    make.reference_in(ana, "Olu Adeyemi", values=[2, 2, 2, 2, 2, 2])
    page = room(client, team, f"?who={ana.id}&who={other.id}")
    side = page[page.index('id="side"') :]
    assert "Referee (manager): 2" in words(side)
    assert "What a 5 looks like" in words(side), "the anchors"
    assert "Rewrote my window query" in words(side)
    assert "Side by side" not in words(room(client, team))
    assert client.get(f"{team.url}?who={2**40}").status_code == 404


def test_a_start_from_the_marks_needs_no_word_until_somebody_is_placed_otherwise(client, make):
    team = make.team_of_nine()
    chosen = tuple(team.candidacies[:3])
    owed = team.candidacies[5], team.candidacies[9]
    make.session.query(type(make.ask(owed[0], team.recruiter))).filter_by(
        ended_at=None, excused_at=None
    ).update({"ended_at": make.at})
    make.picking(team.requisition, {team.recruiter: chosen, team.manager: chosen}, opened=True)
    assert "Start from the proposal" in room(client, team)
    url = f"/requisitions/{team.requisition.id}/shortlists"
    assert client.post(url, data={"start": "proposed"}).status_code == 303
    made = queries.editing(team.requisition.id)
    first, second, third, fourth = queries.order(made)
    reasons = {line.candidacy_id: line.reason for line in made.lines}
    assert set(reasons) == {one.id for one in team.candidacies}
    assert all(reason.startswith(AS_PROPOSED) for reason in reasons.values())
    sent = {f"reason-{one}": why for one, why in reasons.items()}
    forward = f"/shortlists/{made.id}/proposal"
    swapped = {"edit": 1, "order": [second, first, third, fourth], **sent}
    refused = client.post(forward, data=swapped)
    assert refused.status_code == 422
    assert re.search(r"takes 1st over .+, whom the marks place higher. Say why", refused.text)
    swapped[f"reason-{second}"] = "Leads the work we start with."
    assert client.post(forward, data=swapped).status_code == 303
    assert queries.order(queries.current(team.requisition.id)) == [second, first, third, fourth]


@pytest.fixture
def planted(make):
    """A team of nine; the manager owes a card for the first, of whom others said much."""
    team = make.team_of_nine()
    hidden = team.candidacies[0]
    make.session.query(type(make.ask(hidden, team.manager, panel="soft"))).filter_by(
        candidacy_id=hidden.id, person_id=team.manager.id
    ).update({"excused_at": None})
    for card in hidden_cards(make, hidden):
        for mark in card.marks:
            mark.note = "Superlative zephyr"
    make.session.flush()
    return team, hidden


def hidden_cards(make, hidden):
    from app.scorecards.models import Scorecard

    return make.session.query(Scorecard).filter_by(candidacy_id=hidden.id).all()


def test_who_owes_a_card_finds_nothing_of_that_candidate_by_any_way_into_the_room(
    client, make, planted
):
    team, hidden = planted
    other = team.candidacies[1].id
    weigh = "&".join(f"w-{one.id}=10" for one in criteria(team)[1:])
    ways = ["", f"?{weigh}", f"?who={hidden.id}&who={other}", "?sort=chance", "?show=proposed"]
    for way in ways:
        page = room(client, team, way, team.manager)
        assert "zephyr" not in page
        assert hidden.id not in order(page), way
    side = words(room(client, team, ways[2], team.manager))
    assert "Ana Lúcia Ferreira cannot stand here until your card is in" in side
    seen = room(client, team, ways[2], team.recruiter)
    assert "zephyr" in seen, "the planted words are there to be found"
    client.sign_in(team.manager)
    assert client.get(f"{team.url}/candidates/{hidden.id}", headers=HX).status_code == 404
    scores = json.loads(client.get(f"{team.url}/scores").text)
    assert hidden.id not in scores["order"]
    assert other in scores["order"]
    moves = client.get(f"{team.url}/weights?{weigh}", headers=HX).text
    assert "Ana Lúcia Ferreira" not in moves


def criteria(team):
    from app.requisitions.queries import current_requirements

    return current_requirements(team.requisition.id).criteria


def test_a_frozen_version_shows_the_same_numbers_after_marks_weights_and_code_have_changed(
    client, make, monkeypatch
):
    from app.engine import fragility, judgement
    from app.scorecards.models import Mark

    team = make.team_of_nine()
    made = make.shortlist(team.requisition, team.candidacies[:4], by=team.recruiter)
    frozen = json.dumps(made.numbers, sort_keys=True)
    seen = client.sign_in(team.recruiter).get(f"/shortlists/{made.id}").text
    make.session.query(Mark).update({"value": 1, "independent_value": 1})
    for place, one in enumerate(criteria(team)):
        one.weight = 1 + place * 30
    team.requisition.inputs_version += 1
    make.session.flush()
    monkeypatch.setattr("app.shortlists.freezing.ENGINE_VERSION", "9.9")
    monkeypatch.setattr(judgement, "weightings_of", fragility.fragility)
    again = client.get(f"/shortlists/{made.id}").text
    make.session.expire_all()
    assert json.dumps(queries.load_version(made.id).numbers, sort_keys=True) == frozen
    assert table_text(again) == table_text(seen)


def table_text(html):
    return words(html[html.index("<main") : html.index("</main>")])
