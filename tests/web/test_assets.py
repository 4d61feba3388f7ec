"""Static files: joined, stamped, compressed, kept; and what a first visit weighs."""

import gzip
import re
from pathlib import Path

import brotli
import pytest
from flask.testing import FlaskClient

from app.web import assets, fonts
from tests.web.gallery import gallery_app

FIRST_VISIT = 220_000
LATER_VISIT = 12_000


@pytest.fixture(scope="module")
def browser() -> FlaskClient:
    return gallery_app().test_client()


def addresses(page: str) -> list[str]:
    return re.findall(r'(?:src|href)="(/static/[^"]+)"', page)


def test_a_file_asked_for_by_its_stamp_is_kept_for_a_year(browser: FlaskClient) -> None:
    for address in addresses(browser.get("/").text):
        answer = browser.get(address)
        assert answer.status_code == 200
        assert answer.headers["Cache-Control"] == assets.FOREVER


def test_a_file_asked_for_by_an_old_stamp_is_asked_for_again(browser: FlaskClient) -> None:
    answer = browser.get("/static/finalist.css?v=000000000000")
    assert answer.headers["Cache-Control"] == assets.ASK_AGAIN
    again = browser.get("/static/finalist.css", headers={"If-None-Match": answer.headers["ETag"]})
    assert again.status_code == 304
    assert not again.data


@pytest.mark.parametrize(
    ("accepted", "encoding"), [("gzip, br", "br"), ("gzip", "gzip"), ("identity", None)]
)
def test_a_file_comes_as_small_as_the_browser_takes_it(
    browser: FlaskClient, accepted: str, encoding: str | None
) -> None:
    answer = browser.get("/static/finalist.css", headers={"Accept-Encoding": accepted})
    assert answer.headers.get("Content-Encoding") == encoding
    assert answer.headers["Vary"] == "Accept-Encoding"
    unpack = {"br": brotli.decompress, "gzip": gzip.decompress, None: bytes}[encoding]
    assert unpack(answer.data).startswith(b'@charset "UTF-8"')


@pytest.mark.parametrize("name", ["finalist.cs", "../app/__init__.py", "css/tokens.css", "fonts/"])
def test_what_is_not_on_the_shelf_is_not_found(browser: FlaskClient, name: str) -> None:
    assert browser.get(f"/static/{name}").status_code == 404


def test_another_content_has_another_address() -> None:
    first, second = assets.make_asset("a.css", b"a{}"), assets.make_asset("a.css", b"b{}")
    assert assets.Shelf({"a.css": first}).address("a.css") != assets.Shelf(
        {"a.css": second}
    ).address("a.css")


def test_a_first_visit_and_a_later_one_weigh_little(browser: FlaskClient) -> None:
    page = browser.get("/")
    files = {address.partition("?")[0]: address for address in addresses(page.text)}
    style = brotli.decompress(
        browser.get(files["/static/finalist.css"], headers={"Accept-Encoding": "br"}).data
    ).decode()
    for font in re.findall(r'url\("(fonts/[^"?]+)\?[^"]*"\)', style):
        files[f"/static/{font}"] = f"/static/{font}"
    small = {"Accept-Encoding": "br, gzip"}
    weight = sum(len(browser.get(address, headers=small).data) for address in files.values())
    html = len(gzip.compress(page.data))
    assert html <= LATER_VISIT
    assert weight + html <= FIRST_VISIT


def test_the_style_asks_nothing_of_other_hosts() -> None:
    style = assets.style(assets.STATIC, assets.Shelf({}))
    assert not re.search(r"url\(\s*[\"']?(?:https?:)?//", style)
    assert "@import" not in style


def test_the_system_decides_light_or_dark_without_a_script_for_those_who_chose_neither() -> None:
    style = assets.style(assets.STATIC, assets.Shelf({}))
    of_system = style.partition("@media (prefers-color-scheme:dark){")[2]
    assert "[data-bs-theme=auto]" in of_system
    assert "--paper: #111315" in of_system
    assert style.count("data-bs-theme=dark") + style.count('data-bs-theme="dark"') == (
        of_system.count("data-bs-theme=auto")
    )


def test_dark_rules_are_repeated_for_the_system_and_others_are_not() -> None:
    light = "a{b:c}[data-bs-theme=light]{x:y}"
    dark = '[data-bs-theme=dark] d{e:f}[data-bs-theme="dark"]{g:h}/* [data-bs-theme=dark]{} */'
    text = light + dark
    assert assets.dark_for_auto(text) == (
        "@media (prefers-color-scheme:dark){[data-bs-theme=auto] d{e:f}[data-bs-theme=auto]{g:h}}"
    )


def test_without_built_fonts_the_style_names_none_and_the_system_s_are_used() -> None:
    assert "@font-face" not in assets.style(assets.STATIC, assets.Shelf({}))


def test_with_built_fonts_the_style_names_them_by_their_stamp() -> None:
    names = ("fonts/inter.woff2", "fonts/newsreader.woff2")
    shelf = assets.Shelf({name: assets.make_asset(name, name.encode()) for name in names})
    style = assets.style(assets.STATIC, shelf)
    for name in names:
        assert f'url("{shelf.address(name)}")' in style


def test_fonts_are_built_only_where_they_are_missing(tmp_path: Path) -> None:
    assert fonts.missing(tmp_path) == fonts.FONTS
    (tmp_path / "inter.woff2").touch()
    assert [font.target for font in fonts.missing(tmp_path)] == ["newsreader"]


def test_every_style_and_script_of_ours_is_served() -> None:
    styles = {file.stem for file in (assets.STATIC / "css").glob("*.css")}
    scripts = {file.stem for file in (assets.STATIC / "js").glob("*.js")}
    assert styles == {"fonts", *assets.STYLES}
    assert scripts == set(assets.SCRIPTS)
