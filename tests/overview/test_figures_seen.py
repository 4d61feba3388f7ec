"""The figures in a browser: axe objects to nothing, nothing is too wide, lines load."""

import pytest

from tests.overview.teams import TEAMS

PAGES = (
    "/requisitions/{0}/timeline",
    "/requisitions/{0}/raters",
    "/requisitions/{0}/raters/{2}",
    "/requisitions/{0}/report",
    "/requisitions/{0}/when-to-act",
    "/requisitions/{0}/further-round",
    "/candidacies/{1}/timeline",
    "/candidacies/{1}/own-deadline",
)
WAYS = {
    "desk": {"viewport": {"width": 1440, "height": 900}},
    "dark desk": {"dark": True, "viewport": {"width": 1440, "height": 900}},
    "phone": {"phone": True},
    "dark phone": {"phone": True, "dark": True},
}


@pytest.fixture
def teams(live):
    with live.data() as make:
        made = {name: TEAMS[name](make) for name in ("two", "nine", "one_rater")}
        made["empty"] = TEAMS["two"](make)
        for one in made["empty"].candidacies:
            one.withdrawn_at = make.at
        make.session.flush()
        return {
            name: (
                team.recruiter.email,
                [team.requisition.id, team.candidacies[0].id, team.manager.id],
            )
            for name, team in made.items()
        }


@pytest.mark.parametrize("way", WAYS)
def test_every_figure_is_sound_on_every_screen(teams, visitor, axe, way):
    for name in teams if way == "desk" else ("nine",):
        email, ids = teams[name]
        page = visitor(email, **WAYS[way])
        for path in PAGES:
            page.goto(path.format(*ids))
            axe(page)
            wide = page.evaluate("document.documentElement.scrollWidth - innerWidth")
            assert wide <= 0, f"{name} {path} is wider than the screen on a {way}"


def test_the_one_line_and_the_timeline_load_into_their_pages(teams, visitor, axe):
    email, (requisition, candidacy, _) = teams["nine"]
    page = visitor(email)
    page.goto(f"/requisitions/{requisition}")
    page.locator(".acting-line").get_by_text("One more interview").wait_for()
    axe(page)
    page.goto(f"/candidacies/{candidacy}")
    page.locator("svg[aria-label^='Ana Ribeiro:']").wait_for()
    axe(page)


def test_without_a_script_links_lead_to_both(teams, visitor):
    email, (requisition, candidacy, _) = teams["nine"]
    page = visitor(email, java_script_enabled=False)
    page.goto(f"/requisitions/{requisition}")
    page.get_by_role("link", name="When to act, and who may be lost by waiting").click()
    page.get_by_role("heading", name="One more interview").wait_for()
    page.goto(f"/candidacies/{candidacy}")
    page.get_by_role("link", name="All dates on one line").click()
    page.locator("svg[aria-label^='Ana Ribeiro:']").wait_for()


def test_a_round_is_stated_and_taken_back_by_hand(teams, visitor):
    email, (requisition, _, _) = teams["nine"]
    page = visitor(email)
    page.goto(f"/requisitions/{requisition}/decision")
    page.get_by_role("link", name="Another round is needed first").click()
    page.get_by_label("Why another round is needed").fill("The two in front are level on SQL")
    page.get_by_label("Look at it again on").fill("2030-01-04")
    page.get_by_role("button", name="Wait for another round").click()
    page.get_by_text("Round 2 of interviews is waited for").wait_for()
    page.goto(f"/requisitions/{requisition}")
    page.get_by_text("Another round of interviews").first.wait_for()
    page.goto(f"/requisitions/{requisition}/further-round")
    page.get_by_role("button", name="End the wait").click()
    page.get_by_role("link", name="Another round is needed first").wait_for()


def test_the_sheet_prints_with_its_marks_and_without_the_shell(teams, visitor):
    email, (requisition, _, _) = teams["nine"]
    page = visitor(email)
    page.goto(f"/requisitions/{requisition}/report")
    page.emulate_media(media="print")
    assert not page.locator(".side").is_visible()
    assert page.locator(".heat .score b").first.is_visible()
    assert page.locator("circle.pt").first.is_visible()
    exact = "getComputedStyle(document.querySelector('.heat .score b')).printColorAdjust"
    assert page.evaluate(exact) == "exact"
