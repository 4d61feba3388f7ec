"""Other weights: what would move, why, and that nothing of it is kept."""

import re

import pytest

from app.requisitions.queries import current_requirements
from app.scorecards.queries import ranking_for
from app.shortlists import weights


@pytest.fixture
def team(make):
    return make.team_of_nine()


@pytest.fixture
def seen(team, now):
    return ranking_for(team.requisition, team.recruiter, now)


def asked(seen, **shares):
    """Weights by the first word of a criterion's name; the others as they are."""
    own = weights.tried(seen, {}).weighings
    return {f"w-{one.id}": str(shares.get(one.name.split()[0].lower(), one.own)) for one in own}


def test_the_own_weights_change_nothing(seen):
    found = weights.scores_in(seen)
    totals = weights.totals_by(found, found.shares)
    assert totals == pytest.approx(dict(found.totals))
    assert weights.ordered(found, totals) == found.order
    assert weights.tried(seen, asked(seen)).other is None
    assert weights.tried(seen, {}).said == ()


def test_other_weights_give_totals_redone_by_hand(seen):
    tried = weights.tried(seen, asked(seen, sql=0, pipelines=0, system=0))
    found = weights.scores_in(seen)
    first = found.order[0]
    soft = dict(zip((one.name for one in tried.weighings), found.parts[first], strict=True))
    own = sum(p * s for p, s in zip(found.parts[first], found.shares, strict=True))
    by_hand = (
        12 * soft["Communication"] + 10 * soft["Collaboration"] + 18 * soft["Ownership"]
    ) / 40
    total = float(dict(tried.other.totals)[first])
    assert total == pytest.approx(found.totals[first] + by_hand - own, abs=0.006)


def test_who_would_pass_whom_is_said_with_the_criterion_that_does_it(seen):
    tried = weights.tried(seen, asked(seen, communication=5, sql=5, ownership=40))
    assert re.fullmatch(
        r"[\w ]+ would pass [\w ]+ for 4th: [\w ]+ counts (more|less), \d\.\d against \d\.\d\.",
        tried.said[0],
    )
    assert tried.said[-1] == "1st, 2nd and 3rd hold."


@pytest.mark.parametrize("typed", ["-1", "101", "nan", "inf", "a lot", "1e9"])
def test_what_is_no_weight_is_refused_in_words_and_nothing_is_tried(seen, typed):
    tried = weights.tried(seen, asked(seen, sql=typed))
    assert tried.wrong == (f"A weight is a number from 0 to 100, not “{typed}”.",)
    assert tried.other is None


def test_all_weights_at_zero_are_refused(seen):
    nothing = dict.fromkeys(asked(seen), "0")
    assert "nothing would count" in weights.tried(seen, nothing).wrong[0]


def test_trying_writes_nothing_and_the_address_shows_another_the_same(
    client, make, team, statements
):
    criteria = current_requirements(team.requisition.id).criteria
    before = [one.weight for one in criteria]
    query = "&".join(
        f"w-{one.id}={weight}" for one, weight in zip(criteria, (5, 10, 40, 5, 20, 15), strict=True)
    )
    client.sign_in(team.recruiter).get(team.url)
    with statements() as done:
        mine = client.get(f"{team.url}?{query}").text
    assert not [one for one in done if not str(one).lstrip().upper().startswith("SELECT")]
    theirs = client.sign_in(make.person("Mei Tan", hr=True)).get(f"{team.url}?{query}").text
    for page in (mine, theirs):
        assert "was 5th" in page
        assert "Nothing is saved" in page
    make.session.expire_all()
    assert [one.weight for one in current_requirements(team.requisition.id).criteria] == before


def test_without_script_the_words_have_a_page(client, team):
    criteria = current_requirements(team.requisition.id).criteria
    there = client.sign_in(team.recruiter).get(f"{team.url}/weights?w-{criteria[0].id}=50")
    assert there.status_code == 303
    assert there.location == f"{team.url}?w-{criteria[0].id}=50"
