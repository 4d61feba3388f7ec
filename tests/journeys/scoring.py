"""Steps 3 to 5: the list comes in, cards are asked for and filled, the ranking is read."""

import csv
import io
import re
from datetime import timedelta
from zoneinfo import ZoneInfo

from playwright.sync_api import Page, expect

from tests.exchange.samples import (
    GREENHOUSE,
    LEVER,
    csv_file,
    greenhouse_rows,
    lever_rows,
    workbook,
)
from tests.journeys.story import TEAM, Story, press

NAMED = ("Ana Ferreira", "Châu Nguyễn", "Seun Adébáyò", "Łukasz von Трубецкой-O'Brien")
BAD = (3, 5, 7, 9, 11)  # places of the bad rows below the heading
SCORES = (  # by candidate, then rater: recruiter (soft), manager and interviewer (hard)
    {"recruiter": (5, 4), "manager": (5, 4), "interviewer": (5, 5)},
    {"recruiter": (4, 4), "manager": (4, 4), "interviewer": (4, 5)},
    {"recruiter": (4, 3), "manager": (4, 3), "interviewer": (4, 3)},
    {"recruiter": (3, 3), "manager": (3, 3), "interviewer": (3, 2)},
)


def interviewees() -> list[list[str]]:
    """Return the faulty rows of an export; whoever will be interviewed has a name of their own."""
    rows = greenhouse_rows()
    for number, name in zip((0, 1, 2, 4), NAMED, strict=True):
        rows[number][0], _, rows[number][1] = name.partition(" ")
    return rows


def import_list(story: Story) -> None:
    """3. A faulty export: everything bad is named, the good rows are taken, and once only."""
    page = story.page("recruiter")
    faulty = csv_file(GREENHOUSE, interviewees())
    story.go(page, "import")
    upload(page, "interviewees.csv", faulty)
    story.look(page)
    main = page.locator("main")
    for number in (5, 7, 9, 11, 13):
        expect(main.get_by_role("row", name=re.compile(rf"^{number} ")).first).to_be_visible()
    for text in ("Belongs to", "31/02/2026", "not-an-address"):
        expect(main).to_contain_text(text)
    page.locator("#leave_out").check()
    main.get_by_role("button", name=re.compile("^Take 35")).click()
    expect(page.locator("main")).to_contain_text("35")
    taken = [row for number, row in enumerate(interviewees()) if number not in BAD]
    story.go(page, "import")
    upload(page, "again.xlsx", workbook(GREENHOUSE, taken))
    expect(page.locator("main")).to_contain_text(re.compile("nobody|no one|already", re.IGNORECASE))
    story.go(page, "import")
    upload(page, "other.csv", csv_file(LEVER, lever_rows(), delimiter=";", encoding="cp1252"))
    story.look(page)
    expect(page.locator("main")).to_contain_text("30")
    remember_candidates(story)
    attach_cv(story, page)


def upload(page: Page, name: str, data: bytes) -> None:
    """Choose a file and have it looked at."""
    file = {"name": name, "mimeType": "application/octet-stream", "buffer": data}
    page.locator("input[type=file]").set_input_files(file)
    press(page, "Look at the file")


def remember_candidates(story: Story) -> None:
    """Keep the ids and names of the first candidates by id."""
    from app.candidates.models import Candidacy, Candidate

    with story.live.data() as make:
        rows = (
            make.session.query(Candidacy.id, Candidate.name, Candidate.email)
            .join(Candidate, Candidate.id == Candidacy.candidate_id)
            .order_by(Candidacy.id)
            .limit(len(NAMED))
        )
        story.candidates = [tuple(row) for row in rows]


def attach_cv(story: Story, page: Page) -> None:
    """A CV is attached to a candidacy, known by its content."""
    story.go(page, f"/candidacies/{story.candidates[0][0]}")
    page.get_by_text("Attach a CV or another file").click()
    pdf = b"%PDF-1.4\n1 0 obj<</Type/Catalog>>endobj\ntrailer<</Root 1 0 R>>\n%%EOF\n"
    page.locator("input[type=file]").set_input_files(
        {"name": "cv.pdf", "mimeType": "application/pdf", "buffer": pdf}
    )
    press(page, "Attach file")
    expect(page.locator("main")).to_contain_text("cv.pdf")


def interview_and_ask(story: Story) -> None:
    """4. Interviews are recorded, cards asked of the panel with a due date."""
    page = story.page("recruiter")
    held = story.live.clock.now().astimezone(ZoneInfo("Europe/Lisbon")) - timedelta(hours=3)
    for candidacy_id, _, _ in story.candidates:
        story.go(page, f"/candidacies/{candidacy_id}/interviews")
        page.locator("[name=held_at]").fill(f"{held:%Y-%m-%dT%H:%M}")
        for who in ("recruiter", "manager", "interviewer", "second"):
            page.get_by_role("checkbox", name=re.compile(f"^{TEAM[who][0]}")).check()
        press(page, "Record interview")
    story.go(page, "scores")
    for who in ("recruiter", "manager", "interviewer", "second"):
        page.get_by_role("checkbox", name=TEAM[who][0], exact=True).check()
    press(page, "Ask for scorecards")
    expect(page.locator("main")).to_contain_text("0 of 16")


def fill_cards(story: Story) -> None:
    """4. Each rater fills theirs; the interviewer on a phone, and reopens one."""
    on_phone(story)
    offline(story)
    for who in ("recruiter", "manager", "interviewer"):
        page = story.page(who)
        for number, (candidacy_id, _, _) in enumerate(story.candidates):
            page.goto(story.card_of(who, candidacy_id))
            if page.get_by_role("button", name="Submit scorecard").count():
                mark(page, SCORES[number][who])
                press(page, "Submit scorecard")
                expect(page.get_by_role("button", name="Submit scorecard")).to_have_count(0)
    excuse_the_second(story)


def on_phone(story: Story) -> None:
    """The interviewer: blind before, draft kept by itself, submitted, reopened with a reason."""
    candidacy_id, name, _ = story.candidates[0]
    page = story.page("interviewer", phone=True)
    story.go(page, "ranking")
    expect(page.locator("main")).not_to_contain_text(name)
    story.go(page, story.card_of("interviewer", candidacy_id))
    expect(page.locator("main")).to_contain_text("0 of 4")
    story.visitor.expect("422")
    press(page, "Submit scorecard")
    expect(page.locator("main")).to_contain_text("Still empty")
    story.look(page)
    page.locator("textarea[name^=note-]").first.fill("Rewrote my window query, unprompted.")
    page.locator("input[name^=mark-][value='5']").first.check(force=True)
    expect(page.locator("#saved")).to_contain_text("Draft saved")
    page.goto(story.card_of("interviewer", candidacy_id))
    expect(page.locator("textarea[name^=note-]").first).to_have_value(re.compile("window query"))
    mark(page, (4, 4))
    press(page, "Submit scorecard")
    page.get_by_text("Reopen").first.click()
    story.look(page)
    page.locator("[name=reason]").fill("I marked the wrong row.")
    press(page, "Reopen scorecard")
    mark(page, SCORES[0]["interviewer"])
    press(page, "Submit scorecard")
    expect(page.get_by_role("button", name="Submit scorecard")).to_have_count(0)


def offline(story: Story) -> None:
    """11. The manager fills in one of their cards in a spreadsheet and brings it back."""
    candidacy_id, name, _ = story.candidates[3]
    page = story.page("manager")
    taken = page.request.get(story.path("exports/scores.csv")).body().decode("utf-8-sig")
    rows = list(csv.DictReader(io.StringIO(taken)))
    assert {row["rater_email"] for row in rows} == {TEAM["manager"][1]}
    own = [row for row in rows if row["name"] == name]
    for row, value in zip(own, SCORES[3]["manager"], strict=True):
        row["rating"], row["recommendation"] = str(value), "no"
    story.go(page, "scores/import")
    upload(page, "mine.csv", csv_file(list(rows[0]), [list(row.values()) for row in own]))
    story.look(page)
    page.get_by_role("complementary").get_by_role("button", name=re.compile("^Take")).click()
    story.go(page, story.card_of("manager", candidacy_id))
    expect(page.get_by_role("button", name="Submit scorecard")).to_have_count(0)


def mark(page: Page, values: tuple[int, ...]) -> None:
    """Give a mark per criterion, in order, and recommend."""
    for group, value in zip(page.locator("fieldset.crit").all(), values, strict=False):
        group.locator(f"input[value='{value}']").check(force=True)
    page.locator("input[name=recommendation][value=yes]").check(force=True)


def excuse_the_second(story: Story) -> None:
    """One rater is excused with a reason; the ranking then leaves nobody out."""
    page = story.page("recruiter")
    for candidacy_id, _, _ in story.candidates:
        ask_id = story.card_of("second", candidacy_id).rpartition("/")[2]
        story.go(page, f"/asks/{ask_id}/excuse")
        page.locator("[name=reason]").fill("He is ill until next week.")
        page.locator("main button[type=submit]").click()
    expect(page.locator("main")).to_contain_text("Excused")


def read_ranking(story: Story) -> None:
    """5. Soft, hard, total, in order; each number opens into its arithmetic (law L20)."""
    page = story.go(story.page("manager"), "ranking")
    names = [name for _, name, _ in story.candidates]
    rows = page.locator("table.rank tbody tr").filter(has=page.locator("a.name"))
    for number, name in enumerate(names):
        expect(rows.nth(number)).to_contain_text(name)
    total = rows.nth(0).locator(".total")
    shown = total.inner_text()
    total.click()
    story.look(page)
    expect(page.locator("main")).to_contain_text(shown)
    expect(page.locator("main")).to_contain_text("SQL and modelling")
