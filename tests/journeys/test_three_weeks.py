"""The candidate who waits three weeks, on a phone: never without a word of where they stand."""

import re

import pytest
from playwright.sync_api import expect

from tests.journeys.looking import Looking

PDF = b"%PDF-1.7\n%\xe2\xe3\n%%EOF"
RECRUITER = "beatriz@example.com"


@pytest.fixture
def look():
    """Axe looks at every page as it is met."""
    return Looking()


@pytest.fixture
def ana(live):
    """Ana, interviewed three days ago, with one card still owed; returns her candidacy's id."""
    with live.data() as make:
        recruiter = make.person("Beatriz Nogueira", email=RECRUITER)
        requisition = make.requisition(title="Product designer", recruiter=recruiter)
        rater = make.member(requisition, "interviewer", make.person("Rita Rater"))
        person = make.candidate("Ana Lúcia Ferreira", email="ana@example.org")
        candidacy = make.candidacy(requisition, candidate=person)
        make.interview(candidacy, rater)
        make.ask(candidacy, rater)
        return candidacy.id


def last_link(smtp, address, path="/c/"):
    """The newest link of this kind that was mailed to an address."""
    found = [
        match
        for mail in smtp.to(address)
        for match in re.findall(rf"https?://[^\s/]+({path}\S+)", mail.text)
    ]
    return found[-1]


@pytest.mark.parametrize("java_script", [True, False], ids=["script", "no-script"])
def test_three_weeks_of_waiting(live, visitor, smtp, look, ana, java_script):
    desk = visitor(RECRUITER)
    theirs = f"/candidacies/{ana}/page"

    # Day 1: the recruiter mails the link, and Ana reads where she stands.
    desk.goto(theirs)
    look(desk)
    desk.get_by_role("button", name="Mail them the link").click()
    live.work()
    phone = visitor(phone=True, java_script_enabled=java_script)
    page = last_link(smtp, "ana@example.org")
    phone.goto(page)
    see(phone, look, java_script, "Hello Ana Lúcia Ferreira, we are deciding")
    expect(phone.locator("main")).to_contain_text("still writing down what they saw")
    assert "Rita Rater" not in phone.content()

    # Day 5: a document is needed, by a day.
    live.clock.forward(days=4)
    desk = visitor(RECRUITER)  # who was away for days signs in again
    desk.goto(theirs)
    desk.get_by_text("Ask for a document or an answer").click()
    desk.get_by_label("Its name, or the question").fill("Your degree certificate")
    desk.get_by_role("button", name="Ask Ana Lúcia Ferreira").click()
    live.work()
    phone.goto(last_link(smtp, "ana@example.org"))
    phone.get_by_role("link", name="Send the document").click()
    see(phone, look, java_script, "Send a document")
    phone.get_by_label("File").set_input_files(
        {"name": "degree.html", "mimeType": "text/html", "buffer": b"<html></html>"}
    )
    visitor.expect("422")
    phone.get_by_role("button", name="Send document").click()
    expect(phone.locator("main")).to_contain_text("is not of a kind we keep")
    phone.get_by_label("File").set_input_files(
        {"name": "degree.pdf", "mimeType": "application/pdf", "buffer": PDF}
    )
    phone.get_by_role("button", name="Send document").click()
    expect(phone.get_by_text("Thank you, we have it.")).to_be_visible()

    # Day 8: she asks, and tells of another offer.
    live.clock.forward(days=3)
    phone.goto(page)
    phone.get_by_label("Your question").fill("Do you need anything else from me?")
    phone.get_by_role("button", name="Send question").click()
    expect(phone.locator("main")).to_contain_text("A person reads it and answers you.")
    phone.get_by_role("link", name="I must answer somebody else by a day").click()
    see(phone, look, java_script, "You must answer somebody else")
    day = live.clock.now().date().toordinal() + 6
    due = type(live.clock.now().date()).fromordinal(day)
    phone.get_by_label("By when must you answer?").fill(f"{due.isoformat()}T12:00")
    phone.get_by_role("button", name="Tell us").click()
    expect(phone.locator("main")).to_contain_text("It stands at the top of our list.")

    # The desk says so first, and the answer goes by mail.
    desk = visitor(RECRUITER)
    desk.goto("/")
    look(desk)
    first = desk.locator(".queue").first
    expect(first).to_contain_text("Ana Lúcia Ferreira must answer somebody else")
    desk.goto(theirs)
    desk.get_by_role("link", name="Answer by mail").click()
    desk.locator("textarea[name=body]").fill("Nothing for now. You hear from me next week.")
    desk.get_by_role("button", name="Send letter").click()
    desk.wait_for_url("**/letters")
    live.clock.forward(hours=16)  # it keeps the quiet hours of Ana's evening
    live.work()
    phone.goto(page)
    expect(phone.locator("main")).to_contain_text("We answered by mail on")

    # Day 12: a new address, yes from both.
    live.clock.forward(days=4)
    phone.goto(page)
    phone.get_by_role("link", name="A new e-mail address").click()
    see(phone, look, java_script, "A new e-mail address")
    phone.get_by_label("Your new e-mail address").fill("ana.lucia@example.net")
    phone.get_by_role("button", name="Mail both addresses").click()
    live.work()
    for address, side, button in (
        ("ana@example.org", "old", "Yes, write to the new address"),
        ("ana.lucia@example.net", "new", "Yes, this is mine"),
    ):
        phone.goto(last_link(smtp, address, f"/addresses/{side}/"))
        if java_script:
            look(phone)
        phone.get_by_role("button", name=button).click()
    expect(phone.get_by_role("heading", level=1)).to_have_text("Your address is changed")

    # Day 15: a copy of her data goes there, and nowhere else.
    live.clock.forward(days=3)
    phone.goto(page)
    phone.get_by_role("link", name="A copy of your data").click()
    phone.get_by_role("button", name="Mail me the copy").click()
    live.work()
    [file] = smtp.to("ana.lucia@example.net")[-1].message.iter_attachments()
    assert file.get_filename() == "your-data.zip"

    # Three weeks on: she stops, asked twice.
    live.clock.forward(days=6)
    phone.goto(page)
    phone.get_by_role("link", name="I would rather stop here").click()
    see(phone, look, java_script, "Would you rather stop here?")
    phone.get_by_role("button", name="Yes, I withdraw").click()
    see(phone, look, java_script, "You withdrew")
    live.work()
    assert smtp.to(RECRUITER)[-1].subject == "A candidate withdrew"


def see(phone, look, java_script, heading):
    """Read the heading, and look at the page where a script may run."""
    expect(phone.get_by_role("heading", level=1)).to_have_text(heading)
    width = phone.evaluate("document.documentElement.scrollWidth") if java_script else 0
    assert width <= 390
    if java_script:
        look(phone)
