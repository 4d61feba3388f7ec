"""Pages by link: the candidate names referees, the referee answers; a GET changes nothing."""

from datetime import timedelta

import pytest
from sqlalchemy import func, select

from app.checks.models import Referee, ReferenceMark
from app.history.models import HistoryLine
from app.links.actions import mint
from app.links.models import Link, Visit
from app.people.models import Recusal
from app.requisitions.queries import current_requirements


@pytest.fixture
def requisition(make):
    return make.requisition(title="Product designer")


@pytest.fixture
def ana(make, requisition):
    made = make.candidacy(requisition, "Ana Ferreira")
    make.referee_request(made)
    return made


@pytest.fixture
def harriet(make, ana):
    return make.referee(ana, "Harriet Okonkwo", asked=True)


def link(make, purpose, subject_id, requisition, **more):
    ends_at = more.pop("ends_at", make.at + timedelta(days=9))
    return mint(
        purpose,
        subject_id,
        at=make.at,
        ends_at=ends_at,
        requisition_id=requisition.id,
    ).removeprefix("http://localhost")


@pytest.fixture
def own(make, ana, requisition):
    return link(make, "candidate", ana.id, requisition)


@pytest.fixture
def asked(make, harriet, requisition):
    return link(make, "referee", harriet.id, requisition)


MIA = {
    "name": "  Mia   Holm ",
    "email": "mia@example.net",
    "relation": "manager",
    "worked_at": "Northwind",
    "phone": "+351 21 000",
    "told": "y",
    "consent": "y",
}


def answers(requisition, value="4", **more):
    criteria = current_requirements(requisition.id).criteria
    return {f"mark_{one.id}": value for one in criteria} | {"again": "yes"} | more


def referees(db):
    return list(db.session.scalars(select(Referee).order_by(Referee.id)))


def test_a_candidate_names_a_referee_on_their_own_page(client, db, own):
    answer = client.post(f"{own}/referees", data=MIA)
    assert (answer.status_code, answer.location) == (303, own)
    (kept,) = referees(db)
    assert (kept.name, kept.relation, kept.worked_at) == ("Mia Holm", "manager", "Northwind")
    assert not kept.not_before_offer
    line = db.session.scalars(select(HistoryLine).where(HistoryLine.verb == "checks.named")).one()
    assert line.actor_kind == "candidate"
    assert "Mia Holm" in client.get(own).text
    why = db.session.scalars(select(Recusal.why).where(Recusal.email_key == kept.email_key))
    assert why.all() == ["referee"]


@pytest.mark.parametrize(
    ("change", "words"),
    [
        ({"name": " "}, "Type their name."),
        ({"name": "x" * 201}, "At most 200 characters."),
        ({"email": ""}, "Type their e-mail."),
        ({"email": "not an address"}, "Not an e-mail address"),
        ({"relation": "friend"}, "Not a valid choice"),
        ({"relation": ""}, "Choose one."),
        ({"consent": ""}, "without your agreement"),
        ({"worked_at": "x" * 3_000_000}, "At most 200 characters."),
    ],
)
def test_what_is_wrong_is_said_in_words_and_what_was_typed_stays(client, db, own, change, words):
    answer = client.post(f"{own}/referees", data={**MIA, **change})
    if answer.status_code == 413:  # too much for any form is refused before it is read
        assert "x" * 3_000_000 in change.values()
    else:
        assert answer.status_code == 422
        assert words in answer.text
        assert "Northwind" in answer.text or "worked_at" in change
    assert referees(db) == []


def test_neither_themselves_nor_the_team_nor_somebody_twice(
    client, db, make, requisition, ana, own
):
    make.referee(ana, email="twice@example.net")
    interviewer = make.member(requisition, "interviewer")
    for email, words in (
        (ana.candidate.email, "your own address"),
        (interviewer.email, "takes part in this hiring"),
        ("TWICE@example.net", "named already"),
    ):
        answer = client.post(f"{own}/referees", data={**MIA, "email": email})
        assert answer.status_code == 422
        assert words in answer.text
        assert "Mia" in answer.text
    assert len(referees(db)) == 1


def test_nobody_is_named_before_we_ask(client, db, make, requisition):
    bo = make.candidacy(requisition)
    answer = client.post(f"{link(make, 'candidate', bo.id, requisition)}/referees", data=MIA)
    assert answer.status_code == 422
    assert "We have not asked for referees yet" in answer.text
    assert referees(db) == []


def test_a_candidate_changes_and_removes_whom_nobody_asked_yet(client, db, make, ana, own):
    mia = make.referee(ana, "Mia", email="mia@example.net")
    page = f"{own}/referees/{mia.id}"
    assert "Mia" in client.get(page).text
    assert client.post(page, data={**MIA, "name": "Mia Holm"}).status_code == 303
    assert referees(db)[0].name == "Mia Holm"
    wrong = client.post(page, data={**MIA, "email": "nowhere"})
    assert wrong.status_code == 422
    assert "nowhere" in wrong.text
    assert client.post(f"{page}/removal").status_code == 303
    assert referees(db) == []


def test_one_who_was_asked_stays_as_they_are(client, db, harriet, own):
    page = f"{own}/referees/{harriet.id}"
    assert "asked already" in client.get(page).text
    assert client.post(page, data=MIA).status_code == 422
    assert client.post(f"{page}/removal").status_code == 409
    assert [one.name for one in referees(db)] == ["Harriet Okonkwo"]


def test_nobody_reaches_the_referees_of_another(client, db, make, requisition, harriet):
    bo = make.candidacy(requisition)
    make.referee_request(bo)
    theirs = link(make, "candidate", bo.id, requisition)
    page = f"{theirs}/referees/{harriet.id}"
    assert client.get(page).status_code == 404
    assert client.post(page, data=MIA).status_code == 404
    assert client.post(f"{page}/removal").status_code == 404
    assert [one.name for one in referees(db)] == ["Harriet Okonkwo"]


def test_a_referee_reads_who_asks_about_whom_and_nobodys_score(
    client, make, ana, requisition, asked
):
    rater = make.person("Rita Rater")
    make.reference_in(ana, "Someone Else", comment="Their very own words", values=[5, 1, 5, 1])
    page = client.get(asked)
    for words in ("Ana Ferreira named you", "Product designer", "Northwind", "five minutes"):
        assert words in page.text
    for criterion in current_requirements(requisition.id).criteria:
        assert criterion.name in page.text
    assert "Send reference" in page.text
    for hidden in ("Someone Else", "very own words", rater.name, "of 2 in"):
        assert hidden not in page.text


def test_a_reference_is_sent_from_the_page(client, db, requisition, harriet, asked):
    first = current_requirements(requisition.id).criteria[0]
    typed = answers(
        requisition, **{f"comment_{first.id}": "Waits before speaking", "comment": "Calm"}
    )
    typed[f"mark_{first.id}"] = "na"
    answer = client.post(asked, data=typed)
    assert (answer.status_code, answer.location) == (303, asked)
    (kept,) = referees(db)
    marks = {mark.criterion_id: (mark.value, mark.comment) for mark in kept.marks}
    assert marks.pop(first.id) == (None, "Waits before speaking")
    assert {value for value, _ in marks.values()} == {4}
    assert (kept.again, kept.comment) == ("yes", "Calm")
    assert "Thank you, Harriet Okonkwo" in client.get(asked).text


def test_sent_twice_it_says_so_and_keeps_the_first(client, db, requisition, asked):
    client.post(asked, data=answers(requisition))
    again = client.post(asked, data=answers(requisition, "1"))
    assert again.status_code == 409
    assert "was in already" in again.text
    assert set(db.session.scalars(select(ReferenceMark.value))) == {4}
    assert client.post(f"{asked}/refusal").status_code == 409
    assert referees(db)[0].declined_at is None


@pytest.mark.parametrize("mark", ["0", "6", "four", "4.5", "-1", "", "４", "<b>"])
def test_a_mark_that_is_none_is_refused_in_words(client, db, requisition, asked, mark):
    answer = client.post(asked, data=answers(requisition, mark, comment="Kept as typed"))
    assert answer.status_code == 422
    why = "is not a mark. Choose 1 to 5" if mark else "Choose 1 to 5, or “I can’t say”."
    assert why in answer.text
    assert "Kept as typed" in answer.text
    assert "<b>”" not in answer.text
    assert not db.session.scalar(select(func.count()).select_from(ReferenceMark))


@pytest.mark.parametrize(
    ("change", "words"),
    [
        ({"again": "maybe"}, "Choose one of the three."),
        ({"again": ""}, "Choose one of the three."),
        ({"comment": "x" * 5001}, "At most 5,000 characters."),
    ],
)
def test_the_rest_of_the_form_is_checked_too(client, db, requisition, asked, change, words):
    answer = client.post(asked, data={**answers(requisition), **change})
    assert answer.status_code == 422
    assert words in answer.text
    assert referees(db)[0].received_at is None


def test_an_empty_form_names_every_field(client, requisition, asked):
    answer = client.post(asked, data={})
    assert answer.status_code == 422
    assert "5 things to mend" in answer.text


def test_id_rather_not_is_taken_kindly(client, db, asked):
    assert client.post(f"{asked}/refusal").status_code == 303
    (kept,) = referees(db)
    assert kept.declined_at is not None
    assert kept.received_at is None
    assert "does not count against them" in client.get(asked).text


def test_an_answer_after_its_day_is_still_welcome(client, db, requisition, asked, clock):
    clock.forward(days=5)
    assert "still welcome" in client.get(asked).text
    assert client.post(asked, data=answers(requisition)).status_code == 303


ENDS = {
    "waived": lambda make, ana, one: setattr(one, "waived_at", make.at),
    "withdrawn": lambda make, ana, one: setattr(ana, "withdrawn_at", make.at),
    "set aside": lambda make, ana, one: setattr(ana, "set_aside_at", make.at),
}


@pytest.mark.parametrize("how", ENDS)
def test_the_link_ends_when_the_answer_is_wanted_no_more(
    client, db, make, requisition, ana, harriet, asked, how
):
    ENDS[how](make, ana, harriet)
    for answer in (
        client.get(asked),
        client.post(asked, data=answers(requisition)),
        client.post(f"{asked}/refusal"),
    ):
        assert answer.status_code == 410
        assert "Ana Ferreira" not in answer.text
        assert "Mail me a fresh link" in answer.text
    assert referees(db)[0].received_at is None


def test_wrong_ended_and_other_purpose_links_open_nothing(
    client, db, make, requisition, ana, harriet
):
    ended = link(make, "referee", harriet.id, requisition, ends_at=make.at)
    other = link(make, "candidate", harriet.id, requisition).replace("/c/", "/r/")
    for address in ("/r/nobody-knows", other, ended):
        page = client.get(address)
        assert page.status_code == 410
        assert "Ana Ferreira" not in page.text
        assert client.post(address, data=answers(requisition)).status_code == 410
        assert client.post(f"{address}/refusal").status_code == 410
    own = link(make, "referee", ana.id, requisition).replace("/r/", "/c/")
    assert client.post(f"{own}/referees", data=MIA).status_code == 410
    assert [one.received_at or one.declined_at for one in referees(db)] == [None]


def test_a_scanner_that_opens_everything_changes_nothing_but_visits(
    client, db, make, ana, harriet, own, asked, statements
):
    mia = make.referee(ana, "Mia")
    for address in (asked, own, f"{own}/referees/{mia.id}", f"{asked}/refusal"):
        for method in ("HEAD", "GET"):
            with statements() as seen:
                client.open(address, method=method)
            writes = [one for one in seen if one.split()[0] in ("INSERT", "UPDATE", "DELETE")]
            assert all("visit" in one or "attempt" in one for one in writes), writes
    assert db.session.scalar(select(func.count()).select_from(Visit)) > 0
    assert not any(one.received_at or one.declined_at for one in referees(db))


def test_a_fresh_link_comes_only_while_there_is_something_to_open(
    client, db, make, requisition, ana, harriet, clock
):
    from app.mail.models import Message

    address = link(make, "referee", harriet.id, requisition, ends_at=make.at)
    client.post("/fresh-links", data={"token": address.rpartition("/")[2]})
    kinds = select(Message.kind, Message.to_email)
    assert db.session.execute(kinds).all() == [("checks.fresh_link", harriet.email)]
    harriet.received_at = make.at
    clock.forward(minutes=5)
    client.post("/fresh-links", data={"token": address.rpartition("/")[2]})
    assert len(db.session.execute(kinds).all()) == 1
    assert db.session.scalar(select(func.count()).select_from(Link)) == 1
