"""What a file is, by its content and whatever its name says; what we cannot read is refused."""

import io
import re
import zipfile
from typing import Literal

from app.exchange.refusal import BadFile

SAVE_AS = "Save it as an Excel workbook (.xlsx) or as CSV UTF-8, then take that file."

SIGNATURES = (
    (b"%PDF", "a PDF"),
    (b"\x89PNG", "a picture"),
    (b"\xff\xd8\xff", "a picture"),
    (b"GIF8", "a picture"),
    (b"{\\rtf", "a text document (RTF)"),
    (b"\x1f\x8b", "a packed archive"),
    (b"7z\xbc\xaf\x27\x1c", "a packed archive"),
    (b"Rar!", "a packed archive"),
    (b"SQLite format 3\x00", "a database"),
)
OLD_OFFICE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
ENCRYPTED = "EncryptedPackage".encode("utf-16-le")
MARKUP = re.compile(rb"(?:\xef\xbb\xbf)?\s*<(?:!doctype|html|table|\?xml)", re.IGNORECASE)

#: A part by which a zip of another program is known, and what the program's file is called.
PARTS = (
    ("xl/workbook.bin", "a binary Excel workbook (.xlsb)"),
    ("content.xml", "an OpenDocument file (.ods)"),
    ("Index/Document.iwa", "a Numbers file"),
    ("Index.zip", "a Numbers file"),
    ("word/document.xml", "a Word document"),
    ("ppt/presentation.xml", "a presentation"),
)


def kind_of(data: bytes, filename: str) -> Literal["xlsx", "text"]:
    """Return how to read the file; raise BadFile when it is empty or of a kind we do not read."""
    name = f"“{filename}”" if filename else "This file"
    if not data.lstrip(b" \t\r\n\xef\xbb\xbf"):
        raise BadFile(f"{name} is empty.")
    if data.startswith(OLD_OFFICE):
        raise _old_office(data, name)
    if data.startswith((b"PK\x03\x04", b"PK\x05\x06")):
        _require_workbook(data, name)
        return "xlsx"
    if MARKUP.match(data):
        raise BadFile(f"{name} is a web page or XML, not a table. Open it in Excel. {SAVE_AS}")
    for start, what in SIGNATURES:
        if data.startswith(start):
            raise BadFile(f"{name} is {what}, not a table. Take a CSV file or an .xlsx workbook.")
    return "text"


def _old_office(data: bytes, name: str) -> BadFile:
    if ENCRYPTED in data:
        return BadFile(f"{name} is protected with a password. Save a copy without one first.")
    return BadFile(f"{name} is an old Excel file (.xls). Open it in Excel. {SAVE_AS}")


def _require_workbook(data: bytes, name: str) -> None:
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            parts = set(archive.namelist())
    except (zipfile.BadZipFile, ValueError, NotImplementedError, OSError):
        raise damaged(name) from None
    if "xl/workbook.xml" in parts:
        return
    for part, what in PARTS:
        if part in parts:
            raise BadFile(f"{name} is {what}. Open it in its own program. {SAVE_AS}")
    raise BadFile(
        f"{name} is a zip archive, not a table. Unpack it and take the CSV or .xlsx file inside."
    )


def damaged(name: str) -> BadFile:
    """Return the refusal of a workbook that is cut short or broken."""
    return BadFile(f"{name} is damaged. Open it in Excel, save it again, and take that file.")
