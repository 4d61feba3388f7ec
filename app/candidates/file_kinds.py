"""What a file is by its content, and which kinds are kept: documents, text and pictures."""

import io
import zipfile
import zlib
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import PurePosixPath

from app.core.decision import Refused

MAX_SIZE = 10 * 1024 * 1024
#: What a document may unfold to, and of how many parts it may consist.
MAX_UNFOLDED = 200 * 1024 * 1024
MAX_PARTS = 3_000
TAKEN = "Send a PDF, a Word document (.docx), an OpenDocument text (.odt), text or a picture."

_TEXT_CONTROLS = frozenset(range(32)) - {7, 8, 9, 10, 12, 13, 27}
#: Where readers that guess would look, and what they would take for a page.
_HEAD, _TAIL = 1024, 4096
_WEB_MARKS = (b"<script", b"<html", b"<svg", b"<iframe", b"<!doctype html", b"<?php")
_WEB_STARTS = ("<!doctype", "<html", "<head", "<body", "<svg", "<script", "<?xml", "<iframe")
_OPENDOCUMENT = b"application/vnd.oasis.opendocument.text"


@dataclass(frozen=True, slots=True)
class FileKind:
    """A kind of file that is kept: how we call it, the endings it has, and how it is served."""

    name: str
    endings: tuple[str, ...]
    media_type: str
    fits: Callable[[bytes], bool]


def recognise(filename: str, data: bytes) -> FileKind:
    """Return the kind of a file by its content; raise Refused, in words, for one not kept."""
    if not data:
        raise Refused(f"{filename} is empty.")
    if len(data) > MAX_SIZE:
        size = MAX_SIZE // (1024 * 1024)
        raise Refused(f"{filename} is larger than {size} MB. Save it smaller and send it again.")
    ending = PurePosixPath(filename).suffix.casefold().lstrip(".")
    for kind in KINDS:
        if ending in kind.endings:
            if kind.fits(data):
                _refuse_two_in_one(filename, kind, data)
                return kind
            raise Refused(f"{filename} is called .{ending}, but inside it is no {kind.name}.")
    raise Refused(f"{filename} is not of a kind we keep. {TAKEN}")


def _refuse_two_in_one(filename: str, kind: FileKind, data: bytes) -> None:
    """Refuse a polyglot: a file that is what it is called, and a web page or an archive as well.

    Plain text may speak of pages: it is shown as text, and looked at where it starts.
    """
    ends = data[:_HEAD] + b"\n" + data[-_TAIL:]
    plain = kind.media_type == "text/plain"
    page = not plain and any(mark in ends.lower() for mark in _WEB_MARKS)
    packed = _has_zip_end(data) and not data.startswith(b"PK")
    if page or packed:
        other = "a web page" if page else "an archive"
        raise Refused(
            f"{filename} is {other} as well as a {kind.name}. Save it anew in its own program."
        )


def _has_zip_end(data: bytes) -> bool:
    """Say whether the end of the file is that of a zip, whose readers look there and not before."""
    at = data.rfind(b"PK\x05\x06")
    comment = int.from_bytes(data[at + 20 : at + 22], "little")
    return at >= 0 and at + 22 + comment == len(data)


def _is_pdf(data: bytes) -> bool:
    return data.startswith(b"%PDF-")


def _is_png(data: bytes) -> bool:
    return data.startswith(b"\x89PNG\r\n\x1a\n") and data[12:16] == b"IHDR"


def _is_jpeg(data: bytes) -> bool:
    return data.startswith(b"\xff\xd8\xff")


def _is_rtf(data: bytes) -> bool:
    return data.startswith(b"{\\rtf")


def _is_text(data: bytes) -> bool:
    """Say whether it is plain text: readable, and nothing a browser would take for a page."""
    if data.startswith((b"\xff\xfe", b"\xfe\xff")):
        encoding = "utf-16"
    elif _TEXT_CONTROLS & set(data):
        return False
    else:
        encoding = "utf-8-sig"
    try:
        text = data.decode(encoding)
    except UnicodeDecodeError:
        text = data.decode("cp1252", errors="replace")
    return not text.lstrip("\ufeff \t\r\n").casefold().startswith(_WEB_STARTS)


def _is_word(data: bytes) -> bool:
    names = _parts(data) if data.startswith(b"PK\x03\x04") else {}
    runs = any(name.casefold().endswith(("vbaproject.bin", ".exe", ".dll")) for name in names)
    return {"[Content_Types].xml", "word/document.xml"} <= names.keys() and not runs


def _is_opendocument(data: bytes) -> bool:
    names = _parts(data) if data.startswith(b"PK\x03\x04") else {}
    if "content.xml" not in names or names.get("mimetype", 0) != len(_OPENDOCUMENT):
        return False
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as parts:
            return parts.read("mimetype") == _OPENDOCUMENT
    except (zipfile.BadZipFile, zlib.error, NotImplementedError, RuntimeError):
        return False


def _parts(data: bytes) -> dict[str, int]:
    """Return the sizes of a zipped document's parts by its directory; nothing is unfolded."""
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as parts:
            listed = parts.infolist()
    except (zipfile.BadZipFile, OSError, ValueError, NotImplementedError):
        return {}
    locked = any(part.flag_bits & 1 for part in listed)
    unfolded = sum(part.file_size for part in listed)
    if locked or len(listed) > MAX_PARTS or unfolded > MAX_UNFOLDED:
        return {}
    return {part.filename: part.file_size for part in listed}


KINDS = (
    FileKind("PDF", ("pdf",), "application/pdf", _is_pdf),
    FileKind(
        "Word document",
        ("docx",),
        "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
        _is_word,
    ),
    FileKind("OpenDocument text", ("odt",), _OPENDOCUMENT.decode(), _is_opendocument),
    FileKind("rich text", ("rtf",), "application/rtf", _is_rtf),
    FileKind("plain text", ("txt",), "text/plain", _is_text),
    FileKind("PNG picture", ("png",), "image/png", _is_png),
    FileKind("JPEG picture", ("jpg", "jpeg"), "image/jpeg", _is_jpeg),
)
