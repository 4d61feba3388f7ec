"""The ranking in words: order, ties, the cut, what is missing, and the arithmetic behind it."""

import re

import pytest

from app.core.wording import number
from app.scorecards.models import Mark
from app.scorecards.queries import ranking_for
from app.scorecards.queries.doubts import told
from app.scorecards.queries.ranking import KEPT, Rankings
from tests.scorecards.panel import panel_of

TWO = {"list_size": 2}


@pytest.fixture
def panel(make):
    return panel_of(make, policy=TWO)


def full(make, panel, candidacy, soft, *hard):
    make.scorecard(candidacy, panel.recruiter, soft, panel="soft")
    make.scorecard(candidacy, panel.manager, *hard)


def seen_by(panel, person, now):
    return ranking_for(panel.requisition, person, now)


def rows(panel, now):
    return {row.name: row for row in seen_by(panel, panel.hr, now).rows}


def text_of(client, panel, query=""):
    page = client.sign_in(panel.hr).get(f"/requisitions/{panel.requisition.id}/ranking{query}")
    assert page.status_code == 200
    return page.text


def test_it_orders_by_raw_total_and_draws_the_line_after_the_list(make, client, panel, now):
    full(make, panel, panel.ana, 3, 3, 3)
    full(make, panel, panel.bo, 5, 5, 5)
    full(make, panel, make.candidacy(panel.requisition, "Cy Third"), 4, 4, 4)
    assert [(row.name, row.position) for row in seen_by(panel, panel.hr, now).rows] == [
        ("Bo Lindqvist", "1"),
        ("Cy Third", "2"),
        ("Ana Ribeiro", "3"),
    ]
    text = text_of(client, panel)
    places = [text.index(name) for name in ("Bo Lindqvist", "Cy Third", "2 positions end here")]
    assert places == sorted(places)
    assert text.index("2 positions end here") < text.index("Ana Ribeiro")


def test_ties_are_said_as_ties_and_extend_the_list(make, client, panel, now):
    cy = make.candidacy(panel.requisition, "Cy Third")
    full(make, panel, panel.ana, 5, 5, 5)
    for one in (panel.bo, cy):
        full(make, panel, one, 4, 4, 4)
    found = rows(panel, now)
    assert [found[name].position for name in ("Ana Ribeiro", "Bo Lindqvist", "Cy Third")] == [
        "1",
        "2 =",
        "2 =",
    ]
    text = text_of(client, panel)
    assert "The list of 2 ends here, with 3: the last are tied" in text
    assert "2 =" in text


def test_an_incomplete_one_stands_below_the_line_with_best_worst_and_who_owes(
    make, client, panel, now
):
    full(make, panel, panel.ana, 3, 3, 3)
    make.scorecard(panel.bo, panel.recruiter, 5, panel="soft")
    make.ask(panel.bo, panel.manager, due_at=now)
    row = rows(panel, now)["Bo Lindqvist"]
    assert row.position == ""
    assert row.doubts == (
        "No hard marks yet",
        "Marks cover 20% of the weight, 80% is needed",
        "Henrik Vogel owes the hard scorecard, late",
    )
    text = text_of(client, panel)
    assert text.index("1 of 2 positions can be filled so far") < text.index("Bo Lindqvist")
    assert ">1.80</a> to" in text
    assert ">5.00</a>" in text
    assert "Between 1.80 and 5.00 once all is marked, 5.00 so far" in text


def test_a_missing_must_have_and_a_not_assessed_criterion_are_named(make, panel, now):
    full(make, panel, panel.ana, 4, None, 4)
    full(make, panel, panel.bo, 4, 4, None)
    found = rows(panel, now)
    assert found["Ana Ribeiro"].doubts[:2] == (
        "No mark on a must-have: Data modelling",
        "Marks cover 40% of the weight, 80% is needed",
    )
    assert found["Bo Lindqvist"].standing.status == "complete"
    assert found["Bo Lindqvist"].doubts == ()


def test_one_below_a_must_have_stays_in_the_ranking_and_is_not_proposed(make, panel, now):
    full(make, panel, panel.ana, 5, 2, 5)
    row = rows(panel, now)["Ana Ribeiro"]
    assert (row.position, row.standing.proposed) == ("1", False)
    assert row.doubts == ("Below a must-have: Data modelling",)


def test_one_not_scored_by_somebody_excused_says_so(make, panel, now):
    full(make, panel, panel.ana, 4, 4, 4)
    make.ask(panel.ana, panel.interviewer, excused_at=now, excused_reason="away")
    assert rows(panel, now)["Ana Ribeiro"].doubts == ("Not scored by Ngozi Okafor",)


def test_recommendations_are_counted_in_words_and_enter_no_number(make, panel, now):
    make.scorecard(panel.ana, panel.recruiter, 4, panel="soft", recommendation="strong no")
    make.scorecard(panel.ana, panel.manager, 4, 4, recommendation="strong no")
    row = rows(panel, now)["Ana Ribeiro"]
    assert row.told == "2 strong no"
    assert row.standing.raw == 4.0
    assert told(["no", "strong yes", None, "yes", "yes"]) == "1 strong yes, 2 yes, 1 no"


def test_a_withdrawn_candidate_is_not_ranked(make, panel, now):
    full(make, panel, panel.ana, 4, 4, 4)
    panel.ana.withdrawn_at = now
    make.session.flush()
    assert "Ana Ribeiro" not in rows(panel, now)


def test_a_mark_given_after_seeing_others_counts_and_says_so(make, client, panel):
    full(make, panel, panel.ana, 4, 4, 4)
    make.scorecard(panel.ana, panel.interviewer, 1, 1, after_seeing_others=True)
    text = text_of(client, panel)
    assert "Counts a mark given after seeing others" in text
    assert ">2.80</a>" in text  # (4 + 3 × 2.5 + 2.5) ÷ 5


def test_every_number_of_the_ranking_is_that_of_its_arithmetic(make, client, panel, now):
    full(make, panel, panel.ana, 4, 5, 2)
    make.scorecard(panel.ana, panel.interviewer, 3, None)
    standing = rows(panel, now)["Ana Ribeiro"].standing
    ranking = text_of(client, panel)
    page = client.get(f"/candidacies/{panel.ana.id}/arithmetic").text
    for key, value in (
        ("soft", number(standing.soft_raw)),
        ("hard", number(standing.hard_raw)),
        ("total", number(standing.raw)),
        ("coverage", "100%"),
        ("spread", number(standing.spread)),
    ):
        link = rf'/candidacies/{panel.ana.id}/arithmetic#{key}">([^<]+)</a>'
        assert re.findall(link, ranking) == [value], key
        shown = rf'<tr id="{key}"><th scope="row">[^<]+</th><td class="n"><strong>([^<]+)<'
        assert re.findall(shown, page) == [value], key
    # marks, mean, weight, product, sums and quotient as a person would write them
    assert "Henrik Vogel 5, Ngozi Okafor 3" in page
    assert "Ngozi Okafor not assessed" in page
    assert "18 ÷ 5 = 3.6" in page  # 1 × 4 + 3 × 4 + 1 × 2
    assert "14 ÷ 4 = 3.5" in page
    assert "highest rater mean − lowest = 4.25 − 3.00" in page


def test_the_arithmetic_of_an_incomplete_one_shows_best_and_worst(make, client, panel):
    make.scorecard(panel.ana, panel.recruiter, 5, panel="soft")
    client.sign_in(panel.hr)
    page = client.get(f"/candidacies/{panel.ana.id}/arithmetic").text
    assert "with 5 for all that is missing: (5 + 5 × 4) ÷ 5 = 5" in page
    assert "with 1 for all that is missing: (5 + 1 × 4) ÷ 5 = 1.8" in page
    assert "weight with a mark ÷ all weight = 1 ÷ 5" in page


def test_nobody_scored_yet_is_said_in_words(client, panel):
    text = text_of(client, panel)
    assert "There are no marks yet" in text
    assert "Nobody is asked for a scorecard" in text
    page = client.get(f"/candidacies/{panel.ana.id}/arithmetic").text
    assert "no marks yet" in page
    assert "None is in yet" in page


def test_an_empty_requisition_says_what_will_stand_there(make, client):
    requisition = make.requisition()
    client.sign_in(make.person(hr=True))
    page = client.get(f"/requisitions/{requisition.id}/ranking").text
    assert "First come the candidates" in page
    assert f'href="/requisitions/{requisition.id}/candidates">Bring in candidates' in page
    assert "Nobody to score yet" in client.get(f"/requisitions/{requisition.id}/scores").text


@pytest.mark.parametrize(
    ("query", "names"),
    [
        ("", ["Bo Lindqvist", "Cy Third", "Ana Ribeiro"]),
        ("?sort=name", ["Ana Ribeiro", "Bo Lindqvist", "Cy Third"]),
        ("?sort=soft", ["Ana Ribeiro", "Cy Third", "Bo Lindqvist"]),
        ("?show=incomplete", ["Ana Ribeiro"]),
        ("?show=proposed", ["Bo Lindqvist", "Cy Third"]),
        ("?sort=drop&show=table", ["Bo Lindqvist", "Cy Third", "Ana Ribeiro"]),
    ],
)
def test_the_address_sorts_and_filters(make, client, panel, query, names):
    make.scorecard(panel.ana, panel.recruiter, 5, panel="soft")
    full(make, panel, panel.bo, 3, 5, 5)
    full(make, panel, make.candidacy(panel.requisition, "Cy Third"), 4, 4, 4)
    text = text_of(client, panel, query)
    shown = [name for name in ("Ana Ribeiro", "Bo Lindqvist", "Cy Third") if name in text]
    assert sorted(shown, key=text.index) == names


def test_the_same_inputs_are_computed_once_and_a_new_mark_at_once(make, client, panel, statements):
    full(make, panel, panel.ana, 4, 4, 4)
    text_of(client, panel)
    with statements() as seen:
        assert ">4.00</a>" in text_of(client, panel)
    assert not any("FROM mark" in sql for sql in seen)
    make.scorecard(panel.ana, panel.interviewer, 1, 1)
    assert ">2.80</a>" in text_of(client, panel)


def test_what_is_kept_is_bounded_and_the_longest_unused_goes_first():
    rankings = Rankings()
    for key in range(KEPT):
        rankings.keep((key,), f"ranking {key}")
    assert rankings.get((0,)) == "ranking 0"
    rankings.keep((KEPT,), "one more")
    assert rankings.get((1,)) is None
    assert rankings.get((0,)) == "ranking 0"


def test_queries_do_not_grow_with_the_candidates(make, client, panel, statements):
    def counted(url):
        client.get(url)
        client.application.extensions.pop("finalist-rankings", None)
        with statements() as seen:
            assert client.get(url).status_code == 200
        return len(seen)

    urls = [f"/requisitions/{panel.requisition.id}/{page}" for page in ("ranking", "scores")]
    full(make, panel, panel.ana, 4, 4, 4)
    make.ask(panel.ana, panel.interviewer)
    client.sign_in(panel.recruiter)
    few = [counted(url) for url in urls]
    many(make, panel, 300)
    assert [counted(url) for url in urls] == few
    assert max(few) <= 22


def many(make, panel, count):
    """Three hundred candidates with cards, in few statements."""
    from sqlalchemy import insert

    from app.candidates.models import Candidacy, Candidate
    from app.scorecards.models import Ask, Scorecard
    from tests.scorecards.panel import criteria_of

    session, at = make.session, make.at
    people = [
        {"name": f"N {n}", "name_key": f"n {n}", "email": f"n{n}@x.org", "email_key": f"n{n}@x.org"}
        | {"created_at": at}
        for n in range(count)
    ]
    ids = session.scalars(insert(Candidate).returning(Candidate.id), people).all()
    here = {"requisition_id": panel.requisition.id, "created_at": at, "name_key": "n"}
    candidacies = session.scalars(
        insert(Candidacy).returning(Candidacy.id), [{"candidate_id": one, **here} for one in ids]
    ).all()
    hard = criteria_of(panel)
    asked = {"person_id": panel.manager.id, "panel": "hard", "asked_at": at, "due_at": at}
    session.execute(insert(Ask), [{"candidacy_id": one, **asked} for one in candidacies])
    card = {
        "rater_id": panel.manager.id,
        "panel": "hard",
        "requirements_id": hard[0].requirements_id,
        "recommendation": "yes",
        "submitted_at": at,
        "first_submitted_at": at,
    }
    cards = session.scalars(
        insert(Scorecard).returning(Scorecard.id),
        [{"candidacy_id": one, **card} for one in candidacies],
    ).all()
    session.execute(
        insert(Mark),
        [
            {"scorecard_id": one, "criterion_id": criterion.id, "value": 1 + one % 5}
            for one in cards
            for criterion in hard
        ],
    )
    from app.requisitions.actions import bump_inputs

    bump_inputs(panel.requisition.id)
    session.commit()
