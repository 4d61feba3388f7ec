"""Steps 8 to 11: references by link, an offer and its answers, files to take away."""

import csv
import io
import re
from datetime import timedelta

from playwright.sync_api import Page, expect

from tests.journeys.story import Story, press, unfold

LETTER = "Dear {name},\n\nWe would like you to join us as {title}. Pay: {pay}.\n\n{recruiter}\n"


def name_referees(story: Story, number: int = 0) -> None:
    """8. A finalist names a manager and a colleague on their own page, on a phone."""
    _, name, email = story.candidates[number]
    page = story.page("recruiter")
    story.go(page, "references?show=all")
    page.get_by_role("button", name=f"Ask {name} for referees").click()
    phone = story.visitor(phone=True)
    phone.goto(story.link(email, "c"))
    story.look(phone)
    expect(phone.locator("main")).not_to_contain_text("Total")
    for who, relation in (("Harriet Blackwood", "manager"), ("Tunde Bakare", "colleague")):
        phone.locator("[name=name]").fill(who)
        phone.locator("[name=relation]").select_option(value=relation)
        phone.locator("[name=email]").fill(f"{relation}{number}@example.org")
        phone.locator("[name=told]").check()
        phone.locator("[name=consent]").check()
        press(phone, "Add referee")
        expect(phone.locator("main")).to_contain_text(who)
    story.look(phone)


def answer_references(story: Story, number: int = 0) -> None:
    """8. The manager answers by link on the criteria; the colleague's is waived with a reason."""
    page = story.page("recruiter")
    story.go(page, "references")
    press(page, "Ask both")
    phone = story.visitor(phone=True)
    phone.goto(story.link(f"manager{number}@example.org", "r"))
    story.look(phone)
    for choice in phone.locator("fieldset.crit input[value='4']").all():
        choice.check(force=True)
    phone.locator("input[name=again][value=yes]").check(force=True)
    phone.locator("[name=comment]").fill("Would hire again tomorrow.")
    press(phone, "Send reference")
    story.look(phone)
    expect(phone.locator("main")).to_contain_text("Thank you")
    story.go(page, "references")
    page.get_by_role("link", name="Tunde Bakare").first.click()
    unfold(page, "[name=reason]")
    page.locator("[name=reason]").fill("On a ship without a line until January.")
    press(page, "Waive reference")
    story.go(page, "references")
    expect(page.locator("main")).to_contain_text("Complete")


def draft_offer(story: Story, number: int = 0) -> None:
    """9. The package and the letter."""
    page = story.page("recruiter")
    story.go(page, "offers")
    press_link(page, "Make the offer")
    page.locator("[name=title]").fill("Senior Data Engineer")
    page.locator("[name=amount]").fill("68,000")
    page.locator("[name=currency]").fill("EUR")
    start = (story.live.clock.now() + timedelta(days=60)).date()
    page.locator("[name=start_on]").fill(start.isoformat())
    page.locator("[name=location]").fill("Lisbon")
    page.locator("[name=letter]").fill(LETTER)
    story.look(page)
    press(page, "Save the draft")
    story.look(page)


def send_offer(story: Story) -> None:
    """9. Every condition is shown; sending starts the clock when the mail is handed over."""
    page = story.page("recruiter")
    press(page, "Send the offer")
    story.live.work()
    page.reload()
    story.look(page)
    expect(page.locator("main")).to_contain_text(re.compile(r"23 h|24 h|1 day"))


def refused_by_name(story: Story) -> None:
    """9. An offer to someone whose references are not in is refused, with the reason named."""
    page = story.page("recruiter")
    story.visitor.expect("409")
    press(page, "Send the offer")
    expect(page.locator("main")).to_contain_text(re.compile("reference", re.IGNORECASE))
    story.look(page)


def open_offer(story: Story, number: int = 0) -> Page:
    """9. The candidate opens the link on a phone."""
    phone = story.visitor(phone=True)
    phone.goto(story.link(story.candidates[number][2], "o"))
    story.look(phone)
    expect(phone.locator("main")).to_contain_text("68,000")
    for _, name, _ in story.candidates[:number] + story.candidates[number + 1 :]:
        expect(phone.locator("main")).not_to_contain_text(name)
    return phone


def ask_for_time(story: Story, phone: Page) -> None:
    """9. More time: both leads agree, and the clock moves only then."""
    press_link(phone, "Ask for more time")
    until = story.live.clock.now() + timedelta(hours=60)
    phone.locator("[name=until]").fill(f"{until:%Y-%m-%dT%H:00}")
    story.look(phone)
    press(phone, "Ask for more time")
    story.look(phone)
    for who in ("manager", "recruiter"):
        page = story.page(who)
        story.go(page, "/")
        page.locator("main").get_by_role("link", name=re.compile("Answer")).first.click()
        story.look(page)
        press(page, "Agree to more time")
    expect(story.page("recruiter").locator("main")).to_contain_text("2 days")


def accept(story: Story, phone: Page, name: str) -> None:
    """9. Accepting takes a second page and a typed full name."""
    phone.goto(phone.url.split("/extension")[0])
    press_link(phone, "Accept offer")
    story.look(phone)
    expect(phone.get_by_label("Type your full name")).to_have_value("")
    story.visitor.expect("422")
    press(phone, "Accept offer")
    expect(phone.get_by_label("Type your full name")).to_be_visible()
    phone.get_by_label("Type your full name").fill(name)
    press(phone, "Accept offer")
    story.look(phone)
    expect(phone.get_by_role("button", name="Accept offer")).to_have_count(0)


def place_is_filled(story: Story) -> None:
    """10. The requisition knows, and the desk says who still has to be told."""
    page = story.page("recruiter")
    story.go(page, "offers")
    expect(page.locator("main")).to_contain_text("1 of 1 filled")
    story.go(page, "/?show=Offers")
    expect(page.locator("main")).to_contain_text(story.candidates[1][1])


def take_files(story: Story) -> None:
    """11. The manager takes the files, cut to what they may see."""
    page = story.page("manager")
    for what in ("shortlist", "scores", "signoffs", "references", "offers", "candidates"):
        answer = page.request.get(story.path(f"exports/{what}.csv"))
        assert answer.status == 200, what
        text = answer.body().decode("utf-8-sig")
        rows = list(csv.DictReader(io.StringIO(text)))
        assert rows, f"{what} is empty"
    interviewer = story.page("interviewer")
    assert interviewer.request.get(story.path("exports/offers.csv")).status == 403


def press_link(page: Page, name: str) -> None:
    """Follow a link by its name."""
    page.get_by_role("link", name=name, exact=True).first.click()
