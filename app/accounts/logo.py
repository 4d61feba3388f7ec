"""A company's logo: a PNG, JPEG or SVG that is nothing else, and stripped of all but its picture.

A picture is taken apart and put together from the parts that draw it; what stands behind its end,
text and other programs' parts do not come along. An SVG may only draw: it is read element by
element against what drawing needs, and anything that runs, loads or links is refused.
"""

import io
import re
import struct
import zlib
from collections.abc import Iterator
from typing import Final
from xml.etree import ElementTree as ET

from app.core.decision import Refused

MOST_BYTES: Final = 300_000
MOST_PIXELS: Final = 4_000
MOST_ELEMENTS: Final = 5_000
PNG: Final = b"\x89PNG\r\n\x1a\n"
_PNG_PARTS: Final = frozenset({b"IHDR", b"PLTE", b"tRNS", b"IDAT", b"IEND", b"gAMA", b"sRGB"})
_BROKEN: Final = "This picture is broken or more than a picture. Save it anew and send it again."
_SVG: Final = "http://www.w3.org/2000/svg"
_XLINK: Final = "{http://www.w3.org/1999/xlink}href"
_ELEMENTS: Final = frozenset(
    [
        "svg",
        "g",
        "path",
        "rect",
        "circle",
        "ellipse",
        "line",
        "polyline",
        "polygon",
        "text",
        "tspan",
        "defs",
        "symbol",
        "use",
        "title",
        "desc",
        "linearGradient",
        "radialGradient",
        "stop",
        "clipPath",
        "mask",
    ]
)
_ATTRIBUTES: Final = frozenset(
    [
        "id",
        "x",
        "y",
        "x1",
        "y1",
        "x2",
        "y2",
        "cx",
        "cy",
        "r",
        "rx",
        "ry",
        "fx",
        "fy",
        "d",
        "points",
        "width",
        "height",
        "viewBox",
        "preserveAspectRatio",
        "transform",
        "fill",
        "fill-rule",
        "fill-opacity",
        "clip-rule",
        "clip-path",
        "mask",
        "opacity",
        "stroke",
        "stroke-width",
        "stroke-linecap",
        "stroke-linejoin",
        "stroke-miterlimit",
        "stroke-dasharray",
        "stroke-dashoffset",
        "stroke-opacity",
        "offset",
        "stop-color",
        "stop-opacity",
        "gradientUnits",
        "gradientTransform",
        "spreadMethod",
        "clipPathUnits",
        "maskUnits",
        "font-family",
        "font-size",
        "font-weight",
        "font-style",
        "text-anchor",
        "letter-spacing",
        "dx",
        "dy",
        "version",
        "role",
        "color",
        "display",
        "visibility",
    ]
)
_OUTWARD: Final = re.compile(r"url\(\s*[\"']?(?!#)|javascript:|data:|expression\(|[\\<>]", re.I)


def clean(data: bytes) -> tuple[str, bytes]:
    """Return a logo's media type and its bytes, made anew; ``Refused`` in words otherwise."""
    if not data:
        raise Refused("The file is empty.")
    if len(data) > MOST_BYTES:
        raise Refused(f"A logo has at most {MOST_BYTES // 1000} kB. Save it smaller.")
    try:
        if data.startswith(PNG):
            return "image/png", b"".join(_png(data))
        if data.startswith(b"\xff\xd8\xff"):
            return "image/jpeg", b"".join(_jpeg(data))
    except (struct.error, IndexError, zlib.error):
        raise Refused(_BROKEN) from None
    if data.lstrip(b"\xef\xbb\xbf \t\r\n").startswith((b"<?xml", b"<svg", b"<!--")):
        return "image/svg+xml", _svg(data)
    raise Refused("A logo is a PNG, JPEG or SVG picture. This is none.")


def _png(data: bytes) -> Iterator[bytes]:
    """Yield the parts of a PNG that draw; each must be whole, and nothing may follow the last."""
    yield PNG
    place, drawn = len(PNG), False
    while True:
        (length,) = struct.unpack_from(">I", data, place)
        kind, body = data[place + 4 : place + 8], data[place + 8 : place + 8 + length]
        (checksum,) = struct.unpack_from(">I", data, place + 8 + length)
        if checksum != zlib.crc32(kind + body) or (place == len(PNG)) != (kind == b"IHDR"):
            raise Refused(_BROKEN)
        if kind == b"IHDR":
            _fits(*struct.unpack_from(">II", body))
        drawn = drawn or kind == b"IDAT"
        if kind in _PNG_PARTS:
            yield data[place : place + 12 + length]
        place += 12 + length
        if kind == b"IEND":
            break
    if place != len(data) or not drawn:
        raise Refused(_BROKEN)


def _jpeg(data: bytes) -> Iterator[bytes]:
    """Yield the parts of a JPEG that draw, without comments and other programs' parts."""
    yield data[:2]
    place, sized = 2, False
    while True:
        marker = data[place + 1]
        if data[place] != 0xFF or marker in (0x00, 0xFF, 0xD8, 0xD9):
            raise Refused(_BROKEN)
        (length,) = struct.unpack_from(">H", data, place + 2)
        part = data[place : place + 2 + length]
        if marker in (0xC0, 0xC1, 0xC2):
            height, width = struct.unpack_from(">HH", part, 5)
            _fits(width, height)
            sized = True
        if marker == 0xDA:
            yield data[place : _end_of_scans(data, place)]
            break
        if not (0xE1 <= marker <= 0xED or marker in (0xEF, 0xFE)):
            yield part
        place += 2 + length
    if not sized:
        raise Refused(_BROKEN)


def _end_of_scans(data: bytes, place: int) -> int:
    """Return where a JPEG ends, which must be where its file does; its scans hold only scans."""
    end = len(data)
    if data[end - 2 :] != b"\xff\xd9":
        raise Refused(_BROKEN)
    for found in re.finditer(rb"\xff([\x01-\xcf\xd8-\xfe])", data[place : end - 2]):
        if found[1] not in (b"\xc4", b"\xda", b"\xdb", b"\xdd"):
            raise Refused(_BROKEN)
    return end


def _fits(width: int, height: int) -> None:
    if not (0 < width <= MOST_PIXELS and 0 < height <= MOST_PIXELS):
        raise Refused(f"A logo is at most {MOST_PIXELS} by {MOST_PIXELS} pixels.")


def _svg(data: bytes) -> bytes:
    """Return an SVG written anew from what draws in it."""
    if re.search(rb"<!(?:DOCTYPE|ENTITY)|<\?(?!xml\s)", data, re.I) or b"\0" in data:
        raise Refused("This SVG has a document type or another program's parts. Export it plain.")
    try:
        root = ET.fromstring(data)  # noqa: S314 - no entity gets here, and few bytes
    except (ET.ParseError, ValueError, LookupError):
        raise Refused(_BROKEN) from None
    if root.tag != f"{{{_SVG}}}svg":
        raise Refused("This is XML, but no SVG picture.")
    elements = list(root.iter())
    if len(elements) > MOST_ELEMENTS:
        raise Refused("This SVG has too many parts for a logo. Export it simpler.")
    for element in elements:
        _may_draw(element)
    ET.register_namespace("", _SVG)
    file = io.BytesIO()
    ET.ElementTree(root).write(file, encoding="utf-8", xml_declaration=True)
    return file.getvalue()


def _may_draw(element: "ET.Element[str]") -> None:
    name = element.tag.removeprefix(f"{{{_SVG}}}")
    if name not in _ELEMENTS:
        raise Refused(f"This SVG holds “{name[:40]}”, which is more than drawing. Export it plain.")
    for key, value in element.attrib.items():
        inside = key in ("href", _XLINK) and name == "use" and value.startswith("#")
        if key not in _ATTRIBUTES and not inside:
            raise Refused(
                f"This SVG has “{key.rpartition('}')[2][:40]}”, which a logo does not need. "
                "Export it plain, with attributes in place of styles."
            )
        if _OUTWARD.search(value):
            raise Refused("This SVG loads something from elsewhere. Export it plain.")
