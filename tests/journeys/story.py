"""The company, the people and the steps that the stories share."""

import re
from dataclasses import dataclass, field
from typing import Any

from playwright.sync_api import Locator, Page, expect

PASSWORD = "the tram climbs slowly"
TEAM = {
    "recruiter": ("Beatriz Nogueira", "beatriz@example.com"),
    "manager": ("Henrik Sørensen", "henrik@example.com"),
    "interviewer": ("Ngozi Okafor", "ngozi@example.com"),
    "second": ("Tomasz Wiśniewski", "tomasz@example.com"),
    "finance": ("Eleni Papadopoulou", "eleni@example.com"),
    "director": ("Marguerite Lefèvre", "marguerite@example.com"),
}
CRITERIA = (
    ("Communication", "Soft", "Skills", "2", False),
    ("Collaboration", "Soft", "Culture", "2", False),
    ("SQL and modelling", "Hard", "Skills", "4", True),
    ("Pipelines", "Hard", "Experience", "2", False),
)


@dataclass
class Story:
    """Everybody's browser, and what has been made so far."""

    live: Any
    visitor: Any
    smtp: Any
    check: Any  # axe, or nothing
    requisition_id: int = 0
    pages: dict[str, Page] = field(default_factory=dict)
    recruiter: str = TEAM["recruiter"][1]
    candidates: list[Any] = field(default_factory=list)  # (candidacy id, name, e-mail)

    def page(self, who: str, *, phone: bool = False) -> Page:
        """Return the browser of one of the team, signed in with their own password."""
        key = f"{who} on a phone" if phone else who
        if key not in self.pages:
            page = self.pages[key] = self.visitor(phone=phone)
            sign_in(page, TEAM[who][1], PASSWORD)
        return self.pages[key]

    def go(self, page: Page, path: str) -> Page:
        """Open a page of the requisition (or any other) and look at its accessibility."""
        page.goto(path if path.startswith("/") else self.path(path))
        self.look(page)
        return page

    def path(self, part: str = "") -> str:
        """Return the address of a page of the requisition."""
        return f"/requisitions/{self.requisition_id}{'/' + part if part else ''}"

    def card_of(self, who: str, candidacy_id: int) -> str:
        """Return the address of a rater's card."""
        from app.people.models import Person
        from app.scorecards.models import Ask

        with self.live.data() as make:
            ask_id = (
                make.session.query(Ask.id)
                .join(Person, Person.id == Ask.person_id)
                .where(Ask.candidacy_id == candidacy_id, Person.email_key == TEAM[who][1])
                .scalar()
            )
        return f"/scorecards/{ask_id}"

    def look(self, page: Page) -> None:
        """Check the page as it stands: accessible, and no wider than its window."""
        page.wait_for_load_state()
        if self.check is not None:
            self.check(page)
        wide = page.evaluate("document.documentElement.scrollWidth - innerWidth")
        assert wide <= 1, f"{page.url} is {wide} px too wide"

    def link(self, email: str, purpose: str, *, nth: int = -1) -> str:
        """Return the newest secret address mailed to somebody; the worker sends first."""
        self.live.work()
        found = [
            match[0]
            for mail in self.smtp.to(email)
            for match in [re.search(rf"https?://\S+/{purpose}/[\w-]+", mail.text)]
            if match
        ]
        assert found, f"no /{purpose}/ link came to {email}"
        return found[nth]


def sign_in(page: Page, email: str, password: str) -> None:
    """Sign in at the door."""
    page.goto("/sign-in")
    page.get_by_label("E-mail").fill(email)
    page.get_by_label("Password").fill(password)
    page.get_by_role("button", name="Sign in").click()
    expect(page.get_by_role("heading", level=1)).to_contain_text(re.compile("Good"))


def press(page: Page, name: str, *, nth: int = 0) -> None:
    """Press a button by its name."""
    page.get_by_role("button", name=name, exact=True).nth(nth).click()


def unfold(page: Page, selector: str) -> None:
    """Open what a field is folded into."""
    field = page.locator(selector).first
    if not field.is_visible():
        field.locator("xpath=ancestor::details/summary").first.click()


def choose(field: Locator, text: str) -> None:
    """Choose the option that begins with a text."""
    option = field.locator("option").filter(has_text=re.compile(f"^{re.escape(text)}"))
    field.select_option(option.first.get_attribute("value"))


# Step by step, as the story of the product goes.


def invite_everybody(story: Story) -> None:
    """1. An admin invites the team; each sets a password by the mailed link and is signed in."""
    story.live.flask(
        "people", "add", "sofia@example.com", "--name", "Sofia Almeida", "--admin",
        "--password-stdin", stdin=PASSWORD,
    )  # fmt: skip
    admin = story.visitor()
    sign_in(admin, "sofia@example.com", PASSWORD)
    for name, email in TEAM.values():
        story.go(admin, "/people/new")
        admin.get_by_label("Name", exact=True).fill(name)
        admin.get_by_label("E-mail").fill(email)
        press(admin, "Invite this person")
    story.go(admin, "/people")
    for who, (name, email) in TEAM.items():
        guest = story.visitor()
        guest.goto(story.link(email, "invitations"))
        story.look(guest)
        expect(guest.locator("main")).to_contain_text(name)
        guest.get_by_label("Password", exact=False).first.fill(PASSWORD)
        guest.locator("main button[type=submit]").click()
        expect(guest.get_by_role("heading", level=1)).to_contain_text("Good")
        story.pages[who] = guest


def open_requisition(story: Story) -> None:
    """2. The recruiter makes a requisition, its team, chain and criteria, and opens it."""
    page = story.page("recruiter")
    story.go(page, "/requisitions/new")
    page.get_by_label("Code").fill("SDE-1")
    page.get_by_label("Title").fill("Senior Data Engineer")
    page.get_by_label("Location (optional)").fill("Lisbon")
    choose(page.get_by_label("Lead hiring manager"), TEAM["manager"][0])
    press(page, "Make the draft")
    story.requisition_id = int(re.search(r"/requisitions/(\d+)", page.url)[1])
    set_criteria(story, page)
    gather_team(story, page)
    press(page, "Open the requisition")
    expect(page.locator("main")).to_contain_text("Open")


def set_criteria(story: Story, page: Page) -> None:
    """Fill the criteria editor."""
    story.look(page)
    for number, (name, kind, area, weight, must_have) in enumerate(CRITERIA, 1):
        row = page.get_by_role("group", name=f"Criterion {number}", exact=True)
        row.get_by_label(f"{number}. Criterion").fill(name)
        row.get_by_label("Kind").select_option(label=kind)
        row.get_by_label("Area").select_option(label=area)
        row.get_by_label("Weight").fill(weight)
        if must_have:
            row.get_by_label("Must-have").check()
        row.locator("summary").click()
        for mark in range(1, 6):
            row.locator(f"[name=c-{number}-anchor_{mark}]").fill(f"What a {mark} looks like")
    press(page, "Save the criteria")


def gather_team(story: Story, page: Page) -> None:
    """Add two interviewers, and two approvers in turn."""
    for who in ("interviewer", "second"):
        story.go(page, "settings")
        page.get_by_text("Add a person").click()
        form = page.locator("form", has=page.get_by_role("button", name="Add to the team"))
        choose(form.get_by_label("Person"), TEAM[who][0])
        form.get_by_label("Part").select_option(label="Interviewer")
        press(page, "Add to the team")
    for who in ("finance", "director"):
        story.go(page, "settings")
        chain = page.get_by_role("region", name="Shortlist")
        choose(chain.get_by_label("Approver"), TEAM[who][0])
        chain.get_by_role("button", name="Add to the order").click()
    story.go(page, "settings")
