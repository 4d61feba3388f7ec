"""HR speaks, and a hasty manager and recruiter find out: nothing reaches the candidate before."""

import re
from datetime import timedelta

import pytest
from playwright.sync_api import expect

from tests.journeys.looking import Looking
from tests.journeys.story import press

EMAIL = "ana.sa@example.org"
WORDS = "We’re pleased to offer you the job, Ana. Just paperwork left."


class World:
    """A requisition with a candidate, and everybody's browser."""

    def __init__(self, live, visitor, smtp, *, look):
        self.live, self.visitor, self.smtp = live, visitor, smtp
        self.check = Looking() if look else None
        with live.data() as make:
            hr = make.person("Hana Roth", email="hana@example.com", hr=True)
            recruiter = make.person("Rita Sol", email="rita@example.com")
            manager = make.person("Henrik Berg", email="henrik@example.com")
            opening = make.requisition(
                title="Product Designer", recruiter=recruiter, manager=manager
            )
            ana = make.candidate("Ana Sá", email=EMAIL)
            self.candidacy = make.candidacy(opening, candidate=ana).id
            self.requisition = opening.id
            assert hr.id

    def as_(self, name, **options):
        return self.visitor(f"{name}@example.com", **options)

    def look(self, page):
        page.wait_for_load_state()
        if self.check is not None:
            self.check(page)
        wide = page.evaluate("document.documentElement.scrollWidth - innerWidth")
        assert wide <= 1, f"{page.url} is {wide} px too wide"

    def mails(self):
        self.live.work()
        return self.smtp.to(EMAIL)


@pytest.fixture
def world(live, visitor, smtp, request):
    return World(live, visitor, smtp, look=getattr(request, "param", "sqlite") == "sqlite")


@pytest.mark.parametrize(
    ("live", "world"),
    [("sqlite", "sqlite"), ("postgresql", "postgresql")],
    indirect=True,
    ids=["sqlite", "pg"],
)
def test_hr_speaks_and_a_hasty_manager(world):
    hr = world.as_("hana")
    hr.goto(f"/requisitions/{world.requisition}/settings")
    press(hr, "Let HR speak here")
    expect(hr.locator("main")).to_contain_text("HR speaks since")
    world.look(hr)
    _the_manager_hands_on(world)
    world.visitor.expect("422")
    recruiter = world.as_("rita")
    _the_recruiter_is_stopped_and_says_it_another_way(world, recruiter)
    assert world.mails() == []
    _hr_sends_it_back(world, hr)
    _the_recruiter_goes_on(world, recruiter)
    world.live.clock.forward(hours=2)
    assert world.mails() == []
    _hr_releases_and_answers(world, hr)
    _in_the_morning_both_are_there(world)


def _the_manager_hands_on(world):
    manager = world.as_("henrik", phone=True)
    manager.goto(f"/candidacies/{world.candidacy}")
    expect(manager.get_by_text("Write to Ana Sá")).to_have_count(0)
    manager.get_by_role("link", name="They wrote to me").click()
    world.look(manager)
    manager.get_by_label("What they wrote").fill("Dear Henrik, is there any news?")
    press(manager, "Hand it on")
    expect(manager.locator("main")).to_contain_text("HR answers Ana Sá; you need not")


def _the_recruiter_is_stopped_and_says_it_another_way(world, page):
    page.goto(f"/candidacies/{world.candidacy}/letters")
    page.get_by_label("Subject").fill("Good news")
    page.get_by_role("textbox", name="Text").fill(WORDS)
    expect(page.locator("mark").first).to_contain_text("pleased to offer")
    world.look(page)
    press(page, "Send letter")
    expect(page.get_by_role("alert").first).to_contain_text("reads like an offer")
    page.get_by_role("textbox", name="Text").fill("Dear {first_name},\n\nyou will hear by {day}.")
    press(page, "Send letter")
    expect(page.get_by_role("alert").first).to_contain_text("1 blank is still to fill: {day}")
    page.get_by_role("textbox", name="Text").fill("Dear {first_name},\n\nyou will hear soon.")
    press(page, "Send letter")
    expect(page.locator("main")).to_contain_text("waits for HR’s release")
    world.look(page)


def _hr_sends_it_back(world, hr):
    hr.goto("/")
    expect(hr.locator("main")).to_contain_text("A letter to Ana Sá waits for your release")
    expect(hr.locator("main")).to_contain_text("Ana Sá wrote, and waits for an answer")
    world.look(hr)
    hr.goto("/held")
    world.look(hr)
    hr.get_by_role("link", name="Good news").click()
    world.look(hr)
    hr.get_by_text("Send it back", exact=True).first.click()
    hr.get_by_label("Why?").fill("Say the day.")
    press(hr, "Send it back")
    expect(hr.locator("main")).to_contain_text("Nothing waits for you")


def _the_recruiter_goes_on(world, page):
    page.goto("/")
    expect(page.locator("main")).to_contain_text("Your letter to Ana Sá came back from HR")
    page.get_by_role("link", name="Go on with it").first.click()
    expect(page.locator("main")).to_contain_text("Say the day.")
    world.look(page)
    page.get_by_role("textbox", name="Text").fill("Dear Ana,\n\nyou will hear on the 27th.")
    press(page, "Send letter")
    expect(page.locator("main")).to_contain_text("waits for HR’s release")


def _hr_releases_and_answers(world, hr):
    hr.goto("/held")
    hr.get_by_role("checkbox", name=re.compile("Good news")).check()
    press(hr, "Release those selected")
    expect(hr.locator("main")).to_contain_text("1 letter is released")
    hr.get_by_role("link", name="Answer Ana Sá").click()
    world.look(hr)
    hr.get_by_role("link", name="Answer by letter").click()
    hr.get_by_label("Subject").fill("Your question")
    hr.get_by_role("textbox", name="Text").fill("Dear Ana, not yet. On the 27th, as we wrote.")
    press(hr, "Send letter")
    hr.goto("/held")
    hr.get_by_role("checkbox", name=re.compile("Your question")).check()
    press(hr, "Release those selected")
    expect(hr.locator("main")).to_contain_text("Nothing waits for you")


def _in_the_morning_both_are_there(world):
    now = world.live.clock.now()
    morning = (now + timedelta(days=1)).replace(hour=11, minute=0)  # late enough in Lisbon
    world.live.clock.set(morning)
    mails = world.mails()
    assert {mail.subject for mail in mails} == {"Good news", "Your question"}
    assert {mail.message["Reply-To"] for mail in mails} == {"hana@example.com"}
    assert not [mail for mail in mails if "pleased" in mail.text]
    assert "you will hear on the 27th" in mails[0].text + mails[1].text
