"""Steps 6 and 7: private picks, one settled list, sign-offs in turn."""

import re

from playwright.sync_api import Page, expect

from tests.journeys.story import PASSWORD, TEAM, Story, press, unfold


def pick_in_private(story: Story) -> None:
    """6. Both leads pick; nobody sees another's before both are sealed (law L21)."""
    recruiter, manager = story.page("recruiter"), story.page("manager")
    names = [name for _, name, _ in story.candidates]
    story.go(recruiter, "decision")
    press(recruiter, "Start picking")
    pick(story, recruiter, names[:3])
    story.go(manager, "decision")
    expect(manager.locator(".sealed")).to_be_visible()
    expect(manager.locator("aside")).not_to_contain_text(names[0])
    pick(story, manager, [names[0], names[1], names[3]])
    story.look(manager)
    expect(manager.locator("main")).to_contain_text(re.compile("Both of you"))


def pick(story: Story, page: Page, names: list[str]) -> None:
    """Tick, save, seal."""
    story.go(page, "decision")
    for name in names:
        page.get_by_role("checkbox", name=f"Pick {name}", exact=True).check()
    press(page, "Save my picks")
    story.look(page)
    page.get_by_role("button", name=re.compile("^Seal my 3")).click()


def settle_and_put_forward(story: Story, *, version: int) -> None:
    """6. An ordered list with a reason for each position and each left out, frozen (law L3)."""
    page = story.page("recruiter")
    story.go(page, "decision")
    page.get_by_role("button", name=re.compile("^Start (the list|version)")).click()
    expect(page.locator("#list")).to_be_visible()
    chosen = [candidacy_id for candidacy_id, _, _ in story.candidates[:3]]
    for candidacy_id, _, _ in story.candidates[:3]:
        on_list = page.locator(f"input[name=order][value='{candidacy_id}']")
        if not on_list.count():
            page.locator(f"button[name=add][value='{candidacy_id}']").click()
    for other in page.locator("input[name=order]").all():
        value = other.get_attribute("value")
        if int(value or 0) not in chosen:
            page.locator(f"button[name=remove][value='{value}']").click()
            break
    for number, candidacy_id in enumerate(chosen, 1):
        reason(page, candidacy_id, f"Reason of version {version} for position {number}.")
    for box in page.locator("input[name=same]").all():
        box.check()
    page.locator("#shared_reason").fill("Behind these three on the must-have.")
    page.locator("button[name=share]").click()
    story.look(page)
    press(page, f"Put version {version} forward")
    expect(page.locator("main")).to_contain_text(re.compile(f"[Vv]ersion {version}"))


def reason(page: Page, candidacy_id: int, text: str) -> None:
    """Write why somebody stands where they stand."""
    unfold(page, f"[name=reason-{candidacy_id}]")
    page.locator(f"[name=reason-{candidacy_id}]").fill(text)


def sign_in_turn(story: Story) -> None:
    """7. One signs, the next sends back; of version 2 one signs from a mailed link."""
    finance, director = story.page("finance"), story.page("director")
    story.go(director, "signoffs")
    expect(director.get_by_role("button", name="Sign", exact=True)).to_have_count(0)
    sign(story, finance)
    sign_page(story, director)
    unfold(director, "[name=refusal]")
    director.locator("[name=refusal]").fill("Why is the second above the third?")
    press(director, "Send back")
    settle_and_put_forward(story, version=2)
    sign(story, finance)
    by_mailed_link(story)
    page = story.go(story.page("recruiter"), "signoffs")
    expect(page.locator("main")).to_contain_text("Approved")


def sign_page(story: Story, page: Page) -> None:
    """Open the version that waits for one's word, from the desk."""
    story.go(page, "/")
    page.locator("main").get_by_role("link", name=re.compile("sign", re.IGNORECASE)).last.click()
    story.look(page)


def sign(story: Story, page: Page) -> None:
    """Sign what waits."""
    sign_page(story, page)
    press(page, "Sign")
    expect(page.locator("main")).to_contain_text("Signed")


def by_mailed_link(story: Story) -> None:
    """Away from the desk: the link shows title and version only, signing is after sign-in."""
    email = TEAM["director"][1]
    phone = story.visitor(phone=True)
    phone.goto(story.link(email, "s"))
    story.look(phone)
    for _, name, _ in story.candidates:
        expect(phone.locator("main")).not_to_contain_text(name)
    expect(phone.get_by_role("button", name="Sign", exact=True)).to_have_count(0)
    phone.get_by_role("link", name=re.compile("^Sign in to read")).click()
    phone.get_by_label("E-mail").fill(email)
    phone.get_by_label("Password").fill(PASSWORD)
    press(phone, "Sign in")
    story.look(phone)
    press(phone, "Sign")
    expect(phone.locator("main")).to_contain_text("Signed")
