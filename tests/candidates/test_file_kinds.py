"""Files are known by their content; what is not what it is called is refused in words."""

import io
import zipfile

import pytest

from app.candidates.attachments import plain_filename
from app.candidates.file_kinds import MAX_PARTS, MAX_SIZE, MAX_UNFOLDED, recognise
from app.core.decision import Refused

PNG = b"\x89PNG\r\n\x1a\n\x00\x00\x00\rIHDR" + bytes(30)
DOCX = {"[Content_Types].xml": b"<Types/>", "word/document.xml": b"<w:document/>"}
ODT = {"mimetype": b"application/vnd.oasis.opendocument.text", "content.xml": b"<office/>"}


def zipped(parts):
    file = io.BytesIO()
    with zipfile.ZipFile(file, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, data in parts.items():
            archive.writestr(name, data)
    return file.getvalue()


@pytest.mark.parametrize(
    ("filename", "data", "media_type"),
    [
        ("cv.pdf", b"%PDF-1.7\n%\xe2\xe3\n%%EOF", "application/pdf"),
        ("CV.PDF", b"%PDF-1.4", "application/pdf"),
        ("cv.docx", zipped(DOCX), "application/vnd.openxmlformats-officedocument"),
        ("cv.odt", zipped(ODT), "application/vnd.oasis.opendocument.text"),
        ("cv.rtf", b"{\\rtf1 Hello}", "application/rtf"),
        ("cv.txt", "Łukasz\nTbilisi, ქალაქი".encode(), "text/plain"),
        ("cv.txt", "Łukasz".encode("utf-16"), "text/plain"),
        ("cv.txt", b"I write <html> and <script> by hand", "text/plain"),
        ("cv.txt", "Jos\xe9".encode("cp1252"), "text/plain"),
        ("me.png", PNG, "image/png"),
        ("me.jpeg", b"\xff\xd8\xff\xe0" + bytes(20), "image/jpeg"),
    ],
)
def test_what_is_kept(filename, data, media_type):
    assert recognise(filename, data).media_type.startswith(media_type)


@pytest.mark.parametrize(
    ("filename", "data", "words"),
    [
        ("cv.pdf", b"", "empty"),
        ("cv.pdf", b"<html><script>alert(1)</script>", "called .pdf, but inside it is no PDF"),
        ("cv.pdf", PNG, "no PDF"),
        ("me.png", b"<svg xmlns='http://www.w3.org/2000/svg' onload='alert(1)'/>", "no PNG"),
        ("me.svg", b"<svg/>", "not of a kind we keep"),
        ("cv.html", b"<p>Hello", "not of a kind we keep"),
        ("run.exe", b"MZ\x90\x00", "not of a kind we keep"),
        ("run.txt", b"MZ\x90\x00\x03\x00", "no plain text"),
        ("page.txt", b"\xef\xbb\xbf \n<!DOCTYPE html><script>", "no plain text"),
        ("drawing.txt", b"<?xml version='1.0'?><svg onload='x'/>", "no plain text"),
        ("cv", b"%PDF-1.4", "not of a kind we keep"),
        ("cv.doc", b"\xd0\xcf\x11\xe0", "Word document (.docx)"),
        ("cv.docx", b"PK\x03\x04 not really", "no Word document"),
        ("cv.docx", zipped({"xl/workbook.xml": b"", "[Content_Types].xml": b""}), "no Word"),
        ("cv.docx", zipped({**DOCX, "word/vbaProject.bin": b"macro"}), "no Word document"),
        ("cv.odt", zipped(DOCX), "no OpenDocument"),
        ("cv.odt", zipped({**ODT, "mimetype": b"text/html"}), "no OpenDocument"),
        ("cv.pdf.exe", b"%PDF-1.4", "not of a kind we keep"),
    ],
)
def test_what_is_refused_and_why(filename, data, words):
    with pytest.raises(Refused) as refused:
        recognise(filename, data)
    assert words in str(refused.value)
    assert filename in str(refused.value)


@pytest.mark.parametrize(
    ("filename", "data", "words"),
    [
        ("cv.pdf", b"%PDF-1.7\n%%EOF\n" + zipped({"run.js": b"x"}), "an archive as well as a PDF"),
        ("me.jpg", b"\xff\xd8\xff\xe0" + bytes(90) + zipped(DOCX), "an archive as well"),
        ("cv.pdf", b"%PDF-1.7\n<HTML><script>alert(1)</script>%%EOF", "a web page as well"),
        ("cv.pdf", b"%PDF-1.7" + bytes(9000) + b"%%EOF<script>alert(1)</script>", "a web page"),
        ("me.png", PNG + b"<svg onload=alert(1)>", "a web page as well"),
        ("me.jpg", b"\xff\xd8\xff\xfe\x00\x30<?php system('id') ?>" + bytes(50), "a web page"),
        ("cv.rtf", b"{\\rtf1 Hello}<iframe src=x>", "a web page as well"),
        ("cv.docx", b"<script>alert(1)</script>" + zipped(DOCX), "no Word document"),
        ("cv.docx", b"%PDF-1.7\n" + zipped(DOCX), "no Word document"),
        ("cv.odt", b"GIF89a" + zipped(ODT), "no OpenDocument"),
    ],
)
def test_a_file_that_is_two_things_at_once_is_refused(filename, data, words):
    with pytest.raises(Refused) as refused:
        recognise(filename, data)
    assert words in str(refused.value)


def test_a_picture_with_a_description_inside_is_one_thing():
    described = b"\xff\xd8\xff\xe1<?xpacket?><x:xmpmeta xmlns:x='adobe:ns:meta/'/>" + bytes(50)
    assert recognise("me.jpg", described).media_type == "image/jpeg"


def test_a_file_of_more_than_10_mb_is_refused():
    recognise("cv.pdf", b"%PDF-".ljust(MAX_SIZE, b" "))
    with pytest.raises(Refused, match="larger than 10 MB"):
        recognise("cv.pdf", b"%PDF-".ljust(MAX_SIZE + 1, b" "))


def test_a_document_that_would_unfold_to_very_much_is_refused_unopened():
    piece = bytes(MAX_UNFOLDED // 4)
    bomb = zipped({**DOCX, **{f"word/{n}.xml": piece for n in range(5)}})
    assert len(bomb) < 2 * 1024 * 1024
    with pytest.raises(Refused, match="no Word document"):
        recognise("cv.docx", bomb)


def test_a_document_of_very_many_parts_is_refused():
    many = zipped({**DOCX, **{f"word/{n}.xml": b"" for n in range(MAX_PARTS)}})
    with pytest.raises(Refused, match="no Word document"):
        recognise("cv.docx", many)


@pytest.mark.parametrize(
    ("given", "kept"),
    [
        ("C:\\Users\\Ana\\cv.pdf", "cv.pdf"),
        ("../../etc/passwd.txt", "passwd.txt"),
        ("履歴書.pdf", "履歴書.pdf"),
        ("cv\u202efdp.exe", "cvfdp.exe"),
        ('a"b\r\nSet-Cookie: x.pdf', "a'bSet-Cookie: x.pdf"),
        ("", "file"),
        ("..", "file"),
        ("x" * 300 + ".pdf", "x" * 116 + ".pdf"),
    ],
)
def test_a_filename_keeps_its_letters_and_loses_what_misleads(given, kept):
    assert plain_filename(given) == kept
