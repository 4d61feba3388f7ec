"""The debrief: two people, sealed picks, a talk about two cells, other weights, a settled list."""

import re
from itertools import pairwise

import pytest
from playwright.sync_api import expect

from tests.browser import check_axe

WAYS = {
    "by mouse": {},
    "by keyboard": {},
    "on a phone": {"phone": True},
    "without script": {"java_script_enabled": False},
}


class Debrief:
    """Two leads in one room, each going there in the same way."""

    def __init__(self, live, visitor, way):
        """Make a team whose cards are all in."""
        self.way = way
        with live.data() as make:
            team = make.team_that_disagrees()
            self.url = team.url
            self.ids = [one.id for one in team.candidacies]
            emails = team.recruiter.email, team.manager.email
        self.names = {}
        self.recruiter, self.manager = (visitor(email, **WAYS[way]) for email in emails)

    def look(self, page):
        """Look at a page with axe, where script can run."""
        if self.way != "without script":
            check_axe(page)

    def press(self, page, locator):
        """Press a button or follow a link, by hand or by key."""
        if self.way == "by keyboard":
            locator.focus()
            page.keyboard.press("Enter")
        else:
            locator.click()

    def button(self, page, name):
        """Press the button of a name."""
        self.press(page, page.get_by_role("button", name=name).first)

    def tick(self, page, box):
        """Tick a box."""
        if self.way == "by keyboard":
            box.focus()
            page.keyboard.press("Space")
        else:
            box.check()

    def open_sheet(self, page):
        """Bring up the list, where it is a sheet."""
        if self.way == "on a phone":
            self.press(page, page.locator(".sheet-opener"))


@pytest.mark.parametrize("way", WAYS)
def test_a_debrief_from_sealed_picks_to_a_settled_list(live, visitor, way):
    visitor.expect("status of 422")
    debrief = Debrief(live, visitor, way)
    pick_in_private(debrief)
    talk_about_two_cells(debrief)
    try_other_weights(debrief)
    settle(debrief)


def pick_in_private(debrief):
    recruiter, manager = debrief.recruiter, debrief.manager
    recruiter.goto(debrief.url)
    debrief.look(recruiter)
    debrief.button(recruiter, "Start picking")
    expect(recruiter.locator("input[name=pick]").first).to_be_visible()
    for page, chosen in ((recruiter, debrief.ids[:3]), (manager, debrief.ids[1:4])):
        page.goto(debrief.url)
        for one in chosen:
            debrief.tick(page, page.locator(f"input[name=pick][value='{one}']"))
        debrief.button(page, "Save my picks")
        debrief.button(page, re.compile("^Seal my 3"))
        expect(page.locator("input[name=pick]")).to_have_count(0)
        if page is recruiter:
            expect(page.locator("aside")).to_contain_text("is still picking")
    expect(manager.locator("aside")).to_contain_text("Both of you")


def talk_about_two_cells(debrief):
    page = debrief.recruiter
    page.goto(debrief.url)
    for number in range(2):
        link = page.get_by_role("link", name=re.compile("^Read the notes on")).nth(number)
        cell = page.locator("#" + (link.get_attribute("href") or "").partition("#")[2])
        debrief.press(page, link)
        debrief.press(page, cell.locator("summary"))
        expect(cell.locator(".said")).to_contain_text("Henrik Vogel")
    debrief.look(page)


def try_other_weights(debrief):
    page = debrief.recruiter
    page.goto(debrief.url)
    before = order(page)
    debrief.press(page, page.locator(".weights summary"))
    if debrief.way == "without script":
        boxes = page.locator(".weigh input[type=number]").all()
        for box, value in zip(boxes, (0, 0, 0, 90, 5, 5), strict=True):
            box.fill(str(value))
        page.get_by_role("button", name="Try these weights").click()
    else:
        drag(page, debrief.way)
    expect(page.locator(".step").first).to_be_visible()
    expect(page.locator("[data-moves]")).to_contain_text("would pass")
    tried = order(page)
    assert tried != before
    assert "w-" in page.url
    debrief.look(page)
    debrief.manager.goto(page.url)
    assert order(debrief.manager) == tried, "the address shows another the same"
    page.goto(debrief.url)
    assert order(page) == before, "nothing was saved"


def drag(page, way):
    """Move sliders: by keys, or as a hand does; the order follows within a tenth of a second."""
    ranges = page.locator(".weigh input[type=range]")
    for number, key in ((0, "Home"), (1, "Home"), (2, "Home"), (3, "End")):
        if way == "by keyboard":
            ranges.nth(number).focus()
            page.keyboard.press(key)
        else:
            ranges.nth(number).fill("0" if key == "Home" else "60")
    expect(page.locator("[data-moves]")).to_contain_text("would pass")


def order(page):
    return page.locator("tr[data-id]").evaluate_all("all => all.map(one => one.dataset.id)")


def settle(debrief):
    page = debrief.manager
    page.goto(debrief.url)
    debrief.button(page, "Start from the proposal")
    expect(page.locator("#tray, .tray").first).to_be_attached()
    debrief.open_sheet(page)
    debrief.look(page)
    if debrief.way == "on a phone":
        count, cross = (
            page.locator(f"#tray {one}").first.bounding_box() for one in (".tag", ".close")
        )
        assert count["x"] + count["width"] <= cross["x"], "the cross covers nothing"
    if debrief.way != "without script":
        for one in page.locator(".slot textarea").all():
            assert one.evaluate("each => each.scrollHeight <= each.clientHeight + 1"), "read whole"
    second = page.locator(".slot [name=order]").nth(1).input_value()
    move = page.locator(f"button[name=move][value='{second}:up']")
    debrief.press(page, move)
    expect(page.locator(".slot [name=order]").first).to_have_value(second)
    if debrief.way == "without script":
        expect(page.locator(".slot").first).to_contain_text("Write why")
    debrief.button(page, re.compile("^Put version 1 forward"))
    expect(page.get_by_role("alert")).to_contain_text("whom the marks place higher")
    debrief.open_sheet(page)
    page.locator(f"[name=reason-{second}]").fill("Has done this very work before.")
    debrief.button(page, re.compile("^Put version 1 forward"))
    expect(page.locator("main")).to_contain_text("Version 1 is frozen")


def test_a_number_opens_where_it_stands_and_escape_closes_it(live, visitor):
    with live.data() as make:
        team = make.team_of_nine()
        url, email = team.url, team.recruiter.email
    page = visitor(email)
    page.goto(url)
    page.locator("td.sum a").first.focus()
    page.keyboard.press("Enter")
    expect(page.locator(".opened")).to_contain_text("than colleagues on the same people")
    check_axe(page)
    page.keyboard.press("Escape")
    expect(page.locator(".opened")).to_have_count(0)
    first, second, *_ = order(page)
    page.goto(f"{url}?who={first}&who={second}")
    page.locator(".tip").first.focus()
    expect(page.locator(".tip-box").first).to_be_visible()


def test_fifty_candidates_move_within_a_tenth_of_a_second(live, visitor):
    with live.data() as make:
        team = make.team_of_forty(50)
        url, email = team.url, team.recruiter.email
    page = visitor(email)
    page.goto(url)
    page.locator(".weights summary").click()
    page.locator(".weigh input[type=range]").first.fill("50")
    page.wait_for_selector(".step")
    assert page.locator("tr[data-id]").count() == 50
    took = page.evaluate(
        """async () => {
            const range = document.querySelector(".weigh input[type=range]")
            const took = []
            for (const value of [0, 40, 10, 55, 5, 60, 20, 35]) {
                const start = performance.now()
                range.value = value
                range.dispatchEvent(new Event("input", { bubbles: true }))
                await new Promise(done => requestAnimationFrame(() => setTimeout(done)))
                took.push(performance.now() - start)
            }
            return Math.min(...took)
        }"""
    )
    assert took <= 100


def test_on_a_phone_the_opened_numbers_stand_beside_each_other_and_filters_are_whole(live, visitor):
    with live.data() as make:
        team = make.team_of_nine()
        url, email = team.url, team.recruiter.email
    page = visitor(email, phone=True)
    page.goto(f"{url}?sort=name&show=all")
    page.locator("td.sum a").first.click()
    opened = page.locator(".opened")
    expect(opened.get_by_role("columnheader", name="Weight × mean")).to_be_attached()
    row = opened.locator("tbody tr").first
    boxes = [one.bounding_box() for one in row.locator(":scope > *").all()]
    assert len(boxes) == 5
    for left, right in pairwise(boxes):
        assert left["x"] + left["width"] <= right["x"] + 1
        assert abs(left["y"] - right["y"]) < left["height"]
    last = page.locator(".list-head .tabs a").last
    looks = page.locator(".list-looks").bounding_box()
    box = last.bounding_box()
    assert box["x"] + box["width"] <= 390
    assert box["y"] + box["height"] <= looks["y"] + 1
