"""History as it is read: names, sentences, what was erased, what is cut, and its columns."""

import json

import pytest
from sqlalchemy import delete, select

from app.core.csv import parse, stream
from app.history.actions import WORKER, Actor, record
from app.history.columns import COLUMNS
from app.history.models import HistoryLine, HistoryPayload
from app.history.queries import cut, every_line, lines_about, lines_of
from app.history.words import sentence, verbs


@pytest.fixture
def opening(make):
    return make.requisition()


@pytest.fixture
def write(make, opening, db):
    def writing(verb="candidates.added", *, by=None, **detail):
        candidacy_id = detail.pop("candidacy_id", None)
        by = by or make.person("Beatriz Nogueira")
        record(
            verb,
            by=by,
            at=make.at,
            subject=opening,
            requisition_id=opening.id,
            candidacy_id=candidacy_id,
            **detail,
        )
        db.session.commit()

    return writing


def test_lines_are_read_newest_first_and_page_by_page(write, opening):
    for number in range(5):
        write("tests.did", number=number)
    assert [one.detail["number"] for one in lines_of(opening.id, limit=2)] == [4, 3]
    assert [one.line for one in lines_of(opening.id, before=4, limit=9)] == [3, 2, 1]
    assert [one.line for one in every_line(opening.id)] == [1, 2, 3, 4, 5]


def test_a_chain_shows_its_own_lines_alone(write, opening, make):
    write()
    other = make.requisition()
    assert lines_of(other.id) == []
    assert list(every_line(None)) == []


@pytest.mark.parametrize(
    ("actor", "who"),
    [
        (WORKER, "Finalist"),
        (Actor("candidate", 1), "The candidate"),
        (Actor("referee", 1), "A referee"),
        (Actor("person", 99), "Someone"),
    ],
)
def test_who_acted_is_named_without_their_table(write, opening, actor, who):
    write(by=actor)
    assert lines_of(opening.id)[0].who == who


def test_on_whose_behalf_is_named(write, opening, make):
    rui, maja = make.person("Rui Tavares"), make.person("Maja Lind")
    write(by=Actor("person", rui.id, on_behalf_of_id=maja.id))
    line = lines_of(opening.id)[0]
    assert (line.who, line.on_behalf_of) == ("Rui Tavares", "Maja Lind")


def test_a_person_named_in_a_line_is_read_by_name(write, opening, make):
    write("tests.asked", rater_id=make.person("Maja Lind").id)
    assert lines_of(opening.id)[0].detail["rater"] == "Maja Lind"


def test_a_sentence_has_its_facts_in_words(write, opening):
    write("candidates.imported", added=3, updated=1)
    assert sentence(lines_of(opening.id)[0]) == "imported a list: 3 added, 1 updated"
    write("candidates.added")
    assert sentence(lines_of(opening.id)[0], "Ana Sá") == "added Ana Sá"


def test_an_erased_payload_leaves_the_sentence_open_and_the_line_in_place(write, opening, db):
    write("candidates.imported", added=3, updated=1)
    db.session.execute(delete(HistoryPayload))
    line = lines_of(opening.id)[0]
    assert line.detail is None
    assert sentence(line) == "imported a list: … added, … updated"


def test_a_verb_without_words_is_still_readable(write, opening):
    write("tests.did_it")
    assert sentence(lines_of(opening.id)[0]) == "tests: did it"


def test_a_fact_that_looks_like_a_place_for_one_stays_text(write, opening):
    write("candidates.attached", kind="{candidate.__class__}")
    assert "{candidate.__class__}" in sentence(lines_of(opening.id)[0], "Ana")


def test_every_verb_that_has_words_fills_them_from_plain_names():
    for verb, words in verbs().items():
        package, _, act = verb.partition(".")
        assert package
        assert act
        assert not words.endswith(".")
        assert "{}" not in words


def test_what_was_typed_is_cut_for_those_who_may_not_read_it(write, opening):
    write("letters.called", candidacy_id=7, note="Loved by all", reason="x", tells_outcome=False)
    write("letters.called", candidacy_id=8, note="Fine")
    about_8, about_7 = cut(lines_of(opening.id), {7})
    assert about_8.detail["note"] == "Fine"
    assert about_7.detail == {"tells_outcome": False}


def test_lines_about_one_candidacy(write, opening):
    write(candidacy_id=7)
    write(candidacy_id=8)
    assert [one.candidacy_id for one in lines_about(opening.id, 7)] == [7]


def test_the_file_has_the_columns_of_the_contract_and_the_hashes_of_the_chain(write, opening, db):
    write("candidates.imported", added=3, updated=1)
    heading, row = parse(b"".join(stream(COLUMNS, every_line(opening.id))))
    assert heading == ["line", "at", "who", "on_behalf_of", "verb", "subject", "detail", "hash"]
    cells = dict(zip(heading, row, strict=True))
    assert cells["who"] == "Beatriz Nogueira"
    assert cells["subject"] == f"requisition {opening.id}"
    assert json.loads(cells["detail"]) == {"added": 3, "updated": 1}
    assert cells["hash"] == db.session.scalar(select(HistoryLine.hash))


def test_reading_history_asks_as_often_for_3_lines_as_for_100(write, opening, make, statements):
    counts, requisition_id = [], opening.id
    for count in (3, 97):
        for _ in range(count):
            write(by=make.person())
        with statements() as seen:
            assert lines_of(requisition_id, limit=500)
        counts.append(len(seen))
    assert counts[0] == counts[1] == 1
