"""The agency recruiter: brings somebody, follows them, asks, debriefs; and sees nobody else."""

import pytest
from playwright.sync_api import expect

from app.candidates.models import Candidacy
from tests.journeys.looking import Looking
from tests.journeys.story import press, sign_in, unfold
from tests.makers.people import PASSWORD

RECRUITER, AGENCY = "beatriz@example.com", "camille@example.com"
RIVAL, RATER = "Rival Quillfeather", "Hidden Rater"
PDF = b"%PDF-1.4\n1 0 obj\n<<>>\nendobj\ntrailer\n<<>>\n%%EOF\n"


class Watch:
    """Looks at each page as it passes: accessible, no wider than its window, and without rivals."""

    def __init__(self) -> None:
        self.axe = Looking()

    def __call__(self, page) -> None:
        page.wait_for_load_state()
        self.axe(page)
        wide = page.evaluate("document.documentElement.scrollWidth - innerWidth")
        assert wide <= 1, f"{page.url} is {wide} px too wide"
        for secret in (RIVAL, RATER):
            assert secret not in page.content(), f"{page.url} tells of {secret}"


@pytest.fixture
def opening(live):
    with live.data() as make:
        recruiter = make.person("Beatriz Nogueira", email=RECRUITER)
        made = make.requisition(title="Harbour designer", recruiter=recruiter)
        make.member(made, "agency recruiter", make.person("Camille Dubois", email=AGENCY))
        rival = make.candidacy(made, RIVAL)
        rater = make.member(made, "interviewer", make.person(RATER))
        make.interview(rival, rater)
        make.ask(rival, rater)
        return made.id


@pytest.mark.parametrize("live", ["sqlite", "postgresql"], indirect=True)
def test_an_agency_recruiter_brings_somebody_follows_them_and_asks(live, visitor, smtp, opening):
    watch, page = Watch(), visitor(phone=True)
    sign_in(page, AGENCY, PASSWORD)
    watch(page)
    page.goto(f"/requisitions/{opening}")
    watch(page)
    page.get_by_role("link", name="Bring in a candidate").click()
    watch(page)
    page.get_by_label("Name", exact=True).fill("Zoë van der Meer")
    page.get_by_label("E-mail").first.fill("zoe@example.org")
    press(page, "Add candidate")
    expect(page.get_by_role("heading", level=1)).to_have_text("Zoë van der Meer")
    expect(page.locator("main")).to_contain_text("The team is deciding")
    watch(page)
    live.work()
    (mail,) = smtp.to(RECRUITER)
    assert mail.subject == "Camille Dubois brought 1 candidate for Harbour designer"

    unfold(page, "#file")
    page.locator("#file").set_input_files(
        {"name": "zoe.pdf", "mimeType": "application/pdf", "buffer": PDF}
    )
    press(page, "Attach file")
    expect(page.locator("main")).to_contain_text("zoe.pdf")

    page.get_by_label("Your question").fill("When does she hear?")
    press(page, "Ask")
    expect(page.locator("main")).to_contain_text("When does she hear?")
    watch(page)
    page.get_by_role("link", name="Zoë van der Meer").first.click()

    page.get_by_text("Log a debrief").click()
    form = page.locator("form", has=page.get_by_role("button", name="Add note"))
    form.get_by_label("Note", exact=True).fill("She liked the tram")
    form.get_by_label("No", exact=True).check()
    press(page, "Add note")
    expect(page.locator("main")).to_contain_text("She liked the tram")
    watch(page)
    for path in ("/candidates", f"/requisitions/{opening}/candidates", "/search?q=Quill", "/"):
        page.goto(path)
        watch(page)

    recruiter = visitor()
    sign_in(recruiter, RECRUITER, PASSWORD)
    expect(recruiter.locator("main")).to_contain_text("Camille Dubois mentioned you")

    with live.data() as make:
        zoe = make.session.query(Candidacy).filter(Candidacy.brought_by_id.is_not(None)).one()
        zoe_id = zoe.id
        make.offer(zoe, "open")
    page.goto(f"/candidacies/{zoe_id}")
    expect(page.locator("main")).to_contain_text("They have an offer")
    expect(page.locator("main")).to_contain_text("they answer by")
    watch(page)
    assert "68,000" not in page.content()
