"""The pack: every table in one zip, cut to whoever takes it, and history says so."""

import zipfile
from io import BytesIO

import pytest
from python_calamine import CalamineWorkbook
from sqlalchemy import select

from app.core.csv import parse
from app.exchange.exports import EXPORTS
from app.history.models import HistoryLine


@pytest.fixture
def requisition(make):
    return make.requisition(code="DATA 1/b", time_zone="Pacific/Auckland")


def take(client, requisition):
    answer = client.post(f"/requisitions/{requisition.id}/pack")
    assert answer.status_code == 200
    return zipfile.ZipFile(BytesIO(answer.data))


def everything(pack):
    """Return all text of a pack, the workbook's sheets unpacked."""
    texts = []
    for name in pack.namelist():
        if name.endswith(".xlsx"):
            with zipfile.ZipFile(BytesIO(pack.read(name))) as book:
                texts += [book.read(part).decode() for part in book.namelist()]
        else:
            texts.append(pack.read(name).decode())
    return "\n".join(texts)


def test_a_pack_holds_every_table_twice_and_says_whose_it_is(client, make, requisition):
    recruiter = make.member(requisition, "recruiter", person=make.person("Marta Nogueira"))
    make.candidacy(requisition, "Ana Lima")
    client.sign_in(recruiter)
    answer = client.post(f"/requisitions/{requisition.id}/pack")
    assert answer.headers["Content-Disposition"].endswith("filename=DATA-1-b-2026-11-22.zip")
    assert answer.headers["Cache-Control"] == "no-store"
    pack = zipfile.ZipFile(BytesIO(answer.data))
    book_name = "DATA-1-b-2026-11-22.xlsx"
    assert pack.namelist() == [*(f"{what}.csv" for what in EXPORTS), book_name, "README.txt"]
    book = CalamineWorkbook.from_filelike(BytesIO(pack.read(book_name)))
    assert book.sheet_names == list(EXPORTS)
    for what in EXPORTS:
        rows = list(parse(pack.read(f"{what}.csv")))
        sheet = book.get_sheet_by_name(what).to_python()
        assert rows[0] == sheet[0]
        assert len(rows) == len(sheet)
    said = pack.read("README.txt").decode()
    assert f"Taken by Marta Nogueira <{recruiter.email}>" in said
    assert "Taken at 2026-11-22T23:00:00+13:00" in said
    assert "candidates.csv: 1 row." in said


def test_history_has_a_line_of_the_pack(client, make, db, requisition):
    client.sign_in(make.member(requisition, "recruiter"))
    take(client, requisition)
    assert db.session.scalars(select(HistoryLine.verb)).all() == ["exchange.packed"]
    page = client.get(f"/requisitions/{requisition.id}/history").text
    assert "took the pack: candidates, scores, shortlist" in page


def test_each_part_takes_its_own_tables_and_strangers_none(client, make, requisition):
    observer = make.member(requisition, "observer")
    client.sign_in(observer)
    pack = take(client, requisition)
    assert [name for name in pack.namelist() if name.endswith(".csv")] == [
        "shortlist.csv",
        "signoffs.csv",
    ]
    assert f"{observer.name} may not see candidates, scores" in pack.read("README.txt").decode()
    for person in (make.person(), make.person(admin=True)):
        client.sign_in(person)
        assert client.post(f"/requisitions/{requisition.id}/pack").status_code == 404


def test_a_pack_of_who_owes_a_card_holds_nothing_of_others_for_it(client, make, requisition):
    owing = make.member(requisition, "hiring manager")
    other = make.member(requisition, "interviewer")
    hidden, open_one = make.candidacy(requisition, "Hidden"), make.candidacy(requisition, "Open")
    for one in (hidden, open_one):
        make.interview(one, owing, other)
    make.ask(hidden, owing)
    make.scorecard(hidden, other, notes="planted on the hidden")
    make.scorecard(open_one, other, notes="planted on the open")
    make.session.commit()
    client.sign_in(owing)
    pack = take(client, requisition)
    assert "planted on the open" in everything(pack)
    assert "planted on the hidden" not in everything(pack)
    assert "1 candidate waits for a scorecard" in pack.read("README.txt").decode()
    client.sign_in(make.member(requisition, "hiring manager"))
    assert "planted on the hidden" in everything(take(client, requisition))


def test_an_agency_recruiters_pack_holds_no_rival(client, make, requisition):
    agency = make.member(requisition, "agency recruiter")
    make.candidacy(requisition, "Mine", brought_by_id=agency.id)
    make.candidacy(requisition, "A rival")
    make.session.commit()
    client.sign_in(agency)
    pack = take(client, requisition)
    assert "Mine" in everything(pack)
    assert "A rival" not in everything(pack)
    assert "Other candidates than those they may see." in pack.read("README.txt").decode()
