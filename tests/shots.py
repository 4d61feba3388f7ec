"""The pictures in the documents: `make shots` takes them again from the demo company.

The demo is loaded into a database of its own and served for a moment; every picture is of a page
as it stands, in light, dark or on a phone.
"""

import shutil
import tempfile
from pathlib import Path

from playwright.sync_api import Browser, Page, sync_playwright

from tests.browser import FLAGS, install
from tests.databases import Databases
from tests.live import Live

FOLDER = Path(__file__).parents[1] / "docs" / "pictures"
DESK, PHONE = {"width": 1440, "height": 900}, {"width": 390, "height": 844}
RECRUITER, APPROVER, HR = "beatriz", "marguerite", "rui"
#: A candidate who waits for a word by a date.
WAITS = "Thandiwe Mbeki"
SHOTS = (  # name, who, path, dark, phone
    ("desk-light", RECRUITER, "/", False, False),
    ("desk-dark", RECRUITER, "/", True, False),
    ("desk-phone", RECRUITER, "/", False, True),
    ("ranking-light", RECRUITER, "/requisitions/1/ranking", False, False),
    ("ranking-dark", RECRUITER, "/requisitions/1/ranking", True, False),
    ("ranking-phone", RECRUITER, "/requisitions/1/ranking", False, True),
    ("decision-light", RECRUITER, "/requisitions/1/decision", False, False),
    ("decision-dark", RECRUITER, "/requisitions/1/decision", True, False),
    ("decision-phone", RECRUITER, "/requisitions/1/decision", False, True),
    ("decision-grey", RECRUITER, "/requisitions/1/decision?panel=folded", False, False),
    ("version-light", APPROVER, "/shortlists/2", False, False),
    ("offer-light", RECRUITER, "/offers/1", False, False),
    ("overview-light", RECRUITER, "/requisitions/2", False, False),
    ("timeline-light", RECRUITER, "/requisitions/1/timeline", False, False),
    ("raters-light", RECRUITER, "/requisitions/1/raters", False, False),
    ("sheet-light", RECRUITER, "/requisitions/1/report", False, False),
    ("promises-light", RECRUITER, "/promises", False, False),
    ("reports-light", RECRUITER, "/reports", False, False),
    ("held-light", HR, "/held", False, False),
)


def take() -> None:
    """Take every picture."""
    folder = Path(tempfile.mkdtemp(prefix="finalist-shots-"))
    databases = Databases(folder)
    database = databases.fresh("sqlite")
    live = Live(database, None)
    try:
        password = live.load_demo()
        FOLDER.mkdir(parents=True, exist_ok=True)
        with sync_playwright() as playwright:
            chromium = playwright.chromium.launch(executable_path=install(), args=FLAGS)
            for name, who, path, dark, phone in SHOTS:
                page = chromium.new_page(
                    base_url=live.url,
                    viewport=PHONE if phone else DESK,
                    color_scheme="dark" if dark else "light",
                )
                sign_in(page, f"{who}@caravela.example.com", password)
                page.goto(path)
                picture(page, name, grey=name.endswith("-grey"))
            board(live, chromium, password)
            by_link(live, chromium.new_page(base_url=live.url, viewport=PHONE))
    finally:
        live.stop()
        databases.stop()
        shutil.rmtree(folder, ignore_errors=True)


def sign_in(page: Page, email: str, password: str) -> None:
    """Sign in at the door."""
    page.goto("/sign-in")
    page.get_by_label("E-mail").fill(email)
    page.get_by_label("Password").fill(password)
    page.get_by_role("button", name="Sign in").click()
    page.wait_for_url("**/")


def board(live: Live, chromium: Browser, password: str) -> None:
    """Take the board, which is a choice of whoever looks, kept with them: so it comes last."""
    page = chromium.new_page(base_url=live.url, viewport=DESK, color_scheme="dark")
    sign_in(page, f"{RECRUITER}@caravela.example.com", password)
    page.goto("/requisitions/2/candidates")
    page.get_by_role("button", name="Board").click()
    picture(page, "board-dark")


def by_link(live: Live, page: Page) -> None:
    """Take the candidate's offer, the page that accepts it, and their own page, on a phone."""
    from app.candidates.models import Candidacy, Candidate
    from app.offers.models import Offer

    with live.data() as make:
        offer = _path(make.offer_link(make.session.query(Offer).one()))
        waits = make.session.query(Candidacy).join(Candidate).filter_by(name=WAITS).first()
        own = _path(make.own_page(waits))
    page.goto(offer)
    picture(page, "offer-public-phone")
    page.get_by_role("link", name="Accept offer").click()
    picture(page, "acceptance-phone")
    page.goto(own)
    picture(page, "status-phone")


def _path(address: str) -> str:
    return address if address.startswith("/") else "/" + address.split("/", 3)[3]


def picture(page: Page, name: str, *, grey: bool = False) -> None:
    """Keep one picture of the whole page; in grey, as print or a colour-blind eye may have it."""
    page.wait_for_load_state("networkidle")
    if grey:
        page.evaluate("document.documentElement.style.filter = 'grayscale(1)'")
    page.screenshot(path=FOLDER / f"{name}.png", full_page=True, animations="disabled")


if __name__ == "__main__":
    take()
