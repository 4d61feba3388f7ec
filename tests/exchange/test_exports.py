"""Tables as files: who takes which, in which columns, and nothing that they may not see."""

import pytest

from app.core.csv import parse
from app.exchange.exports import EXPORTS, csv_of, exports_for
from app.history.actions import record

COLUMNS = {
    "candidates": "candidate_id,name,email,phone,current_title,current_employer,location,"
    "time_zone,source,status,applied_at,interviewed_at,last_word_at,next_promise_due,owner,"
    "external_id",
    "promises": "promise_id,candidate_id,name,text,made_at,due_at,owner,state,kept_at",
    "history": "line,at,who,on_behalf_of,verb,subject,detail,hash",
    "scores": "candidate_id,email,name,criterion,kind,weight,rater_email,rater_role,rating,"
    "not_assessed,note,submitted_at,requirements_version,substitute_for,recommendation,"
    "independent_rating,must_have,in_play",
    "shortlist": "rank,candidate_id,name,email,requisition,requirements_version,"
    "shortlist_version,soft_raw,hard_raw,raw,adjusted,confidence,band,coverage,spread,"
    "lowest_criterion,raters,recommendations,references_in,references_needed,checks_state,"
    "signoff_state,offer_state,offer_closes_at,next_promise_due,owner,reason",
    "offers": "offer_id,candidate_id,name,version,title,amount,currency,start_on,sent_at,"
    "closes_at,zone,state,answered_at,answer_note,extensions,signed_name,letter_sha256",
    "signoffs": "subject,version,step,rule,approver,on_behalf_of,interviewed,asked_at,due_at,"
    "decision,decided_at,reason,limits,state",
    "references": "candidate_id,name,referee,relation,asked_at,due_at,received_at,state,"
    "criterion,panel_mean,referee_rating,gap,comment",
}
MAY = {
    "recruiter": set(COLUMNS),
    "hiring manager": set(COLUMNS),
    "interviewer": {"candidates", "scores"},
    "approver": {"shortlist", "signoffs"},
    "observer": {"shortlist", "signoffs"},
    "agency recruiter": {"candidates"},
}


@pytest.fixture
def requisition(make):
    return make.requisition(code="DATA 1/b", time_zone="Pacific/Auckland")


def take(client, requisition, what):
    """Fetch a table, and return its rows by their headings."""
    answer = client.get(f"/requisitions/{requisition.id}/exports/{what}.csv")
    assert answer.status_code == 200, answer.status_code
    header, *rows = parse(answer.data)
    return [dict(zip(header, row, strict=True)) for row in rows]


@pytest.mark.parametrize("what", COLUMNS)
def test_the_columns_are_those_that_others_rely_on(client, make, requisition, what):
    client.sign_in(make.member(requisition, "recruiter"))
    make.candidacy(requisition)
    answer = client.get(f"/requisitions/{requisition.id}/exports/{what}.csv")
    assert answer.data.startswith(b"\xef\xbb\xbf" + COLUMNS[what].encode() + b"\r\n")


def test_every_table_is_named_here():
    assert set(EXPORTS) == set(COLUMNS)


@pytest.mark.parametrize("part", MAY)
def test_a_part_takes_the_tables_whose_pages_it_may_see(client, make, requisition, part):
    client.sign_in(make.member(requisition, part))
    for what in COLUMNS:
        answer = client.get(f"/requisitions/{requisition.id}/exports/{what}.csv")
        assert answer.status_code == (200 if what in MAY[part] else 403), what


def test_hr_takes_all_and_an_admin_and_strangers_nothing(client, make, requisition):
    client.sign_in(make.person(hr=True))
    for what in COLUMNS:
        take(client, requisition, what)
    for person in (make.person(), make.person(admin=True)):
        client.sign_in(person)
        for what in COLUMNS:
            answer = client.get(f"/requisitions/{requisition.id}/exports/{what}.csv")
            assert answer.status_code == 404


def test_who_is_a_candidate_there_takes_nothing(client, make, requisition):
    person = make.member(requisition, "recruiter")
    make.recusal(requisition, person.email)
    client.sign_in(person)
    for what in COLUMNS:
        answer = client.get(f"/requisitions/{requisition.id}/exports/{what}.csv")
        assert answer.status_code == 404


def test_links_are_to_what_may_be_taken(client, make, requisition):
    interviewer = make.member(requisition, "interviewer")
    offered = [one.what for one in exports_for(requisition, interviewer, make.at)]
    assert offered == ["candidates", "scores"]
    hr = make.person(hr=True)
    linked = {one.what for one in exports_for(requisition, hr, make.at)}
    assert linked == set(COLUMNS)


def test_the_overview_links_to_what_may_be_taken_alone(client, make, requisition):
    client.sign_in(make.member(requisition, "observer"))
    page = client.get(f"/requisitions/{requisition.id}").text
    assert page.count("/exports/") == 4
    assert "/exports/shortlist.csv" in page
    assert "/exports/shortlist.xlsx" in page
    assert "/scores/import" not in page


def test_a_file_is_an_attachment_named_by_code_and_day_and_is_not_kept(client, make, requisition):
    client.sign_in(make.member(requisition, "recruiter"))
    answer = client.get(f"/requisitions/{requisition.id}/exports/candidates.csv")
    disposition = answer.headers["Content-Disposition"]
    assert disposition == "attachment; filename=DATA-1-b-candidates-2026-11-22.csv"
    assert answer.headers["Cache-Control"] == "no-store"
    assert answer.mimetype == "text/csv"


def test_there_is_no_table_of_another_name(client, make, requisition):
    client.sign_in(make.member(requisition, "recruiter"))
    assert client.get(f"/requisitions/{requisition.id}/exports/people.csv").status_code == 404


def test_no_cell_starts_a_formula(client, make, requisition):
    make.candidacy(
        requisition, candidate=make.candidate("=1+1", email="a@example.com", phone="+351 1")
    )
    client.sign_in(make.member(requisition, "recruiter"))
    text = client.get(f"/requisitions/{requisition.id}/exports/candidates.csv").text
    assert ",'=1+1," in text
    assert ",'+351 1," in text
    assert take(client, requisition, "candidates")[0]["name"] == "=1+1"


def test_an_agency_recruiter_takes_the_candidates_they_brought(client, make, requisition):
    agency = make.member(requisition, "agency recruiter")
    make.candidacy(requisition, "Mine", brought_by_id=agency.id)
    make.candidacy(requisition, "A rival")
    client.sign_in(agency)
    assert [row["name"] for row in take(client, requisition, "candidates")] == ["Mine"]


def test_an_interviewer_takes_the_candidates_they_met(client, make, requisition):
    person = make.member(requisition, "interviewer")
    make.interview(make.candidacy(requisition, "Met"), person)
    make.candidacy(requisition, "Never seen")
    client.sign_in(person)
    assert [row["name"] for row in take(client, requisition, "candidates")] == ["Met"]


def test_candidates_come_by_name_with_status_and_owner(client, make):
    lead = make.person("Marta Nogueira")
    requisition = make.requisition(recruiter=lead)
    make.candidacy(requisition, "Zoë Ek", set_aside_at=make.at, set_aside_reason="No")
    make.candidacy(requisition, "Ángel Ruiz")
    client.sign_in(lead)
    rows = take(client, requisition, "candidates")
    assert [row["name"] for row in rows] == ["Ángel Ruiz", "Zoë Ek"]
    assert [row["status"] for row in rows] == ["in play", "set aside"]
    assert {row["owner"] for row in rows} == {"Marta Nogueira"}
    assert rows[0]["applied_at"] == "2026-11-02T10:00:00+00:00"


def test_who_owes_a_card_takes_nothing_of_others_for_that_candidate(client, make, requisition):
    owing = make.member(requisition, "hiring manager")
    other = make.member(requisition, "interviewer")
    hidden, open_one = make.candidacy(requisition, "Hidden"), make.candidacy(requisition, "Open")
    for one in (hidden, open_one):
        make.interview(one, owing, other)
    make.ask(hidden, owing)
    make.scorecard(hidden, other, notes="planted on the hidden")
    make.scorecard(open_one, other, notes="planted on the open")
    record(
        "scorecards.reopened",
        by=other,
        at=make.at,
        subject=hidden,
        requisition_id=requisition.id,
        candidacy_id=hidden.id,
        rater_id=other.id,
        panel="soft",
        reason="planted why",
    )
    make.session.commit()
    client.sign_in(owing)
    rows = take(client, requisition, "scores")
    assert {row["note"] for row in rows if row["name"] == "Open"} == {"planted on the open"}
    of_hidden = [row for row in rows if row["name"] == "Hidden"]
    assert {row["rater_email"] for row in of_hidden} == {owing.email}
    assert {row["rating"] + row["note"] + row["recommendation"] for row in of_hidden} == {""}
    for what in COLUMNS:
        text = client.get(f"/requisitions/{requisition.id}/exports/{what}.csv").text
        assert "planted on the hidden" not in text
        assert "planted why" not in text
    client.sign_in(make.member(requisition, "hiring manager"))
    seen = take(client, requisition, "scores")
    assert "planted on the hidden" in {row["note"] for row in seen}
    history = client.get(f"/requisitions/{requisition.id}/exports/history.csv").text
    assert "planted why" in history


def test_a_rater_takes_a_blank_row_for_each_criterion_still_owed(client, make, requisition):
    person = make.member(requisition, "interviewer")
    make.ask(make.candidacy(requisition, "Ana Lima"), person)
    client.sign_in(person)
    rows = take(client, requisition, "scores")
    assert [row["criterion"] for row in rows] == ["Interaction design", "Prototyping"]
    assert {(row["rater_email"], row["rating"], row["name"]) for row in rows} == {
        (person.email, "", "Ana Lima")
    }


def test_nobody_takes_anothers_draft(client, make, requisition):
    writing = make.member(requisition, "interviewer")
    candidacy = make.candidacy(requisition)
    make.scorecard(candidacy, writing, notes="not handed in yet", submitted=False)
    client.sign_in(make.member(requisition, "recruiter"))
    assert not take(client, requisition, "scores")
    client.sign_in(writing)
    notes = {row["note"] for row in take(client, requisition, "scores")}
    assert notes == {"not handed in yet"}


def test_without_a_person_all_are_there_but_drafts(make, requisition):
    rater = make.member(requisition, "interviewer")
    first, second = make.candidacy(requisition), make.candidacy(requisition)
    make.scorecard(first, rater, notes="handed in")
    make.scorecard(second, rater, notes="only begun", submitted=False)
    make.session.commit()
    text = b"".join(csv_of(EXPORTS["scores"], requisition, None, make.at)).decode()
    assert "handed in" in text
    assert "only begun" not in text


@pytest.mark.parametrize("what", COLUMNS)
def test_a_table_asks_no_more_with_300_candidates_than_with_3(
    client, make, requisition, statements, what
):
    client.sign_in(make.member(requisition, "recruiter"))
    counts = []
    for number in (3, 300):
        for _ in range(number):
            make.candidacy(requisition)
        with statements() as seen:
            take(client, requisition, what)
        counts.append(len(seen))
    assert counts[0] == counts[1]


def test_a_long_table_begins_before_it_is_read_to_its_end(make, requisition, statements):
    for _ in range(1100):
        make.candidacy(requisition)
    pieces = csv_of(EXPORTS["candidates"], requisition, None, make.at)
    first = next(pieces)
    assert 40 < first.count(b"\r\n") < 60
    assert (first + b"".join(pieces)).count(b"\r\n") == 1101
