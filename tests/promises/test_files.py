"""Promises in files: the export, the dates beside candidates and finalists, cut to the viewer."""

from datetime import timedelta

import pytest

from app.core.csv import parse
from app.exchange.exports import EXPORTS, csv_of


@pytest.fixture
def opening(make):
    return make.requisition(policy={"word_days": 0}, recruiter=make.person("Ines Duarte"))


def rows(client, requisition, what):
    answer = client.get(f"/requisitions/{requisition.id}/exports/{what}.csv")
    header, *found = parse(answer.data)
    return [dict(zip(header, row, strict=True)) for row in found]


def test_every_promise_is_a_line_with_where_it_stands(client, make, opening):
    ana = make.candidacy(opening, "Ana Sá")
    make.promise(ana, text="=News", due_at=make.at + timedelta(days=1))
    make.promise(ana, text="b", due_at=make.at)
    make.promise(ana, text="c", kept_at=make.at)
    make.promise(ana, text="d", void_at=make.at, void_reason="x")
    client.sign_in(make.member(opening, "hiring manager"))
    found = rows(client, opening, "promises")
    assert [one["state"] for one in found] == ["due", "late", "kept", "void"]
    first = found[0]
    assert first["text"] == "=News"  # the file has '=News, which no sheet takes for a formula
    assert (first["name"], first["owner"]) == ("Ana Sá", "Ines Duarte")
    assert first["due_at"] == "2026-11-23T10:00:00+00:00"
    assert int(first["candidate_id"]) == ana.candidate_id
    assert [bool(one["kept_at"]) for one in found] == [False, False, True, False]
    assert found == rows(client, opening, "promises")


@pytest.mark.parametrize(
    ("part", "due", "owner"),
    [
        ("recruiter", True, "Olu Ade"),
        ("hiring manager", True, "Olu Ade"),
        ("agency recruiter", True, "Ines Duarte"),
        ("interviewer", False, "Ines Duarte"),
    ],
)
def test_the_next_date_stands_beside_a_candidate_for_who_may_know(
    client, make, opening, part, due, owner
):
    person = make.member(opening, part)
    ana = make.candidacy(opening, "Ana Sá", brought_by_id=person.id)
    make.interview(ana, person)
    other = make.member(opening, "recruiter", make.person("Olu Ade"))
    make.promise(ana, other, due_at=make.at + timedelta(days=1))
    make.promise(ana, due_at=make.at + timedelta(days=2))
    make.promise(ana, due_at=make.at, kept_at=make.at)
    client.sign_in(person)
    [found] = rows(client, opening, "candidates")
    assert found["next_promise_due"] == ("2026-11-23T10:00:00+00:00" if due else "")
    assert found["owner"] == owner


def test_the_command_line_takes_all(make, opening):
    make.promise(make.candidacy(opening, "Ana Sá"), text="News")
    text = b"".join(csv_of(EXPORTS["promises"], opening, None, make.at)).decode("utf-8-sig")
    assert "News" in text
