"""The decision page, the frozen versions, and what is done on them, by whom."""

from urllib.parse import urlsplit

import pytest
from sqlalchemy import select

from app.core import csv
from app.people.queries import lead
from app.scorecards.models import Ask
from app.shortlists import actions, picks, queries
from app.shortlists.columns import SHORTLIST
from app.shortlists.models import Pick
from app.signoffs import actions as signing
from app.signoffs import queries as signoffs
from app.signoffs.queries import chain_of

NAMES = ("Ana", "Châu", "Oluwaseun", "Kateryna", "Zoë", "José")


@pytest.fixture
def hiring(make):
    return make.requisition(
        title="Senior Data Engineer",
        recruiter=make.person("Beatriz"),
        manager=make.person("Henrik"),
    )


@pytest.fixture
def beatriz(hiring):
    return lead(hiring.id, "recruiter")


@pytest.fixture
def henrik(hiring):
    return lead(hiring.id, "hiring manager")


@pytest.fixture
def rui(make, hiring):
    return make.member(hiring, "approver", make.person("Rui Tavares"))


@pytest.fixture
def six(make, hiring):
    return [
        make.scored(hiring, mark, name)
        for mark, name in zip((5, 5, 4, 4, 3, 2), NAMES, strict=True)
    ]


@pytest.fixture
def url(hiring):
    return f"/requisitions/{hiring.id}"


def post(client, person, address, data=None, status=303):
    answer = client.sign_in(person).post(address, data=data or {})
    assert answer.status_code == status, answer.text
    return client.get(urlsplit(answer.location).path) if status == 303 else answer


def owe(make, person, candidacy):
    made = {"candidacy_id": candidacy.id, "person_id": person.id, "panel": "soft"}
    make.add(Ask(**made, asked_at=make.at, due_at=make.at))


def as_form(edit, order, reasons, **more):
    return {
        "edit": edit,
        "order": [one.id for one in order],
        **{f"reason-{one.id}": why for one, why in reasons.items()},
        **more,
    }


def test_a_number_no_person_can_have_invites_nobody(client, make, hiring, beatriz, six, url, db):
    answer = client.sign_in(beatriz).post(f"{url}/picking", data={"invited": "9" * 30})
    assert answer.status_code == 303
    assert db.session.scalars(select(Pick.person_id)).all() == [
        lead(hiring.id, part).id for part in ("recruiter", "hiring manager")
    ]


def test_the_whole_way_from_picks_to_a_signed_second_version(
    client, make, hiring, beatriz, henrik, six, url, db
):
    rui, eleni = (
        make.approver(hiring, position=n, person=make.person(name))
        for n, name in enumerate(("Rui", "Eleni"), 1)
    )
    ana, chau, oluwaseun, kateryna, zoe, jose = six
    assert "Start picking" in client.sign_in(beatriz).get(f"{url}/decision").text
    post(client, beatriz, f"{url}/picking")
    for person, chosen in ((beatriz, [ana, chau, zoe]), (henrik, [chau, ana, kateryna])):
        sent = {"pick": [one.id for one in chosen], "order": [one.id for one in chosen]}
        page = post(client, person, f"{url}/pick", sent)
        assert "Seal my 3 picks" in page.text
        page = post(client, person, f"{url}/pick/seal", sent)
    assert "Where you agreed" in page.text
    page = post(client, henrik, f"{url}/shortlists")
    shortlist = queries.editing(hiring.id)
    sent = as_form(1, [ana, chau], {ana: "Deep", chau: "Broad"}, add=oluwaseun.id)
    page = post(client, henrik, f"/shortlists/{shortlist.id}/lines", sent)
    assert "3 of 3–5" in page.text
    order = [ana, chau, oluwaseun]
    reasons = {ana: "Deep", chau: "Broad", oluwaseun: "Calm"}
    page = post(
        client, beatriz, f"/shortlists/{shortlist.id}/proposal", as_form(2, order, reasons), 422
    )
    assert "Say why not: José, Kateryna and Zoë." in page.text
    assert "Calm" in page.text
    shared = as_form(
        2, order, reasons, same=[kateryna.id, zoe.id, jose.id], shared_reason="Less depth", share=1
    )
    post(client, beatriz, f"/shortlists/{shortlist.id}/lines", shared)
    whole = reasons | dict.fromkeys((kateryna, zoe, jose), "Less depth")
    page = post(client, beatriz, f"/shortlists/{shortlist.id}/proposal", as_form(3, order, whole))
    assert "Version 1 is frozen. Rui is asked to sign." in page.text
    post(client, rui, f"/shortlists/{shortlist.id}/signatures", {"reason": "Within band."})
    page = post(
        client, eleni, f"/shortlists/{shortlist.id}/refusals", {"refusal": "Why not Kateryna?"}
    )
    assert "Sent back" in page.text
    post(client, beatriz, f"{url}/shortlists")
    second = queries.editing(hiring.id)
    order = [ana, chau, kateryna]
    whole |= {kateryna: "Strictest raters, still 4", oluwaseun: "Next time"}
    page = post(client, henrik, f"/shortlists/{second.id}/proposal", as_form(1, order, whole))
    assert "What changed since version 1" in page.text
    assert "New in version 2" in page.text
    for person in (rui, eleni):
        page = post(client, person, f"/shortlists/{second.id}/signatures")
    assert "It is approved" in page.text
    assert queries.approved(hiring.id).id == second.id


def test_an_interviewer_is_invited_picks_on_the_page_and_reads_nobody_s(
    client, make, hiring, beatriz, henrik, six, url
):
    tomasz = make.member(hiring, "interviewer", make.person("Tomasz"))
    for one in six[:4]:
        make.interview(one, tomasz)
    assert client.sign_in(tomasz).post(f"{url}/pick").status_code == 403
    page = post(client, beatriz, f"{url}/picking")
    assert "Ask those ticked" in page.text
    post(client, beatriz, f"{url}/picking/invitations", {}, 422)
    page = post(client, beatriz, f"{url}/picking/invitations", {"invited": [tomasz.id]})
    assert "Tomasz is asked to pick in private" in page.text
    assert "Leave Tomasz out of this round" in page.text
    sent = {"pick": [one.id for one in six[:3]], "order": [one.id for one in six[:3]]}
    post(client, tomasz, f"{url}/pick", sent)
    post(client, tomasz, f"{url}/pick/seal", sent)
    for person in (beatriz, henrik):
        actions.seal_pick(hiring, chosen=[one.id for one in six[3:]], by=person, at=make.at)
    page = client.sign_in(tomasz).get(f"{url}/decision").text
    assert "Picking is over" in page
    assert "Zoë" not in page
    assert "Some of you" in client.sign_in(henrik).get(f"{url}/decision").text


def test_somebody_invited_is_left_out_again_and_the_rest_opens(
    client, make, hiring, beatriz, henrik, six, url
):
    ngozi = make.member(hiring, "recruiter", make.person("Ngozi"))
    actions.start_picking(hiring, invited=[ngozi], by=beatriz, at=make.at)
    for person in (beatriz, henrik):
        actions.seal_pick(hiring, chosen=[one.id for one in six[3:]], by=person, at=make.at)
    address = f"{url}/picking/invitations/{ngozi.id}/ending"
    page = post(client, beatriz, address)
    assert "Ngozi no longer picks in this round. All other picks are in." in page.text
    post(client, beatriz, address, status=422)


def test_a_list_is_discarded_by_button_and_picked_for_again(
    client, make, hiring, beatriz, henrik, six, url
):
    make.picking(hiring, {beatriz: tuple(six[:3]), henrik: tuple(six[:3])}, opened=True)
    shortlist = make.editing_list(hiring, six[:3])
    address = f"/shortlists/{shortlist.id}/discarding"
    page = post(client, henrik, address, {"discard_reason": " "}, 422)
    assert "Say why the list is discarded" in page.text
    page = post(client, henrik, address, {"discard_reason": "Begun too early"})
    assert "Version 1 was discarded" in page.text
    assert "Begun too early" in page.text
    page = client.sign_in(beatriz).get(f"{url}/decision").text
    assert "Start another round of picks" in page
    sent = as_form(1, six[:3], {six[0]: "Typed for long"})
    page = post(client, beatriz, f"/shortlists/{shortlist.id}/lines", sent, 409)
    assert "Typed for long" in page.text


def test_with_fewer_than_two_finalists_left_the_page_says_it_is_time(
    client, make, hiring, beatriz, six, url, db
):
    make.shortlist(hiring, six[:3])
    for one in six[:2]:
        one.withdrawn_at = make.at
    db.session.commit()
    page = client.sign_in(beatriz).get(f"{url}/decision").text
    assert "Only one of its finalists is left. Time for the next version." in page


def test_ticks_changed_since_they_were_saved_are_saved_not_sealed(
    client, make, hiring, beatriz, six, url
):
    make.picking(hiring, {beatriz: six[:3]})
    sent = {"pick": [one.id for one in six[:4]], "order": [one.id for one in six[:3]]}
    page = post(client, beatriz, f"{url}/pick/seal", sent)
    assert "saved, not sealed" in page.text
    mine = picks.own_pick(hiring.id, beatriz.id)
    assert mine.sealed_at is None
    assert len(mine.choices) == 4


def test_a_pick_of_two_is_not_sealed_and_the_page_says_why(client, make, hiring, beatriz, six, url):
    make.picking(hiring, {beatriz: six[:2]})
    sent = {"pick": [one.id for one in six[:2]], "order": [one.id for one in six[:2]]}
    page = post(client, beatriz, f"{url}/pick/seal", sent, 422)
    assert "Pick 3 to 5 people. You have 2." in page.text


def test_closing_without_a_reason_keeps_the_round_open(client, make, hiring, beatriz, six, url):
    make.picking(hiring, {beatriz: tuple(six[:3])})
    page = post(client, beatriz, f"{url}/picking/closing", {"reason": "  "}, 422)
    assert "Say why picking closes" in page.text
    page = post(client, beatriz, f"{url}/picking/closing", {"reason": "Henrik is away"})
    assert "Henrik is away" in page.text


def test_a_change_that_was_overtaken_shows_the_others_version_and_what_was_typed(
    client, make, hiring, beatriz, henrik, six
):
    shortlist = make.editing_list(hiring, six[:3])
    address = f"/shortlists/{shortlist.id}/lines"
    post(client, henrik, address, as_form(1, six[1:4], {six[1]: "Henrik’s words"}))
    mine = as_form(1, six[:3], {six[0]: "Typed with care by Beatriz"})
    page = post(client, beatriz, address, mine, 409)
    assert "Henrik changed this list" in page.text
    assert "Henrik’s words" in page.text
    assert "Typed with care by Beatriz" in page.text
    assert 'name="edit" value="2"' in page.text
    assert queries.order(queries.editing(hiring.id)) == [one.id for one in six[1:4]]


def test_a_refused_list_keeps_what_was_typed_and_can_be_sent_again(
    client, make, hiring, beatriz, six
):
    shortlist = make.editing_list(hiring, six[:2])
    address = f"/shortlists/{shortlist.id}/proposal"
    typed = as_form(1, six[:2], {six[0]: "Only in my words"})
    page = post(client, beatriz, address, typed, 422)
    assert "this one has 2" in page.text
    assert "Only in my words" in page.text
    assert 'name="edit" value="1"' in page.text
    assert queries.editing(hiring.id).edit == 1
    whole = dict.fromkeys(six, "A reason")
    page = post(client, beatriz, address, as_form(1, six[:3], whole))
    assert "No sign-off is required by policy" in page.text


def test_a_list_of_six_is_refused_in_words(client, make, hiring, beatriz, six):
    shortlist = make.editing_list(hiring)
    sent = as_form(1, six, dict.fromkeys(six, "A reason"))
    page = post(client, beatriz, f"/shortlists/{shortlist.id}/proposal", sent, 422)
    assert "3 to 5 finalists; this one has 6" in page.text
    assert "names nobody to sign a list of 6" in page.text


def test_whoever_owes_a_card_sees_neither_picks_nor_list(
    client, make, hiring, beatriz, henrik, six, url
):
    make.picking(hiring, {beatriz: tuple(six[:3]), henrik: tuple(six[1:4])}, opened=True)
    make.editing_list(hiring, six[:3])
    owed = make.candidacy(hiring, "Not Rated Yet")
    make.add(
        Ask(
            candidacy_id=owed.id,
            person_id=henrik.id,
            panel="soft",
            asked_at=make.at,
            due_at=make.at,
        )
    )
    page = client.sign_in(henrik).get(f"{url}/decision").text
    assert "1 candidate waits for your card" in page
    assert "Where you agreed" not in page
    assert "Reason for number" not in page
    assert "Where you agreed" in client.sign_in(beatriz).get(f"{url}/decision").text


def test_whoever_owes_a_card_reads_one_statement_and_finds_one_way_on(
    client, make, hiring, henrik, six, url
):
    owe(make, henrik, make.candidacy(hiring, "Not Rated Yet"))
    main = client.sign_in(henrik).get(f"{url}/decision").text.partition("<main")[2]
    assert main.count('class="sealed"') == 1
    assert main.count("btn-primary") == 1
    assert "Fill your scorecard" in main


@pytest.mark.parametrize("page", ["ranking", "decision"])
def test_where_nobody_is_in_play_the_page_points_to_what_comes_first(client, make, page):
    def main(made):
        lead_ = lead(made.id, "recruiter")
        return client.sign_in(lead_).get(f"/requisitions/{made.id}/{page}").text

    draft = make.requisition(stage="draft")
    assert f'href="/requisitions/{draft.id}/requirements">Go and open it' in main(draft)
    bare = make.requisition(stage="draft", criteria=[])
    assert f'href="/requisitions/{bare.id}/requirements">Set the criteria' in main(bare)
    opened = make.requisition()
    assert f'href="/requisitions/{opened.id}/candidates">Bring in candidates' in main(opened)
    assert "Start picking" not in main(opened)


def test_hr_reads_the_decision_and_changes_nothing(client, make, hiring, beatriz, henrik, six, url):
    make.picking(hiring, {beatriz: tuple(six[:3]), henrik: tuple(six[1:4])}, opened=True)
    shortlist = make.editing_list(hiring, six[:3])
    hr = make.person(hr=True)
    page = client.sign_in(hr).get(f"{url}/decision").text
    assert "Where they agreed" in page
    assert "Reason for number" in page
    assert "Save the list" not in page
    for address in (
        f"{url}/picking",
        f"{url}/pick",
        f"{url}/shortlists",
        f"/shortlists/{shortlist.id}/lines",
        f"/shortlists/{shortlist.id}/proposal",
    ):
        assert client.post(address).status_code == 403


@pytest.mark.parametrize(
    ("part", "decision", "frozen"),
    [
        ("recruiter", 200, 200),
        ("hiring manager", 200, 200),
        ("interviewer", 200, 403),
        ("approver", 403, 200),
        ("observer", 403, 200),
        ("agency recruiter", 403, 403),
        (None, 404, 404),
    ],
)
def test_each_part_opens_what_it_may(client, make, hiring, six, url, part, decision, frozen):
    shortlist = make.shortlist(hiring, six[:3])
    person = make.member(hiring, part) if part else make.person(admin=True)
    client.sign_in(person)
    assert client.get(f"{url}/decision").status_code == decision
    assert client.get(f"{url}/signoffs").status_code == frozen
    assert client.get(f"/shortlists/{shortlist.id}").status_code == frozen
    settles = 409 if part in ("recruiter", "hiring manager") else decision if part is None else 403
    answer = client.post(f"/shortlists/{shortlist.id}/lines", data={"edit": 2})
    assert answer.status_code == settles


def test_an_interviewer_sees_no_list_and_no_picks(client, make, hiring, beatriz, henrik, six, url):
    make.picking(hiring, {beatriz: tuple(six[:3]), henrik: tuple(six[1:4])}, opened=True)
    make.editing_list(hiring, six[:3])
    rater = make.member(hiring, "interviewer")
    make.interview(six[0], rater)
    page = client.sign_in(rater).get(f"{url}/decision").text
    for hidden in ("Where they agreed", "Where you agreed", "Reason for number", "Zoë", "Kateryna"):
        assert hidden not in page


def test_an_approver_reads_the_frozen_version_with_reasons_and_left_outs(
    client, make, hiring, rui, six, url
):
    shortlist = make.shortlist(hiring, six[:3], approvers=[rui])
    six[1].candidate.name = "Renamed Since"
    six[1].withdrawn_at = make.at
    page = client.sign_in(rui).get(f"/shortlists/{shortlist.id}").text
    for name in NAMES:
        assert name in page
    assert "Renamed Since" not in page
    assert "Withdrawn" in page
    assert f"Reason for number {six[5].id}" in page
    assert "You did not interview anyone here" in page
    assert shortlist.fingerprint[:4] in page
    assert "Read and sign version 1" in client.get(f"{url}/signoffs").text


def test_a_version_in_work_has_no_page_yet(client, make, hiring, beatriz, six):
    shortlist = make.editing_list(hiring, six[:3])
    assert client.sign_in(beatriz).get(f"/shortlists/{shortlist.id}").status_code == 404
    assert client.post(f"/shortlists/{shortlist.id}/signatures").status_code == 404
    assert client.get("/shortlists/987654").status_code == 404


def test_sending_back_with_a_blank_reason_says_so_and_changes_nothing(
    client, make, hiring, rui, six
):
    shortlist = make.shortlist(hiring, six[:3], approvers=[rui])
    page = post(client, rui, f"/shortlists/{shortlist.id}/refusals", {"refusal": " "}, 422)
    assert "Say what you want changed" in page.text
    assert queries.status(shortlist) == "awaiting sign-off"


def test_signing_a_version_that_was_replaced_is_answered_clearly(
    client, make, hiring, beatriz, rui, six
):
    first = make.shortlist(hiring, six[:3], approvers=[rui])
    second = actions.start_list(hiring, by=beatriz, at=make.at)
    reasons = {one.id: "A reason" for one in six}
    text = actions.ListText([one.id for one in six[1:4]], reasons)
    actions.put_forward(second, edit=second.edit, text=text, by=beatriz, at=make.at)
    page = post(client, rui, f"/shortlists/{first.id}/signatures", status=409)
    assert "replaced by a later one" in page.text
    assert "Read the current version" in page.text
    assert queries.status(second) == "awaiting sign-off"


def test_nobody_signs_who_is_not_asked(client, make, hiring, beatriz, rui, six):
    shortlist = make.shortlist(hiring, six[:3], approvers=[rui])
    page = post(client, beatriz, f"/shortlists/{shortlist.id}/signatures", status=409)
    assert "not asked to sign this version" in page.text
    plain = make.shortlist(make.requisition(recruiter=beatriz), None)
    page = post(client, beatriz, f"/shortlists/{plain.id}/signatures", status=409)
    assert "No sign-off is required by policy" in page.text


def test_an_approver_who_owes_a_card_for_one_of_them_reads_and_signs_after_it_is_in(
    client, make, hiring, rui, six
):
    shortlist = make.shortlist(hiring, six[:3], approvers=[rui])
    make.add(
        Ask(
            candidacy_id=six[0].id, person_id=rui.id, panel="soft", asked_at=make.at, due_at=make.at
        )
    )
    page = client.sign_in(rui).get(f"/shortlists/{shortlist.id}").text
    assert "waits for your card" in page
    for hidden in (*NAMES, "Reason for number", "5.00"):
        assert hidden not in page
    page = post(client, rui, f"/shortlists/{shortlist.id}/signatures", status=409)
    assert queries.status(shortlist) == "awaiting sign-off"
    assert queries.shortlist_rows(hiring.id, rui) == []


def test_nobody_who_owes_a_card_takes_the_words_of_approvers_away(make, hiring, rui, six):
    eleni = make.member(hiring, "approver", make.person("Eleni"))
    shortlist = make.shortlist(hiring, six[:3], approvers=[rui, eleni])
    why = "Ana is stronger than Châu"
    signing.send_back(chain_of("shortlist", shortlist.id), by=rui, reason=why, at=make.at)
    rater = make.member(hiring, "recruiter")
    assert len(signoffs.signoff_rows(hiring.id, rater)) == 2
    owe(make, rater, six[0])
    owe(make, eleni, six[0])
    assert signoffs.signoff_rows(hiring.id, rater) == []
    assert [row.approver for row in signoffs.signoff_rows(hiring.id, eleni)] == ["Eleni"]


def test_a_candidate_of_the_requisition_opens_nothing(client, make, hiring, beatriz, six, url):
    shortlist = make.shortlist(hiring, six[:3])
    make.recusal(hiring, beatriz.email)
    client.sign_in(beatriz)
    for address in (f"{url}/decision", f"{url}/signoffs", f"/shortlists/{shortlist.id}"):
        assert client.get(address).status_code == 404


def test_odd_forms_are_answered_in_words(client, make, hiring, beatriz, six, url):
    make.picking(hiring, {beatriz: six[:3]})
    stranger = make.candidacy(make.requisition())
    client.sign_in(beatriz)
    assert (
        client.post(f"{url}/pick", data={"pick": ["x", "-1", str(stranger.id)]}).status_code == 409
    )
    shortlist = make.editing_list(hiring, six[:3])
    address = f"/shortlists/{shortlist.id}/lines"
    twice = as_form(1, [six[0], six[0], six[1]], {})
    assert "on the list twice" in client.post(address, data=twice).text
    long = as_form(1, six[:3], {six[0]: "x" * 2001})
    assert "2,000 characters" in client.post(address, data=long).text
    assert client.post(address, data={}).status_code == 409
    assert queries.order(queries.editing(hiring.id)) == [one.id for one in six[:3]]


def test_versions_are_listed_with_where_each_stands(client, make, hiring, rui, six, url):
    first = make.shortlist(hiring, six[:3], approvers=[rui])
    signing.send_back(chain_of("shortlist", first.id), by=rui, reason="Look again", at=make.at)
    page = client.sign_in(rui).get(f"{url}/signoffs").text
    assert "Look again" in page
    second = make.shortlist(hiring, six[1:4])
    page = client.get(f"{url}/signoffs").text
    assert "Superseded" in page
    assert f"/shortlists/{second.id}" in page


def test_without_a_version_the_page_says_so(client, make, hiring, beatriz, url):
    page = client.sign_in(beatriz).get(f"{url}/signoffs").text
    assert "Nothing has been put forward yet" in page


# The desk and the file


def kinds(db, person, at):
    return [row.kind for row in db.session.execute(queries.waiting(person, at))]


def test_the_desk_says_what_waits_in_deciding(make, hiring, beatriz, henrik, rui, six, db):
    assert kinds(db, beatriz, make.at) == []
    round_ = make.picking(hiring, {beatriz: tuple(six[:3])})
    assert kinds(db, beatriz, make.at) == []
    assert kinds(db, henrik, make.at) == ["shortlists.pick"]
    actions.seal_pick(hiring, chosen=[one.id for one in six[1:4]], by=henrik, at=make.at)
    assert round_.opened_at == make.at
    assert kinds(db, beatriz, make.at) == kinds(db, henrik, make.at) == ["shortlists.settle"]
    version = make.shortlist(hiring, six[:3], approvers=[rui])
    assert kinds(db, beatriz, make.at) == []
    signing.send_back(chain_of("shortlist", version.id), by=rui, reason="Again", at=make.at)
    (row,) = db.session.execute(queries.waiting(beatriz, make.at)).all()
    assert (row.kind, row.requisition_id, row.detail) == ("shortlists.sent_back", hiring.id, "1")
    assert row.since_at == make.at
    assert kinds(db, make.person(hr=True), make.at) == []
    actions.start_list(hiring, by=beatriz, at=make.at)
    assert kinds(db, henrik, make.at) == ["shortlists.settle"]


def test_the_desk_says_when_all_cards_are_in(make, hiring, beatriz, henrik, six, db):
    assert kinds(db, beatriz, make.at) == []
    owe(make, henrik, six[0])
    assert kinds(db, beatriz, make.at) == ["shortlists.start"]
    assert kinds(db, henrik, make.at) == []
    owe(make, henrik, make.candidacy(hiring))
    assert kinds(db, beatriz, make.at) == []


COLUMNS = (
    "rank,candidate_id,name,email,requisition,requirements_version,shortlist_version,soft_raw,"
    "hard_raw,raw,adjusted,confidence,band,coverage,spread,lowest_criterion,raters,"
    "recommendations,references_in,references_needed,checks_state,signoff_state,offer_state,"
    "offer_closes_at,next_promise_due,owner,reason"
)


def read(rows):
    heading, *records = csv.parse(b"".join(csv.stream(SHORTLIST, rows)))
    assert ",".join(heading) == COLUMNS
    return [dict(zip(heading, record, strict=True)) for record in records]


def test_the_export_has_its_columns_and_the_frozen_numbers(make, hiring, beatriz, rui, six):
    make.shortlist(hiring, six[:3], approvers=[rui])
    offers = {six[0].id: ("open", make.at)}
    first, second, third = read(queries.shortlist_rows(hiring.id, beatriz, offers=offers))
    assert [row["rank"] for row in (first, second, third)] == ["1", "2", "3"]
    assert first["name"] == "Ana"
    assert first["email"] == six[0].candidate.email
    assert first["requisition"] == hiring.code
    assert (first["raw"], first["soft_raw"], first["coverage"]) == ("5.0", "5.0", "1.0")
    assert first["recommendations"] == "2 yes"
    assert (first["references_in"], first["references_needed"]) == ("0", "2")
    assert first["signoff_state"] == "awaiting sign-off"
    assert (first["offer_state"], second["offer_state"]) == ("open", "")
    assert first["owner"] == "Beatriz"
    assert third["reason"] == f"Reason for number {six[2].id}"
    assert float(first["adjusted"]) == pytest.approx(5, abs=0.2)
    assert 0 < float(first["confidence"]) <= 1
    assert first["band"] in ("clear", "borderline", "unlikely", "")


def test_the_export_is_cut_to_rights(make, hiring, rui, six):
    assert queries.shortlist_rows(hiring.id, None) == []
    make.shortlist(hiring, six[:3])
    assert len(queries.shortlist_rows(hiring.id, None)) == 3
    (first, *_) = read(queries.shortlist_rows(hiring.id, rui))
    assert (first["email"], first["references_needed"]) == ("", "")
    for part in ("interviewer", "agency recruiter"):
        assert queries.shortlist_rows(hiring.id, make.member(hiring, part)) == []
    assert queries.shortlist_rows(hiring.id, make.person(admin=True)) == []
    assert len(queries.shortlist_rows(hiring.id, make.person(hr=True))) == 3


def test_the_decision_page_asks_no_more_of_the_database_for_more_candidates(
    client, make, hiring, beatriz, six, url, statements
):
    make.editing_list(hiring, six[:3])
    client.sign_in(beatriz).get(f"{url}/decision")
    with statements() as few:
        client.get(f"{url}/decision")
    for _ in range(40):
        make.candidacy(hiring)
    hiring.inputs_version += 1
    client.get(f"{url}/decision")
    with statements() as many:
        client.get(f"{url}/decision")
    assert len(many) <= len(few)
    assert signoffs.chain_of("shortlist", 0) is None
