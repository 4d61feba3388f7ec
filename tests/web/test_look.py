"""The look: every component on one page, its promises to eyes, keys and content policy."""

import re
import threading
from collections.abc import Iterator
from html.parser import HTMLParser
from typing import Any

import pytest
from flask.testing import FlaskClient
from werkzeug.serving import make_server

from app.web import assets, icons
from tests.web.gallery import ROOT, gallery_app

PAGES = ("/", "/letter", "/door", "/error/404")
ERRORS = (400, 403, 404, 405, 409, 410, 413, 418, 429, 500, 503)


@pytest.fixture(scope="module")
def browser() -> FlaskClient:
    return gallery_app().test_client()


class Forbidden(HTMLParser):
    """Finds what the content policy would block: styles, scripts and handlers in the page."""

    def __init__(self) -> None:
        super().__init__()
        self.found: list[str] = []
        self.ids: list[str] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        names = dict(attrs)
        if "id" in names:
            self.ids.append(names["id"] or "")
        if tag == "style" or (tag == "script" and "src" not in names):
            self.found.append(tag)
        self.found += [name for name in names if name == "style" or name.startswith("on")]


@pytest.mark.parametrize("page", PAGES)
def test_a_page_holds_nothing_the_policy_blocks_and_no_id_twice(
    browser: FlaskClient, page: str
) -> None:
    parser = Forbidden()
    parser.feed(browser.get(page).text)
    assert parser.found == []
    assert len(parser.ids) == len(set(parser.ids))


@pytest.mark.parametrize("status", ERRORS)
def test_every_error_has_a_page_in_our_voice(browser: FlaskClient, status: int) -> None:
    text = browser.get(f"/error/{status}").text
    title = re.search(r"<h1>(.+?)</h1>", text)
    assert title is not None
    assert not re.search(r"[!—]|please|forbidden|invalid", title[0].lower())


def test_a_broken_database_does_not_break_the_page_that_says_so() -> None:
    app = gallery_app()

    def broken() -> None:
        raise RuntimeError("the database is gone")

    @app.context_processor
    def shell() -> dict[str, object]:
        return {"shell": dict.fromkeys(("me", "company", "desk_count"), broken)}

    for status in (500, 503):
        assert "Nothing was changed" in app.test_client().get(f"/error/{status}").text


def test_every_icon_named_in_a_template_exists() -> None:
    named: set[str] = set()
    for file in (ROOT / "templates").rglob("*.html"):
        named |= set(re.findall(r"icon\('([a-z0-9-]+)'\)", file.read_text(encoding="utf-8")))
    assert named
    assert named <= icons.drawings().keys()


def test_an_unknown_icon_is_an_error_not_a_hole() -> None:
    with pytest.raises(icons.UnknownIcon):
        icons.icon("no-such-icon")


def test_a_page_draws_each_icon_once_and_refers_to_it(browser: FlaskClient) -> None:
    text = browser.get("/").text
    used = set(re.findall(r'<use href="#i-([a-z0-9-]+)"/>', text))
    drawn = re.findall(r'<symbol id="i-([a-z0-9-]+)"', text)
    assert used == set(drawn)
    assert len(drawn) == len(set(drawn))


def test_a_partial_draws_its_icons_itself() -> None:
    app = gallery_app()
    with app.test_request_context("/", headers={"HX-Request": "true"}):
        assert "<path" in icons.icon("clock")
        assert icons.icon_sprite() == ""


def test_the_server_writes_the_theme_that_was_chosen(browser: FlaskClient) -> None:
    assert 'data-bs-theme="auto"' in browser.get("/").text
    answer = browser.post(
        "/theme", data={"theme": "dark"}, headers={"Referer": "http://localhost/?page=2"}
    )
    assert (answer.status_code, answer.location) == (303, "/?page=2")
    assert 'data-bs-theme="dark"' in browser.get("/").text
    browser.delete_cookie("theme")


@pytest.mark.parametrize(
    "before", ["http://elsewhere.example.com/a", "", "http://localhost//x.example"]
)
def test_a_theme_leads_nowhere_but_to_our_own_pages(browser: FlaskClient, before: str) -> None:
    answer = browser.post("/theme", data={"theme": "light"}, headers={"Referer": before})
    assert answer.location in {"/", "/x.example"}
    browser.delete_cookie("theme")


def test_a_theme_we_do_not_have_is_refused(browser: FlaskClient) -> None:
    assert browser.post("/theme", data={"theme": "pink"}).status_code == 400
    browser.set_cookie("theme", '"><script>')
    assert 'data-bs-theme="auto"' in browser.get("/").text
    browser.delete_cookie("theme")


def luminance(colour: str) -> float:
    digits = colour.lstrip("#")
    digits = "".join(sign * 2 for sign in digits) if len(digits) == 3 else digits
    parts = [int(digits[i : i + 2], 16) / 255 for i in (0, 2, 4)]
    linear = [
        part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in parts
    ]
    return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]


def contrast(one: str, other: str) -> float:
    low, high = sorted((luminance(one), luminance(other)))
    return (high + 0.05) / (low + 0.05)


def tokens(theme: str) -> dict[str, str]:
    text = (assets.STATIC / "css" / "tokens.css").read_text(encoding="utf-8")
    block = re.search(rf'\[data-bs-theme="{theme}"\] \{{(.*?)\n\}}', text, re.DOTALL)
    assert block is not None
    return dict(re.findall(r"--([a-z0-9-]+): (#[0-9a-f]{3,6})", block[1]))


TEXT_ON = [
    *[
        (ink, ground)
        for ink in ("ink", "ink-2", "ink-3")
        for ground in ("paper", "surface", "sunken")
    ],
    *[("accent", ground) for ground in ("paper", "surface", "sunken", "accent-weak")],
    *[(word, f"{word}-bg") for word in ("attn", "late", "info", "seal")],
    *[(word, "surface") for word in ("attn", "late", "info", "seal")],
    ("on-accent", "accent"),
    ("on-low", "s1"),
    ("on-low", "s2"),
    ("on-mid", "s3"),
    ("on-high", "s4"),
    ("on-high", "s5"),
]


@pytest.mark.parametrize("theme", ["light", "dark"])
def test_text_and_edges_have_enough_contrast(theme: str) -> None:
    colours = tokens(theme)
    faint = {
        pair: round(contrast(colours[pair[0]], colours[pair[1]]), 2)
        for pair in TEXT_ON
        if contrast(colours[pair[0]], colours[pair[1]]) < 4.5
    }
    assert faint == {}
    assert contrast(colours["edge"], colours["surface"]) >= 3
    assert contrast(colours["edge"], colours["paper"]) >= 3


@pytest.mark.parametrize("theme", ["light", "dark"])
def test_the_scores_run_one_way_in_lightness(theme: str) -> None:
    colours = tokens(theme)
    ramp = [luminance(colours[f"s{step}"]) for step in range(1, 6)]
    assert ramp in (sorted(ramp), sorted(ramp, reverse=True))


@pytest.fixture(scope="module")
def gallery() -> Iterator[str]:
    server = make_server("127.0.0.1", 0, gallery_app(), threaded=True)
    thread = threading.Thread(target=server.serve_forever)
    thread.start()
    yield f"http://127.0.0.1:{server.server_port}"
    server.shutdown()
    thread.join()
    server.server_close()


@pytest.fixture
def visitors(chromium: Any, gallery: str) -> Iterator[Any]:
    from tests.browser import Visitors

    visitors = Visitors(chromium, gallery)
    yield visitors
    visitors.leave()
    assert not visitors.problems, "\n".join(visitors.problems)


@pytest.mark.browser
@pytest.mark.parametrize("dark", [False, True], ids=["light", "dark"])
@pytest.mark.parametrize("phone", [False, True], ids=["desk", "phone"])
def test_every_component_passes_axe_and_fits_its_screen(
    visitors: Any, axe: Any, phone: bool, dark: bool
) -> None:
    page = visitors(phone=phone, dark=dark)
    visitors.expect("status of 404")
    for address in PAGES:
        page.goto(address)
        axe(page)
        wide = page.evaluate("document.documentElement.scrollWidth - innerWidth")
        assert wide <= 0, f"{address} is {wide} px too wide"


@pytest.mark.browser
def test_nothing_sticks_out_at_360_pixels(visitors: Any) -> None:
    page = visitors(viewport={"width": 360, "height": 740})
    for address in PAGES:
        page.goto(address)
        assert page.evaluate("document.documentElement.scrollWidth") == 360


@pytest.mark.browser
def test_the_present_tab_is_in_sight_on_a_phone_without_a_script(visitors: Any) -> None:
    page = visitors(viewport={"width": 360, "height": 740}, java_script_enabled=False)
    page.goto("/")
    for tab in page.locator(".tabs a").all():
        box = tab.bounding_box()
        assert box["x"] >= 0
        assert box["x"] + box["width"] <= 360


@pytest.mark.browser
def test_the_menu_of_a_phone_opens_and_closes_without_a_script(visitors: Any) -> None:
    page = visitors(phone=True, java_script_enabled=False)
    page.goto("/")
    link = page.get_by_role("link", name="Candidates")
    assert not link.is_visible()
    page.get_by_role("button", name="Menu", exact=True).click()
    assert link.is_visible()
    page.get_by_role("button", name="Close the menu").click()
    assert not link.is_visible()


@pytest.mark.browser
def test_marks_are_given_by_keys_and_single_keys_can_be_turned_off(visitors: Any) -> None:
    page = visitors()
    page.goto("/")
    first = page.locator("#c1")
    first.locator("input[value='4']").focus()
    page.keyboard.press("2")
    assert first.locator("input[value='2']").is_checked()
    page.keyboard.press("0")
    assert first.locator("input[value='na']").is_checked()
    page.keyboard.press("n")
    page.keyboard.type("3 of them")
    assert first.locator("input[value='na']").is_checked()
    assert page.locator("#n1").input_value().endswith("3 of them")
    page.locator("#keys").evaluate("list => list.showPopover()")
    page.get_by_label("Use single keys").uncheck()
    page.keyboard.press("Escape")
    first.locator("input[value='na']").focus()
    page.keyboard.press("5")
    assert not first.locator("input[value='5']").is_checked()


@pytest.mark.browser
def test_a_position_moves_by_button_and_by_keys_and_the_form_sends_the_order_shown(
    visitors: Any,
) -> None:
    page = visitors()
    page.goto("/")
    order = "[...document.querySelectorAll('[data-order] [name=order]')].map(i => i.value).join('')"
    assert page.evaluate(order) == "123"
    page.get_by_role("button", name="Move Ana Lúcia Ferreira down").click()
    assert page.evaluate(order) == "213"
    assert "Ana Lúcia Ferreira: position 2" in page.locator("body > [role=status]").inner_text()
    page.keyboard.press("Alt+ArrowDown")
    assert page.evaluate(order) == "231"
    assert page.evaluate("document.activeElement.getAttribute('aria-label')") == (
        "Move Ana Lúcia Ferreira up"
    )


@pytest.mark.browser
def test_a_clock_goes_on_from_the_server_s_moment(visitors: Any) -> None:
    page = visitors(timezone_id="Asia/Bangkok")
    page.clock.install()
    page.goto("/")
    left = page.locator(".huge time")
    assert left.inner_text() == "8 h 18 min"
    page.clock.fast_forward("02:00:30")
    assert left.inner_text() == "6 h 17 min"
    page.clock.fast_forward("07:00:00")
    assert left.inner_text() == "Late by 42 min"
