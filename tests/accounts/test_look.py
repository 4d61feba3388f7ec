"""How pages by link look: a colour that can be read, and a logo that is a picture and no more."""

import io
import struct
import zlib

import pytest

from app.accounts.logo import MOST_BYTES, clean
from app.core.decision import Refused
from app.people.queries import company

SVG = '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 8 8">{}</svg>'


def part(kind, body):
    return struct.pack(">I", len(body)) + kind + body + struct.pack(">I", zlib.crc32(kind + body))


def png(*more, width=2, height=2, end=b""):
    header = struct.pack(">IIBBBBB", width, height, 8, 0, 0, 0, 0)
    pixels = zlib.compress(b"\0\1\2" * 2)
    parts = [part(b"IHDR", header), *more, part(b"IDAT", pixels), part(b"IEND", b"")]
    return b"\x89PNG\r\n\x1a\n" + b"".join(parts) + end


def jpeg(*more, end=b"", scan=b"\x12\x34"):
    def segment(marker, body):
        return bytes((0xFF, marker)) + struct.pack(">H", len(body) + 2) + body

    sized = segment(0xC0, struct.pack(">BHHB", 8, 2, 2, 1) + b"\1\x11\0")
    extra = b"".join(segment(*one) for one in more)
    start = segment(0xE0, b"JFIF\0\1\1\0\0\1\0\1\0\0")
    scans = segment(0xDA, b"\1\1\0\0\x3f\0") + scan
    return b"\xff\xd8" + start + extra + sized + scans + b"\xff\xd9" + end


@pytest.fixture
def admin(client, make):
    person = make.person(admin=True)
    client.sign_in(person)
    return person


def upload(client, data, name="logo"):
    return client.post("/people/company/logo", data={"file": (io.BytesIO(data), name)})


@pytest.mark.parametrize(
    ("data", "media_type"),
    [
        (png(), "image/png"),
        (jpeg(), "image/jpeg"),
        (SVG.format('<path d="M0 0h8v8z" fill="#0e5c59"/>').encode(), "image/svg+xml"),
    ],
)
def test_a_picture_is_kept_and_served_as_nothing_but_a_picture(
    client, admin, make, data, media_type
):
    assert upload(client, data).status_code == 303
    ana = make.candidacy(make.requisition(), "Ana Ferreira")
    client.sign_out()
    page = client.get(make.own_page(ana)).text
    address = page.split('class="logo" src="')[1].split('"')[0]
    answer = client.get(address)
    assert answer.mimetype == media_type
    assert answer.headers["Content-Security-Policy"].endswith("sandbox")
    assert answer.headers["X-Content-Type-Options"] == "nosniff"
    assert "immutable" in answer.headers["Cache-Control"]
    assert "immutable" not in client.get("/company/logo?v=other").headers["Cache-Control"]


def test_what_is_not_the_picture_does_not_come_along():
    secret = part(b"tEXt", b"Comment\0<script>alert(1)</script>")
    assert clean(png(secret)) == clean(png())
    assert clean(jpeg((0xFE, b"<script>"), (0xE1, b"Exif: where it was taken"))) == clean(jpeg())


@pytest.mark.parametrize(
    "data",
    [
        b"",
        b"GIF89a",
        b"<html><script>alert(1)</script></html>",
        png(end=b"PK\x03\x04 and more"),
        png(end=b"<script>"),
        png()[:-6],
        png(width=10_000),
        png().replace(b"IDAT", b"IDAX"),
        png()[:20] + b"\7" + png()[21:],
        jpeg(end=b"<html>"),
        jpeg(scan=b"\xff\xfe\x00\x04<>"),
        jpeg()[:9],
        b"\xff\xd8\xff\xe0" + bytes(20),
        b"x" * (MOST_BYTES + 1),
    ],
)
def test_a_file_that_is_broken_or_two_in_one_is_refused(data):
    with pytest.raises(Refused):
        clean(data)


@pytest.mark.parametrize(
    "inside",
    [
        "<script>alert(1)</script>",
        '<path onclick="alert(1)" d="M0 0"/>',
        '<a href="https://example.net"><path d="M0 0"/></a>',
        '<image href="https://example.net/x.png"/>',
        '<use href="https://example.net/x.svg#a"/>',
        '<use xmlns:x="http://www.w3.org/1999/xlink" x:href="data:image/svg+xml,x"/>',
        "<foreignObject><p>Hello</p></foreignObject>",
        "<style>@import url(https://example.net)</style>",
        '<path style="fill:url(https://example.net)" d="M0 0"/>',
        '<path fill="url(https://example.net#a)" d="M0 0"/>',
        '<path fill="url( \'//example.net#a\')" d="M0 0"/>',
        '<animate attributeName="href" values="javascript:alert(1)"/>',
        '<set attributeName="onload" to="alert(1)"/>',
        '<h:script xmlns:h="http://www.w3.org/1999/xhtml">alert(1)</h:script>',
        "<g>" * 6_000 + "</g>" * 6_000,
    ],
)
def test_an_svg_that_does_more_than_draw_is_refused(inside):
    with pytest.raises(Refused):
        clean(SVG.format(inside).encode())


@pytest.mark.parametrize(
    "text",
    [
        '<!DOCTYPE svg [<!ENTITY a "aaaa">]><svg xmlns="http://www.w3.org/2000/svg">&a;</svg>',
        '<?xml-stylesheet href="https://example.net"?><svg xmlns="http://www.w3.org/2000/svg"/>',
        "<svg>no namespace</svg>",
        "<svg",
    ],
)
def test_documents_with_entities_or_instructions_are_refused(text):
    with pytest.raises(Refused):
        clean(text.encode())


def test_an_svg_keeps_what_draws():
    drawing = (
        '<defs><linearGradient id="a"><stop offset="0" stop-color="#fff"/></linearGradient></defs>'
        '<rect fill="url(#a)" width="8" height="8"/><use href="#a"/>'
    )
    media_type, data = clean(SVG.format(drawing).encode())
    assert media_type == "image/svg+xml"
    assert b"linearGradient" in data
    assert b"url(#a)" in data


def test_a_refused_logo_leaves_the_one_before(client, admin):
    upload(client, png())
    before = client.get("/company/logo").data
    answer = upload(client, b"<svg onload='alert(1)'/>")
    assert answer.status_code == 422
    assert client.get("/company/logo").data == before
    client.post("/people/company/logo/removal")
    assert client.get("/company/logo").status_code == 404


def test_the_colour_is_on_pages_by_link_only_and_named_by_its_content(client, admin, make):
    client.post("/people/company/colour", data={"colour": "#B4005A"})
    assert company().colour == "#b4005a"
    ana = make.candidacy(make.requisition(), "Ana Ferreira")
    page = client.get(make.own_page(ana)).text
    address = page.split('href="/company/look.css')[1].split('"')[0]
    answer = client.get(f"/company/look.css{address}")
    assert answer.mimetype == "text/css"
    assert "immutable" in answer.headers["Cache-Control"]
    assert "--accent:#b4005a" in answer.text
    assert "look.css" not in client.get("/").text
    client.post("/people/company/colour", data={"colour": ""})
    assert "look.css" not in client.get(make.own_page(ana)).text


@pytest.mark.parametrize("text", ["red", "#12", "#0e5c59}body{display:none"])
def test_what_is_no_colour_is_refused_and_stays(client, admin, text):
    answer = client.post("/people/company/colour", data={"colour": text})
    assert answer.status_code == 422
    assert "Write a colour as" in answer.text
    assert company().colour is None


def test_only_an_admin_changes_how_pages_look(client, make):
    client.sign_in(make.person(hr=True))
    assert upload(client, png()).status_code == 403
    assert client.post("/people/company/colour", data={"colour": "#000000"}).status_code == 403
