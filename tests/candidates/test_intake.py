"""Taking a list: everybody once, all or nothing, the same again changes nothing."""

from dataclasses import replace
from datetime import timedelta

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from sqlalchemy import func, select

from app.candidates.actions import take_rows
from app.candidates.models import Candidacy, Candidate
from app.candidates.queries import check_rows
from app.core.decision import Refused
from app.history.models import HistoryLine, HistoryPayload
from app.people.models import Recusal
from tests.candidates.lists import HARD_NAMES, many, row


@pytest.fixture
def opening(make):
    return make.requisition()


@pytest.fixture
def recruiter(make, opening):
    return make.member(opening, "recruiter")


@pytest.fixture
def take(make, opening, recruiter):
    def taking(rows, on_duplicate="skip", *, into=None):
        return take_rows(into or opening, rows, on_duplicate, by=recruiter, at=make.at)

    return taking


def figures(counts):
    return counts.added, counts.updated, counts.unchanged, counts.skipped


def everyone(db):
    query = select(Candidate, Candidacy).join(Candidacy, Candidacy.candidate_id == Candidate.id)
    return {
        candidate.name: (candidate, candidacy)
        for candidate, candidacy in db.session.execute(query.order_by(Candidacy.id))
    }


def test_every_row_becomes_a_candidate_with_all_it_says(take, db, make):
    said = row(
        phone="0049 30 1",
        current_title="Designer",
        source="A friend",
        notes="Two lines\nof notes",
        applied_at=make.at - timedelta(days=9),
        time_zone="Europe/Lisbon",
    )
    assert figures(take([said])) == (1, 0, 0, 0)
    candidate, candidacy = everyone(db)["Ana Lúcia Ferreira"]
    assert (candidate.email_key, candidate.name_key) == ("ana@example.com", "ana lucia ferreira")
    assert (candidate.phone, candidate.current_title) == ("0049 30 1", "Designer")
    assert candidate.linkedin_url is None
    assert (candidacy.source, candidacy.notes) == ("A friend", "Two lines\nof notes")
    assert candidacy.applied_at == make.at - timedelta(days=9)
    assert candidacy.code_name


def test_names_from_anywhere_are_taken_as_they_are_written(take, db):
    take([row(name, f"n{n}@example.com", n) for n, name in enumerate(HARD_NAMES)])
    assert set(everyone(db)) == set(HARD_NAMES)


def test_the_same_list_again_adds_nobody_and_changes_nothing(take, db):
    take(many(40))
    assert figures(take(many(40))) == (0, 0, 40, 0)
    assert figures(take(many(40), "update")) == (0, 0, 40, 0)
    assert db.session.scalar(select(func.count()).select_from(Candidacy)) == 40


def test_an_address_is_the_same_in_any_case(take):
    take([row()])
    assert figures(take([row(email="ANA@Example.COM")])) == (0, 0, 0, 1)


def test_a_row_that_says_something_else_is_skipped_or_updated_as_asked(take, db):
    take([row(phone="1")])
    assert figures(take([row(phone="2")])) == (0, 0, 0, 1)
    assert everyone(db)["Ana Lúcia Ferreira"][0].phone == "1"
    assert figures(take([row(phone="2", source="Fair")], "update")) == (0, 1, 0, 0)
    db.session.expire_all()
    candidate, candidacy = everyone(db)["Ana Lúcia Ferreira"]
    assert (candidate.phone, candidacy.source) == ("2", "Fair")


def test_an_empty_cell_empties_nothing(take, db):
    take([row(phone="1", location="Porto")])
    assert figures(take([row(location="Lisbon")], "update")) == (0, 1, 0, 0)
    assert everyone(db)["Ana Lúcia Ferreira"][0].phone == "1"


def test_a_candidate_known_from_elsewhere_gets_a_candidacy_here_and_is_still_one_person(
    take, make, db
):
    take([row(phone="1")])
    other = make.requisition()
    assert figures(take([row(phone="2", location="Porto")], into=other)) == (1, 0, 0, 0)
    assert db.session.scalar(select(func.count()).select_from(Candidate)) == 1
    db.session.expire_all()
    candidate = db.session.scalars(select(Candidate)).one()
    assert (candidate.phone, candidate.location) == ("1", "Porto")


def test_the_same_address_under_another_name_belongs_to_someone_and_nothing_is_taken(
    take, opening, db
):
    take([row()])
    rows = [row("Bo Ek", "bo@example.com", 2), row("Rui Costa", "Ana@example.com", 3)]
    verdict = check_rows(opening, rows)[1]
    assert (verdict.kind, verdict.column) == ("stranger", "email")
    assert verdict.message == "Belongs to Ana Lúcia Ferreira."
    with pytest.raises(Refused, match="Row 3, column email: Belongs to Ana Lúcia Ferreira"):
        take(rows)
    assert set(everyone(db)) == {"Ana Lúcia Ferreira"}


def test_an_id_of_another_name_or_of_another_address_owner_belongs_to_someone(take, opening):
    take([row("Ana Sá", "ana@example.com", external_id="1"), row("Bo Ek", "", external_id="2")])
    stranger, both = check_rows(
        opening, [row("Ed Ek", "", external_id="2"), row("Ana Sá", external_id="2")]
    )
    assert (stranger.column, stranger.belongs_to) == ("external_id", "Bo Ek")
    assert (both.kind, both.column, both.belongs_to) == ("stranger", "external_id", "Bo Ek")


def test_accents_and_case_do_not_make_another_name(take, opening):
    take([row("José Etxeberria")])
    verdict = check_rows(opening, [row("JOSE ETXEBERRIA")])[0]
    assert (verdict.kind, verdict.fields) == ("update", ("name",))


def test_someone_known_by_id_keeps_it_when_the_address_changes(take, db, opening):
    take([row(email="old@example.com", external_id="gh-1")])
    new = row(email="new@example.com", external_id="gh-1")
    assert figures(take([new], "update")) == (0, 1, 0, 0)
    db.session.expire_all()
    candidate = db.session.scalars(select(Candidate)).one()
    assert (candidate.email, candidate.email_key) == ("new@example.com", "new@example.com")
    keys = db.session.scalars(select(Recusal.email_key).where(Recusal.why == "candidate"))
    assert set(keys) == {"new@example.com"}


def test_a_row_that_repeats_an_earlier_one_is_skipped(take):
    assert figures(take([row(), row(number=2), row(email="b@example.com", number=3)])) == (
        2,
        0,
        0,
        1,
    )


def test_the_preview_tells_new_from_known_and_names_what_would_change(take, opening):
    take([row(phone="1"), row("Bo Ek", "bo@example.com")])
    verdicts = check_rows(
        opening,
        [
            row(phone="1"),
            row("Bo Ek", "bo@example.com", 2, phone="3", source="Fair"),
            row("Cy Orr", "cy@example.com", 3),
        ],
    )
    assert [one.kind for one in verdicts] == ["unchanged", "update", "new"]
    assert verdicts[1].fields == ("phone", "source")


def test_the_preview_says_who_of_the_team_is_a_candidate(opening, make):
    rui = make.member(opening, "interviewer", make.person("Rui Tavares", email="Rui@example.com"))
    verdict = check_rows(opening, [row("Rui Tavares", "rui@example.com")])[0]
    assert (verdict.kind, verdict.on_team) == ("new", rui.name)
    assert check_rows(opening, [row()])[0].on_team is None


def test_one_import_is_one_line_of_history_with_the_ids_it_added(take, db):
    take(many(3))
    db.session.commit()
    lines = db.session.execute(
        select(HistoryLine.verb, HistoryPayload.body).join(
            HistoryPayload, HistoryPayload.line_id == HistoryLine.id
        )
    ).all()
    assert [verb for verb, _ in lines] == ["candidates.imported"]
    ids = set(db.session.scalars(select(Candidacy.id)))
    assert set(lines[0].body["candidacy_ids"]) == ids
    assert lines[0].body["added"] == 3


def test_an_import_that_changes_nothing_leaves_no_line(take, db):
    take(many(3))
    db.session.commit()
    take(many(3))
    db.session.commit()
    assert len(db.session.scalars(select(HistoryLine)).all()) == 1


def test_a_closed_requisition_takes_no_list(take, make, db):
    with pytest.raises(Refused, match="closed"):
        take(many(1), into=make.requisition(stage="closed"))


def test_taking_a_list_asks_as_often_for_3_rows_as_for_300(take, make, statements):
    counts = []
    for count in (3, 300):
        opening = make.requisition()
        rows = [replace(one, email=f"{count}-{one.email}") for one in many(count)]
        with statements() as seen:
            take(rows, into=opening)
        counts.append(len(seen))
    assert counts[1] - counts[0] <= 4, counts  # inserts go out in batches


def test_updating_a_list_asks_as_often_for_3_rows_as_for_300(take, statements):
    take(many(300))
    counts = []
    for count in (3, 300):
        rows = [replace(one, phone=f"{count} {one.row}") for one in many(count)]
        with statements() as seen:
            assert take(rows, "update").updated == count
        counts.append(len(seen))
    assert counts[1] <= counts[0] + 1, counts


NAMES = st.sampled_from(HARD_NAMES)
ROWS = st.lists(
    st.builds(
        lambda name, email, external_id, phone: row(
            name, email and f"{email}@example.com", external_id=external_id, phone=phone
        ),
        NAMES,
        st.sampled_from(["", "a", "b", "B", "c"]),
        st.sampled_from(["", "1", "2"]),
        st.sampled_from(["", "7", "8"]),
    ).filter(lambda one: one.email or one.external_id),
    max_size=6,
)


@settings(
    max_examples=25, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
@given(rows=ROWS, on_duplicate=st.sampled_from(["skip", "update"]))
def test_whatever_the_list_taking_it_again_adds_nobody(take, make, db, rows, on_duplicate):
    opening = make.requisition()
    with db.session.begin_nested() as savepoint:
        good = [
            one
            for one, verdict in zip(rows, check_rows(opening, rows), strict=True)
            if verdict.kind != "stranger"
        ]
        try:
            take(good, on_duplicate, into=opening)
        except Refused:
            return
        before = db.session.scalar(select(func.count()).select_from(Candidacy))
        try:
            again = take(good, on_duplicate, into=opening)
            assert again.added == 0
        except Refused:
            pass
        assert db.session.scalar(select(func.count()).select_from(Candidacy)) == before
        savepoint.rollback()
