"""Files of candidates on pages: chosen, looked at, taken, and refused in words."""

import pytest
from sqlalchemy import func, select

from app.candidates.models import Candidacy, Candidate
from app.exchange.models import ImportFile
from app.history.models import HistoryLine
from app.worker import once
from tests.exchange.samples import (
    GREENHOUSE,
    LEVER,
    csv_file,
    greenhouse_rows,
    lever_rows,
    repacked,
    workbook,
    zip_of,
)

FAULTY = csv_file(GREENHOUSE, greenhouse_rows())
CLEAN = csv_file(GREENHOUSE, greenhouse_rows(25, with_bad=False))


@pytest.fixture
def requisition(make):
    return make.requisition()


@pytest.fixture
def recruiter(client, make, requisition):
    person = make.member(requisition, "recruiter")
    client.sign_in(person)
    return person


def upload(client, address, data, filename):
    """Send a file as a browser does."""
    head = f'Content-Disposition: form-data; name="file"; filename="{filename}"'
    return client.post(
        address,
        data=b"\r\n".join((b"--part", head.encode(), b"", data, b"--part--", b"")),
        content_type="multipart/form-data; boundary=part",
    )


def choose(client, requisition, data, filename="people.csv"):
    """Upload a file, and return the answer."""
    return upload(client, f"/requisitions/{requisition.id}/import", data, filename)


def look(client, requisition, data, filename="people.csv"):
    """Upload a file, and return the address of its preview and what it shows."""
    answer = choose(client, requisition, data, filename)
    assert answer.status_code == 303, answer.text
    page = client.get(answer.location)
    assert page.status_code == 200
    return answer.location, page.text


def take(client, address, page, **fields):
    """Take a file as its preview was shown."""
    given = {name: hidden(page, name) for name in ("seal", "dates")}
    address = address.split("?")[0]
    return client.post(f"{address}/intake", data={"on_duplicate": "skip", **given, **fields})


def hidden(page, name):
    return page.partition(f'name="{name}" value="')[2].partition('"')[0]


def people(db, requisition):
    return db.session.scalar(select(func.count()).where(Candidacy.requisition_id == requisition.id))


def test_the_preview_names_every_bad_cell_by_row_and_column(client, requisition, recruiter):
    _, page = look(client, requisition, FAULTY)
    assert "5 cells to mend" in page
    for row, column, value in (
        (5, "Email 1", "not-an-address"),
        (7, "Email 1", "P4.148@EXAMPLE.COM"),
        (9, "First Name", "empty"),
        (11, "Application Date", "31/02/2026"),
        (13, "Email 1", "empty"),
    ):
        cells = page.partition(f'<th scope="row" class="n">{row}</th>')[2].partition("</tr>")[0]
        assert f"<td>{column}</td>" in cells
        assert value in cells
    assert "1 row has an address or id that is somebody else’s" in page
    assert "Leave out the 5 bad rows and take the rest" in page
    assert "Take 35 people" in page


def test_the_preview_says_which_columns_are_read_and_why_others_are_not(
    client, requisition, recruiter
):
    _, page = look(client, requisition, FAULTY)
    assert '<th scope="row">Email 1</th><td>E-mail</td>' in page
    assert "You choose the requisition yourself." in page


def test_good_rows_are_taken_once_the_bad_ones_are_left_out(client, db, requisition, recruiter):
    address, page = look(client, requisition, FAULTY)
    refused = take(client, address, page)
    assert refused.status_code == 422
    assert "5 rows cannot be taken" in refused.text
    assert people(db, requisition) == 0
    taken = take(client, address, page, leave_out="y")
    assert taken.status_code == 303
    assert taken.location.endswith(f"/requisitions/{requisition.id}/candidates")
    assert people(db, requisition) == 35
    lines = db.session.scalars(select(HistoryLine.verb)).all()
    assert lines.count("candidates.imported") == 1


def test_after_a_file_was_taken_its_page_says_what_was_left_out(client, requisition, recruiter):
    address, page = look(client, requisition, FAULTY)
    take(client, address, page, leave_out="y")
    after = client.get(address).text
    assert "to mend" not in after
    assert "5 rows were left out, for 5 cells" in after
    assert "Choose the mended file" in after
    assert after.index("The file was taken") < after.index("5 rows were left out, for")


def test_taking_twice_adds_nobody(client, db, requisition, recruiter):
    address, page = look(client, requisition, CLEAN)
    assert take(client, address, page).status_code == 303
    assert take(client, address, page).status_code == 303
    assert people(db, requisition) == 25
    _, again = look(client, requisition, CLEAN)
    assert "25 people are here already, word for word" in again
    assert "Take " not in again.partition("Nothing in it is new")[2].partition("</aside>")[0]


@pytest.mark.parametrize(
    ("data", "filename", "count"),
    [
        (CLEAN, "clean.csv", 25),
        (
            csv_file(LEVER, lever_rows(), encoding="cp1252", delimiter=";", line_end="\n"),
            "lever.csv",
            30,
        ),
        (workbook(GREENHOUSE, greenhouse_rows(25, with_bad=False)), "clean.xlsx", 25),
        (workbook(LEVER, lever_rows()), "lever.xlsx", 30),
        (workbook(GREENHOUSE, greenhouse_rows(25, with_bad=False)), "wrong ending.csv", 25),
    ],
)
def test_files_of_other_systems_are_taken_whole(
    client, db, requisition, recruiter, data, filename, count
):
    address, page = look(client, requisition, data, filename)
    assert "to mend" not in page
    assert take(client, address, page).status_code == 303
    assert people(db, requisition) == count


def test_a_day_that_can_be_read_two_ways_is_asked_about(client, db, requisition, recruiter):
    header = ["name", "email", "Date Applied"]
    data = csv_file(header, [["Ana Lima", "ana@example.com", "03/04/2026"]])
    address, page = look(client, requisition, data)
    assert "03/04/2026" in page
    assert "can be read both ways" in page
    assert take(client, address, page).status_code == 422
    page = client.get(f"{address}?dates=mdy").text
    assert "Take 1 person" in page
    assert take(client, address, page).status_code == 303
    applied = db.session.scalars(select(Candidacy.applied_at)).one()
    assert (applied.month, applied.day) == (3, 4)


def test_an_address_of_somebody_else_is_a_bad_cell_and_never_merged(
    client, db, make, requisition, recruiter
):
    make.candidacy(make.requisition(), candidate=make.candidate("Ana Lima", email="a@example.com"))
    data = csv_file(["name", "email"], [["Bo Ek", "A@example.com"], ["Cy Au", "c@example.com"]])
    address, page = look(client, requisition, data)
    assert "Belongs to Ana Lima." in page
    assert "Take 1 person" in page
    assert take(client, address, page, leave_out="y").status_code == 303
    assert set(db.session.scalars(select(Candidate.name))) == {"Ana Lima", "Cy Au"}


def test_nobody_makes_themselves_a_candidate(client, requisition, recruiter):
    _, page = look(client, requisition, csv_file(["name", "email"], [["Me", recruiter.email]]))
    assert "That is your own address" in page
    assert "No row of it can be taken yet" in page


def test_the_preview_warns_of_an_address_of_the_team(client, make, requisition, recruiter):
    other = make.member(requisition, "interviewer", make.person("Ingrid Berg"))
    _, page = look(client, requisition, csv_file(["name", "email"], [["Ingrid", other.email]]))
    assert "Row 2 has the address of Ingrid Berg of the team" in page


def test_people_who_are_here_are_left_or_updated_as_chosen(
    client, db, make, requisition, recruiter
):
    make.candidacy(
        requisition, candidate=make.candidate("Ana Lima", email="a@example.com", phone="1")
    )
    data = csv_file(["name", "email", "phone"], [["Ana Lima", "a@example.com", "2"]])
    address, page = look(client, requisition, data)
    assert "1 person is here with something else written" in page
    assert take(client, address, page).status_code == 422
    assert db.session.scalars(select(Candidate.phone)).one() == "1"
    assert take(client, address, page, on_duplicate="update").status_code == 303
    assert db.session.scalars(select(Candidate.phone)).one() == "2"


def test_a_world_that_changed_since_the_preview_is_shown_again(
    client, db, make, requisition, recruiter
):
    data = csv_file(["name", "email"], [["Bo Ek", "b@example.com"], ["Cy Au", "c@example.com"]])
    address, page = look(client, requisition, data)
    make.candidacy(make.requisition(), candidate=make.candidate("Ana", email="b@example.com"))
    refused = take(client, address, page)
    assert refused.status_code == 422
    assert "Something has changed since you looked" in refused.text
    assert "Belongs to Ana." in refused.text
    assert people(db, requisition) == 0


@pytest.mark.parametrize(
    ("data", "words"),
    [
        (b"", "is empty"),
        (b"name,email\r\n", "a heading but no rows"),
        (b"\x00\x01\x02\x03" * 50, "no table we can read"),
        (b"%PDF-1.7 and so on", "is a PDF"),
        (b"PK\x03\x04 and then nothing", "damaged"),
        (zip_of({"a.txt": b"a"}), "zip archive"),
        (b"colour,size\r\nred,3\r\n", "No column holds the name"),
        (b"name\r\nAna\r\n", "No column holds the e-mail address"),
        (csv_file(["name", "email"], [["A" * 3_000_000, "a@example.com"]]), "longer than 32,767"),
        (
            repacked(
                workbook(["name", "email"], [["Ana", "a@example.com"]]),
                {"xl/worksheets/sheet1.xml": b"<a>" + b" " * 400_000_000 + b"</a>"},
            ),
            "packed so tightly",
        ),
    ],
    ids=[
        *("empty", "heading only", "binary", "pdf", "broken zip", "zip", "no name", "no email"),
        *("3 MB in a cell", "bomb"),
    ],
)
def test_a_file_that_cannot_be_read_is_refused_in_words(
    client, db, requisition, recruiter, data, words
):
    answer = choose(client, requisition, data)
    assert answer.status_code == 422
    assert "Nothing was kept." in answer.text
    assert words in answer.text
    assert not db.session.scalars(select(ImportFile)).all()


def test_ragged_rows_are_bad_cells_where_something_lies_beyond(client, requisition, recruiter):
    data = b"name,email,phone\r\nAna,a@example.com\r\nBo,b@example.com,1,stray\r\n"
    _, page = look(client, requisition, data)
    assert "1 cell to mend" in page
    assert "No heading stands over this cell" in page
    assert "Take 1 person" in page


def test_no_file_chosen_is_said_beside_the_field(client, requisition, recruiter):
    answer = client.post(f"/requisitions/{requisition.id}/import", data={})
    assert answer.status_code == 422
    assert "No file is chosen yet." in answer.text


def test_more_than_twelve_megabytes_are_too_large(client, db, requisition, recruiter):
    answer = choose(client, requisition, b"name,email\r\n" + b"x" * 12 * 1024 * 1024)
    assert answer.status_code == 413
    assert "That file is too large" in answer.text
    assert not db.session.scalars(select(ImportFile)).all()


def test_a_closed_requisition_takes_no_file(client, db, make, recruiter):
    closed = make.requisition(stage="closed")
    make.member(closed, "recruiter", recruiter)
    assert "This requisition is closed" in client.get(f"/requisitions/{closed.id}/import").text
    assert choose(client, closed, CLEAN).status_code == 409
    assert not db.session.scalars(select(ImportFile)).all()


def test_a_requisition_closed_since_the_preview_takes_nobody(
    client, db, make, requisition, recruiter
):
    address, page = look(client, requisition, CLEAN)
    requisition.closed_at = make.at
    refused = take(client, address, page)
    assert refused.status_code == 422
    assert "This requisition is closed" in refused.text
    assert people(db, requisition) == 0


def test_a_chosen_file_is_seen_by_whoever_chose_it_alone(
    client, new_client, make, requisition, recruiter
):
    address, page = look(client, requisition, CLEAN)
    other = new_client().sign_in(make.member(requisition, "recruiter"))
    assert other.get(address).status_code == 404
    assert take(other, address, page).status_code == 404


def test_a_chosen_file_is_not_reached_through_another_requisition(
    client, make, requisition, recruiter
):
    address, page = look(client, requisition, CLEAN)
    elsewhere = make.requisition()
    make.member(elsewhere, "recruiter", recruiter)
    wrong = address.replace(f"/{requisition.id}/", f"/{elsewhere.id}/", 1)
    assert client.get(wrong).status_code == 404
    assert take(client, wrong, page).status_code == 404


def test_a_chosen_file_is_forgotten_after_a_day(
    app, client, db, clock, requisition, recruiter, tmp_path
):
    app.config["INSTANCE"] = tmp_path
    look(client, requisition, CLEAN)
    assert len(list((tmp_path / "imports").iterdir())) == 1
    clock.forward(hours=23)
    once(app)
    assert len(list((tmp_path / "imports").iterdir())) == 1
    clock.forward(hours=1)
    once(app)
    assert not list((tmp_path / "imports").iterdir())
    assert not db.session.scalars(select(ImportFile)).all()


def test_a_file_that_was_touched_is_not_taken(client, db, requisition, recruiter, app, tmp_path):
    app.config["INSTANCE"] = tmp_path
    address, page = look(client, requisition, CLEAN)
    kept = next((tmp_path / "imports").iterdir())
    assert kept.stat().st_mode & 0o777 == 0o600
    kept.write_bytes(CLEAN + b"Eve,Ill,,,,eve@example.com,,,,,,,\r\n")
    answer = take(client, address, page)
    assert answer.status_code == 303
    assert answer.location.endswith("/import")
    assert people(db, requisition) == 0


@pytest.mark.parametrize(
    ("part", "status"),
    [
        ("recruiter", 200),
        ("hiring manager", 403),
        ("interviewer", 403),
        ("approver", 403),
        ("observer", 403),
        ("agency recruiter", 200),
        (None, 404),
    ],
)
def test_only_who_brings_candidates_in_imports(client, make, requisition, part, status):
    person = make.member(requisition, part) if part else make.person()
    client.sign_in(person)
    assert client.get(f"/requisitions/{requisition.id}/import").status_code == status
    if status != 200:
        assert choose(client, requisition, CLEAN).status_code == status


def test_looking_at_a_preview_writes_nothing(client, requisition, recruiter, statements):
    address, _ = look(client, requisition, CLEAN)
    with statements() as seen:
        client.get(address)
    assert not [sql for sql in seen if not sql.startswith(("SELECT", "BEGIN"))]


def test_the_preview_reads_as_many_queries_with_300_rows_as_with_3(
    client, requisition, recruiter, statements
):
    counts = []
    for number in (3, 300):
        data = csv_file(GREENHOUSE, greenhouse_rows(number, with_bad=False))
        address, _ = look(client, requisition, data)
        with statements() as seen:
            client.get(address)
        counts.append(len(seen))
    assert counts[0] == counts[1]


def test_a_long_list_of_bad_cells_goes_on_over_pages(client, requisition, recruiter):
    rows = [[f"Name {n}", "nothing"] for n in range(450)]
    address, page = look(client, requisition, csv_file(["name", "email"], rows))
    assert "450 cells to mend" in page
    assert page.count("Not an e-mail address") == 200
    assert client.get(f"{address}?from=400").text.count("Not an e-mail address") == 50
