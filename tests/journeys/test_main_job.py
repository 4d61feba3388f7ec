"""The main job, from a list of interviewees to a signed offer, by hand in a browser."""

import pytest
from playwright.sync_api import expect

from tests.journeys import deciding, offering, scoring
from tests.journeys import story as steps
from tests.journeys.looking import Looking
from tests.journeys.story import Story, press

BOTH = pytest.mark.parametrize(
    ("live", "story"), [("sqlite",) * 2, ("postgresql",) * 2], indirect=True, ids=["sqlite", "pg"]
)


@pytest.fixture
def story(request, visitor, live, smtp):
    """A story; axe looks at every page on SQLite, since pages are the same on both."""
    return Story(live, visitor, smtp, Looking() if request.param == "sqlite" else None)


@BOTH
def test_from_an_imported_list_to_a_signed_offer(story):
    steps.invite_everybody(story)
    steps.open_requisition(story)
    scoring.import_list(story)
    scoring.interview_and_ask(story)
    scoring.fill_cards(story)
    scoring.read_ranking(story)
    deciding.pick_in_private(story)
    deciding.settle_and_put_forward(story, version=1)
    deciding.sign_in_turn(story)
    offering.name_referees(story)
    offering.draft_offer(story)
    offering.refused_by_name(story)
    offering.answer_references(story)
    story.go(story.page("recruiter"), "/offers/1")
    offering.send_offer(story)
    phone = offering.open_offer(story)
    offering.ask_for_time(story, phone)
    offering.accept(story, phone, story.candidates[0][1])
    offering.place_is_filled(story)
    offering.take_files(story)


@BOTH
def test_an_offer_lapses_at_24_hours_with_the_worker_stopped_and_the_next_is_up(story):
    offer_on_the_clock(story)
    phone = offering.open_offer(story)
    story.live.clock.forward(hours=23, minutes=58)
    phone.reload()
    expect(phone.get_by_role("link", name="Accept offer")).to_be_visible()
    story.live.clock.forward(minutes=3)
    phone.reload()
    story.look(phone)
    expect(phone.get_by_role("link", name="Accept offer")).to_have_count(0)
    page = story.go(story.visitor(story.recruiter), story.path("offers"))
    expect(page.locator("main")).to_contain_text(f"{story.candidates[1][1]} is up")
    expect(page.locator("main")).to_contain_text("Lapsed")


@BOTH
def test_a_withdrawal_by_phone_ends_the_offer_and_the_next_is_up(story):
    offer_on_the_clock(story)
    phone = offering.open_offer(story)
    page = story.visitor(story.recruiter)
    story.go(page, f"/candidacies/{story.candidates[0][0]}/withdrawal")
    page.locator("[name=note]").fill("She stays where she is. A warm call.")
    press(page, "Record the withdrawal")
    story.go(page, "offers")
    expect(page.locator("main")).to_contain_text(f"{story.candidates[1][1]} is up")
    phone.reload()
    story.look(phone)
    expect(phone.get_by_role("link", name="Accept offer")).to_have_count(0)


@BOTH
def test_a_candidate_declines_by_link(story):
    offer_on_the_clock(story)
    phone = offering.open_offer(story)
    offering.press_link(phone, "Decline offer")
    story.look(phone)
    phone.locator("[name=reason]").fill("I had another offer first.")
    press(phone, "Decline offer")
    story.look(phone)
    page = story.go(story.visitor(story.recruiter), story.path("offers"))
    expect(page.locator("main")).to_contain_text(f"{story.candidates[1][1]} is up")


def offer_on_the_clock(story):
    """A signed order of three, and an offer to the first, sent by mail."""
    with story.live.data() as make:
        requisition, people = make.hiring(recruiter=make.person(email="ada@example.com"))
        make.offer(people[0], "ready", letter=offering.LETTER, amount=6_800_000, currency="EUR")
        story.requisition_id = requisition.id
        story.candidates = [(one.id, one.candidate.name, one.candidate.email) for one in people]
    story.recruiter = "ada@example.com"
    page = story.go(story.visitor(story.recruiter), story.path("offers"))
    page.get_by_role("link", name="Go on with the offer").click()
    press(page, "Send the offer")
    story.live.work()
