"""Scores filled in offline: taken out, brought back, and never telling of another's card."""

import csv
import io

import pytest
from sqlalchemy import func, select

from app.candidates.models import Candidacy
from app.core.csv import parse
from app.exchange.models import ImportFile
from app.scorecards.models import Mark, Scorecard
from tests.exchange.samples import workbook
from tests.exchange.test_views import hidden, upload


@pytest.fixture
def requisition(make):
    return make.requisition()


@pytest.fixture
def rater(client, make, requisition):
    person = make.member(requisition, "interviewer")
    client.sign_in(person)
    return person


@pytest.fixture
def ana(make, requisition, rater):
    """A candidate for whom the rater owes a card of two criteria."""
    candidacy = make.candidacy(requisition, "Ana Lima")
    make.ask(candidacy, rater)
    return candidacy


def export(client, requisition):
    """Take the scores, and return the heading and the rows."""
    answer = client.get(f"/requisitions/{requisition.id}/exports/scores.csv")
    header, *rows = parse(answer.data)
    return header, [dict(zip(header, row, strict=True)) for row in rows]


def file_of(header, rows):
    """Write rows as a spreadsheet would save them."""
    text = io.StringIO(newline="")
    writer = csv.DictWriter(text, header)
    writer.writeheader()
    writer.writerows(rows)
    return text.getvalue().encode()


def filled(client, requisition, *marks, recommendation="yes"):
    """Take the scores and fill in marks, one a row still empty."""
    header, rows = export(client, requisition)
    empty = [row for row in rows if not row["rating"]]
    for row, mark in zip(empty, marks, strict=True):
        row |= {"rating": str(mark), "note": "Showed it", "recommendation": recommendation}
    return header, rows


def choose(client, requisition, data, filename="scores.csv"):
    return upload(client, f"/requisitions/{requisition.id}/scores/import", data, filename)


def look(client, requisition, data, filename="scores.csv"):
    answer = choose(client, requisition, data, filename)
    assert answer.status_code == 303, answer.text
    page = client.get(answer.location)
    assert page.status_code == 200
    return answer.location, page.text


def take(client, address, page):
    return client.post(f"{address}/intake", data={"seal": hidden(page, "seal")})


def facts(db):
    """Return all that is written of cards, to compare."""
    cards = db.session.execute(
        select(
            Scorecard.id, Scorecard.submitted_at, Scorecard.saved_at, Scorecard.recommendation
        ).order_by(Scorecard.id)
    )
    marks = db.session.execute(
        select(Mark.scorecard_id, Mark.value, Mark.not_assessed, Mark.note).order_by(Mark.id)
    )
    return [tuple(row) for row in cards], [tuple(row) for row in marks]


def test_a_whole_card_filled_offline_is_submitted(client, db, requisition, rater, ana):
    address, page = look(client, requisition, file_of(*filled(client, requisition, 4, 5)))
    assert "Ana Lima" in page
    assert "Will be submitted" in page
    assert "Take 1 scorecard" in page
    assert not db.session.scalars(select(Scorecard)).all()
    assert take(client, address, page).status_code == 303
    card = db.session.scalars(select(Scorecard)).one()
    assert card.submitted_at is not None
    assert (card.rater_id, card.recommendation) == (rater.id, "yes")
    assert sorted(mark.value for mark in card.marks) == [4, 5]


def test_a_card_with_a_criterion_left_empty_stays_a_draft(client, db, requisition, rater, ana):
    header, rows = filled(client, requisition, 4, "")
    address, page = look(client, requisition, file_of(header, rows))
    assert "Stays a draft" in page
    assert take(client, address, page).status_code == 303
    assert db.session.scalars(select(Scorecard)).one().submitted_at is None


def test_a_workbook_does_as_well(client, db, requisition, rater, ana):
    header, rows = filled(client, requisition, 4, 5)
    data = workbook(header, [list(row.values()) for row in rows])
    address, page = look(client, requisition, data, "scores.xlsx")
    assert take(client, address, page).status_code == 303
    assert db.session.scalars(select(Scorecard)).one().submitted_at is not None


@pytest.mark.parametrize("mark", ["0", "6", "four", "4.5", "-1"])
def test_a_mark_off_the_scale_is_a_bad_cell_and_nothing_is_written(
    client, db, requisition, rater, ana, mark
):
    address, page = look(client, requisition, file_of(*filled(client, requisition, 4, mark)))
    cells = page.partition('<th scope="row" class="n">3</th>')[2].partition("</tr>")[0]
    assert "<td>rating</td>" in cells
    assert f">{mark}</bdi>" in cells
    assert "A mark is 1, 2, 3, 4, 5 or not assessed." in cells
    assert "Take 1 scorecard" not in page
    refused = client.post(f"{address}/intake", data={})
    assert refused.status_code == 422
    assert "1 cell to mend first" in refused.text
    assert not db.session.scalars(select(Scorecard)).all()


def test_taking_a_file_twice_writes_once(client, db, requisition, rater, ana):
    address, page = look(client, requisition, file_of(*filled(client, requisition, 4, 5)))
    assert take(client, address, page).status_code == 303
    before = facts(db)
    assert take(client, address, page).status_code == 303
    assert facts(db) == before


def test_bringing_back_our_own_export_changes_nothing(client, db, make, requisition, rater, ana):
    notes = ("=1+1", "'quoted", "plain")
    for note in notes:
        candidacy = make.candidacy(requisition, f"{note} name")
        make.interview(candidacy, rater)
        make.scorecard(candidacy, rater, 3, None, notes=note)
    begun = make.candidacy(requisition, "Begun")
    make.scorecard(begun, rater, 2, 4, submitted=False, notes="-dash")
    make.session.commit()
    before = facts(db)
    data = client.get(f"/requisitions/{requisition.id}/exports/scores.csv").data
    assert b"'=1+1" in data
    _, page = look(client, requisition, data)
    assert "Nothing in it is new." in page
    assert "to mend</h2>" not in page
    assert facts(db) == before


def test_rows_of_others_are_passed_over_whether_or_not_their_card_is_there(
    client, make, requisition, rater, ana
):
    colleague = make.member(requisition, "interviewer", make.person("Bo Ek"))
    make.ask(ana, colleague)

    def told():
        header, rows = filled(client, requisition, 4, 5)
        theirs = [row | {"rater_email": colleague.email, "rating": "9"} for row in rows]
        address, page = look(client, requisition, file_of(header, [*rows, *theirs]))
        body = page.partition('<div class="body">')[2].partition('name="csrf')[0]
        return body.replace(address, "")

    nothing_yet = told()
    make.scorecard(ana, colleague, 1, 1, notes="planted", recommendation="strong no")
    assert told() == nothing_yet
    assert "2 rows of other raters are passed over." in nothing_yet
    assert "Bo Ek" not in nothing_yet


def test_hr_enters_a_card_on_somebodys_behalf_and_it_is_kept_as_such(
    client, db, make, requisition, rater, ana
):
    header, rows = filled(client, requisition, 4, 5)
    hr = make.person(hr=True)
    client.sign_in(hr)
    address, page = look(client, requisition, file_of(header, rows))
    assert rater.name in page
    assert take(client, address, page).status_code == 303
    card = db.session.scalars(select(Scorecard)).one()
    assert (card.rater_id, card.entered_by_id) == (rater.id, hr.id)


def test_a_submitted_card_is_never_altered_by_a_file(client, db, make, requisition, rater, ana):
    header, rows = filled(client, requisition, 4, 5)
    make.scorecard(ana, rater, 1, 1)
    make.session.commit()
    before = facts(db)
    _, page = look(client, requisition, file_of(header, rows))
    assert "This card is in already" in page
    assert facts(db) == before


def test_a_card_that_came_in_since_the_preview_is_shown_again(
    client, db, make, requisition, rater, ana
):
    address, page = look(client, requisition, file_of(*filled(client, requisition, 4, 5)))
    make.scorecard(ana, rater, 1, 1)
    make.session.commit()
    before = facts(db)
    refused = take(client, address, page)
    assert refused.status_code == 422
    assert "Something has changed since you looked" in refused.text
    assert facts(db) == before


def test_a_candidate_one_may_not_see_is_no_candidate_here(client, make, requisition, rater, ana):
    unseen = make.candidacy(requisition, "Never met")
    header, rows = filled(client, requisition, 4, 5)
    there = [row | {"candidate_id": str(unseen.candidate_id), "email": ""} for row in rows[:1]]
    nobody = [row | {"candidate_id": "987654", "email": ""} for row in rows[:1]]
    words = "is no candidate here that you may see."
    for lines in (there, nobody):
        _, page = look(client, requisition, file_of(header, lines))
        assert words in page
        assert "Never met" not in page


@pytest.mark.parametrize(
    ("data", "words"),
    [
        (b"", "is empty"),
        (b"\x00\x01" * 99, "no table we can read"),
        (b"candidate_id,rating\r\n1,2\r\n", "No column names the criterion"),
        (b"criterion,rating\r\nA,2\r\n", "No column says who a row is about"),
        (b"candidate_id,criterion\r\n1,A\r\n", "No column holds the marks"),
    ],
)
def test_a_file_that_is_no_table_of_scores_is_refused_in_words(
    client, db, requisition, rater, data, words
):
    answer = choose(client, requisition, data)
    assert answer.status_code == 422
    assert "Nothing was kept." in answer.text
    assert words in answer.text
    assert not db.session.scalar(select(func.count(ImportFile.id)))


@pytest.mark.parametrize(
    ("part", "status"),
    [
        ("recruiter", 200),
        ("hiring manager", 200),
        ("interviewer", 200),
        ("approver", 403),
        ("observer", 403),
        ("agency recruiter", 403),
        (None, 404),
    ],
)
def test_who_may_be_asked_for_a_card_may_bring_one_back(client, make, requisition, part, status):
    client.sign_in(make.member(requisition, part) if part else make.person())
    assert client.get(f"/requisitions/{requisition.id}/scores/import").status_code == status


def test_a_file_of_scores_is_seen_by_whoever_chose_it_alone(
    client, new_client, make, requisition, rater, ana
):
    address, page = look(client, requisition, file_of(*filled(client, requisition, 4, 5)))
    other = new_client().sign_in(make.member(requisition, "recruiter"))
    assert other.get(address).status_code == 404
    assert take(other, address, page).status_code == 404
    as_candidates = address.replace("/scores/imports/", "/imports/")
    client.sign_in(make.person(hr=True))
    assert client.get(as_candidates).status_code == 404


def test_a_withdrawn_candidate_takes_no_scores(client, db, requisition, rater, ana, make):
    header, rows = filled(client, requisition, 4, 5)
    db.session.get_one(Candidacy, ana.id).withdrawn_at = make.at
    _, page = look(client, requisition, file_of(header, rows))
    assert "You are not asked for a hard scorecard on Ana Lima." in page
