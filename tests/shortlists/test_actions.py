"""Picking in private, settling a list, and putting a version forward."""

import copy

import pytest
from sqlalchemy import select, update

from app.candidates.models import Candidate
from app.core.decision import Refused
from app.history.models import HistoryLine, HistoryPayload
from app.mail.models import Message
from app.people.queries import lead
from app.requisitions.models import Criterion, Policy
from app.scorecards.models import Ask, Mark, Scorecard
from app.shortlists import actions, freezing, picks, queries
from app.shortlists.actions import ListText, Overtaken
from app.signoffs import actions as signing
from app.signoffs.queries import chain_of, my_open, trail
from tests.makers.shortlists import reasons_for


@pytest.fixture
def hiring(make):
    leads = {"recruiter": make.person("Beatriz"), "manager": make.person("Henrik")}
    return make.requisition(title="Senior Data Engineer", **leads)


@pytest.fixture
def beatriz(hiring):
    return lead(hiring.id, "recruiter")


@pytest.fixture
def henrik(hiring):
    return lead(hiring.id, "hiring manager")


@pytest.fixture
def six(make, hiring):
    names = ("Ana", "Châu", "Oluwaseun", "Kateryna", "Zoë", "José")
    return [
        make.scored(hiring, mark, name)
        for mark, name in zip((5, 5, 4, 4, 3, 2), names, strict=True)
    ]


def ids(rows):
    return [row.id for row in rows]


def text(finalists, left_out=(), **given):
    return ListText(ids(finalists), reasons_for([*finalists, *left_out]), **given)


def ask_of(make, candidacy, person):
    return make.add(
        Ask(
            candidacy_id=candidacy.id,
            person_id=person.id,
            panel="soft",
            asked_at=make.at,
            due_at=make.at,
        )
    )


# Picking


def test_the_lead_recruiter_starts_a_round_for_both_leads(make, hiring, beatriz, henrik, six):
    round_ = actions.start_picking(hiring, by=beatriz, at=make.at)
    assert {pick.person_id for pick in round_.picks} == {beatriz.id, henrik.id}
    with pytest.raises(Refused, match="under way"):
        actions.start_picking(hiring, by=beatriz, at=make.at)


def test_nobody_else_starts_a_round(make, hiring, henrik, six):
    with pytest.raises(Refused, match="lead recruiter starts"):
        actions.start_picking(hiring, by=henrik, at=make.at)


def test_picks_open_once_those_invited_have_sealed_too(make, hiring, beatriz, henrik, six, db):
    ngozi = make.member(hiring, "hiring manager", make.person("Ngozi"))
    round_ = actions.start_picking(hiring, invited=[ngozi], by=beatriz, at=make.at)
    for person, chosen in ((beatriz, six[:3]), (henrik, six[1:4])):
        assert not actions.seal_pick(hiring, chosen=ids(chosen), by=person, at=make.at)
        assert all(other.chosen is None for other in picks.picks_for(hiring.id, ngozi).others)
    assert actions.seal_pick(hiring, chosen=ids(six[1:5]), by=ngozi, at=make.at)
    assert round_.opened_at == make.at
    agreed = picks.picks_for(hiring.id, henrik).agreement
    assert set(agreed.both) == {six[1].id, six[2].id}
    assert agreed.some == {six[3].id: (henrik.id, ngozi.id)}
    db.session.commit()
    assert db.session.scalars(select(HistoryLine.verb)).all().count("shortlists.pick_invited") == 1


def test_an_interviewer_invited_picks_among_those_they_met_and_reads_no_other_pick(
    make, hiring, beatriz, henrik, six
):
    tomasz = make.member(hiring, "interviewer", make.person("Tomasz"))
    for one in six[:3]:
        make.interview(one, tomasz)
    actions.start_picking(hiring, invited=[tomasz], by=beatriz, at=make.at)
    with pytest.raises(Refused, match="not in play"):
        actions.save_pick(hiring, chosen=[six[4].id], by=tomasz, at=make.at)
    actions.seal_pick(hiring, chosen=ids(six[:3]), by=tomasz, at=make.at)
    for person in (beatriz, henrik):
        actions.seal_pick(hiring, chosen=ids(six[3:]), by=person, at=make.at)
    seen = picks.picks_for(hiring.id, tomasz)
    assert seen.state == "opened"
    assert all(other.chosen is None for other in seen.others)
    assert seen.agreement is None


def test_whoever_was_invited_and_owes_a_card_picks_after_it_is_in(make, hiring, beatriz, six):
    ngozi = make.member(hiring, "recruiter", make.person("Ngozi"))
    ask_of(make, make.candidacy(hiring), ngozi)
    actions.start_picking(hiring, invited=[ngozi], by=beatriz, at=make.at)
    with pytest.raises(Refused, match="waits for your card"):
        actions.seal_pick(hiring, chosen=ids(six[:3]), by=ngozi, at=make.at)


@pytest.mark.parametrize("part", ["approver", "observer", "agency recruiter", None])
def test_nobody_who_sees_no_marks_is_invited(make, hiring, beatriz, six, part):
    person = make.member(hiring, part) if part else make.person(hr=True)
    actions.start_picking(hiring, by=beatriz, at=make.at)
    with pytest.raises(Refused, match="sees no marks here"):
        actions.invite_to_pick(hiring, [person], by=beatriz, at=make.at)
    assert person not in picks.may_be_asked(hiring.id, picks.latest_round(hiring.id))


def test_leaving_out_whom_all_wait_for_opens_the_round(make, hiring, beatriz, henrik, six):
    ngozi = make.member(hiring, "recruiter", make.person("Ngozi"))
    round_ = actions.start_picking(hiring, invited=[ngozi], by=beatriz, at=make.at)
    actions.save_pick(hiring, chosen=ids(six[3:]), by=ngozi, at=make.at)
    for person in (beatriz, henrik):
        actions.seal_pick(hiring, chosen=ids(six[:3]), by=person, at=make.at)
    assert actions.leave_out_of_picking(hiring, ngozi, by=beatriz, at=make.at)
    assert round_.opened_at == make.at
    assert len(round_.picks) == 2


def test_a_second_round_starts_empty_and_the_next_list_starts_from_it(
    make, clock, hiring, beatriz, henrik, six
):
    actions.start_picking(hiring, by=beatriz, at=make.at)
    actions.close_picking(hiring, reason="We know them all", by=beatriz, at=make.at)
    make.shortlist(hiring, six[:3])
    later = clock.forward(hours=1)
    second = actions.start_picking(hiring, by=beatriz, at=later)
    assert all(not one.choices for one in second.picks)
    with pytest.raises(Refused, match="under way"):
        actions.start_list(hiring, by=henrik, at=later)
    for person in (beatriz, henrik):
        actions.seal_pick(hiring, chosen=ids(six[2:5]), by=person, at=later)
    started = actions.start_list(hiring, by=henrik, at=later)
    assert queries.order(started) == ids(six[2:5])


def test_a_list_in_work_is_discarded_with_a_reason_and_another_may_be_started(
    make, hiring, beatriz, henrik, six, db
):
    make.picking(hiring, {beatriz: tuple(six[:3]), henrik: tuple(six[:3])}, opened=True)
    first = actions.start_list(hiring, by=beatriz, at=make.at)
    with pytest.raises(Refused, match="Say why"):
        actions.discard_list(first, reason=" ", by=henrik, at=make.at)
    actions.discard_list(first, reason="Begun too early", by=henrik, at=make.at)
    assert queries.status(first) == "discarded"
    assert queries.editing(hiring.id) is None
    with pytest.raises(Refused, match="discarded"):
        actions.put_forward(first, edit=1, text=text(six[:3]), by=beatriz, at=make.at)
    second = actions.start_list(hiring, by=beatriz, at=make.at)
    assert (second.version, queries.order(second)) == (2, ids(six[:3]))
    db.session.commit()
    assert "shortlists.discarded" in db.session.scalars(select(HistoryLine.verb)).all()


def test_a_version_put_forward_is_never_discarded(make, hiring, beatriz, six):
    version = make.shortlist(hiring, six[:3])
    with pytest.raises(Refused, match="Only a list in work"):
        actions.discard_list(version, reason="No longer", by=beatriz, at=make.at)


def test_a_draft_keeps_its_order_and_may_change_until_sealed(make, hiring, beatriz, six):
    actions.start_picking(hiring, by=beatriz, at=make.at)
    ana, chau, oluwaseun, kateryna, *_ = ids(six)
    actions.save_pick(hiring, chosen=[chau, ana], by=beatriz, at=make.at)
    actions.save_pick(hiring, chosen=[kateryna, chau, ana], by=beatriz, at=make.at)
    assert picks.picks_for(hiring.id, beatriz).my_choice == (kateryna, chau, ana)
    chosen = [oluwaseun, chau, ana]
    assert actions.seal_pick(hiring, chosen=chosen, by=beatriz, at=make.at) is False
    for change in (actions.save_pick, actions.seal_pick):
        with pytest.raises(Refused, match="stay as they are"):
            change(hiring, chosen=[ana, chau, kateryna], by=beatriz, at=make.at)
    assert picks.picks_for(hiring.id, beatriz).my_choice == (oluwaseun, chau, ana)


def test_picks_open_to_both_the_moment_the_second_is_sealed(make, hiring, beatriz, henrik, six):
    actions.start_picking(hiring, by=beatriz, at=make.at)
    ana, chau, _, kateryna, zoe, _ = ids(six)
    actions.seal_pick(hiring, chosen=[ana, chau, zoe], by=beatriz, at=make.at)
    before = picks.picks_for(hiring.id, henrik)
    assert before.agreement is None
    assert before.others[0].sealed_at == make.at
    assert before.others[0].chosen is None
    opened = actions.seal_pick(hiring, chosen=[chau, ana, kateryna], by=henrik, at=make.at)
    assert opened is True
    for person in (beatriz, henrik):
        found = picks.picks_for(hiring.id, person)
        assert found.agreement.both == (ana, chau)
        assert found.agreement.only == {beatriz.id: (zoe,), henrik.id: (kateryna,)}
        assert found.agreement.differing == (ana, chau)


@pytest.mark.parametrize("size", [2, 6])
def test_a_pick_of_two_or_six_is_not_sealed(make, hiring, beatriz, six, size):
    actions.start_picking(hiring, by=beatriz, at=make.at)
    with pytest.raises(Refused, match=f"Pick 3 to 5 people. You have {size}."):
        actions.seal_pick(hiring, chosen=ids(six)[:size], by=beatriz, at=make.at)
    assert picks.own_pick(hiring.id, beatriz.id).sealed_at is None


def test_whoever_owes_a_card_does_not_pick(make, hiring, beatriz, six):
    actions.start_picking(hiring, by=beatriz, at=make.at)
    ask_of(make, six[0], beatriz)
    with pytest.raises(Refused, match="1 candidate waits for your card"):
        actions.save_pick(hiring, chosen=ids(six)[:3], by=beatriz, at=make.at)


def test_closing_opens_what_is_sealed_and_leaves_drafts_private(make, hiring, beatriz, henrik, six):
    actions.start_picking(hiring, by=beatriz, at=make.at)
    ana, chau, _, kateryna, zoe, _ = ids(six)
    actions.seal_pick(hiring, chosen=[ana, chau, zoe], by=beatriz, at=make.at)
    actions.save_pick(hiring, chosen=[kateryna, ana, chau], by=henrik, at=make.at)
    with pytest.raises(Refused, match="Say why"):
        actions.close_picking(hiring, reason=" ", by=beatriz, at=make.at)
    with pytest.raises(Refused, match="Only the lead recruiter"):
        actions.close_picking(hiring, reason="I am late", by=henrik, at=make.at)
    actions.close_picking(hiring, reason="Henrik is away until Monday", by=beatriz, at=make.at)
    seen = picks.picks_for(hiring.id, beatriz)
    assert seen.state == "closed"
    assert seen.others[0].chosen is None
    assert kateryna not in seen.agreement.positions
    assert picks.picks_for(hiring.id, henrik).others[0].chosen == (ana, chau, zoe)
    with pytest.raises(Refused, match="closed"):
        actions.seal_pick(hiring, chosen=[kateryna, ana, chau], by=henrik, at=make.at)


def test_history_says_that_picks_were_sealed_and_not_what_is_in_them(
    make, hiring, beatriz, six, db
):
    actions.start_picking(hiring, by=beatriz, at=make.at)
    actions.seal_pick(hiring, chosen=ids(six)[:3], by=beatriz, at=make.at)
    db.session.commit()
    lines = db.session.scalars(select(HistoryLine)).all()
    assert [line.verb for line in lines] == ["shortlists.picking_started", "shortlists.pick_sealed"]
    assert [line.candidacy_id for line in lines] == [None, None]
    assert db.session.scalars(select(HistoryPayload.body)).all() == [{}, {}]


# Settling


def test_a_list_starts_from_what_both_picked(make, hiring, beatriz, henrik, six):
    ana, chau, oluwaseun, kateryna, *_ = six
    make.picking(
        hiring, {beatriz: (ana, chau, oluwaseun), henrik: (chau, ana, kateryna)}, opened=True
    )
    started = actions.start_list(hiring, by=henrik, at=make.at)
    assert started.version == 1
    assert queries.order(started) == [ana.id, chau.id]
    with pytest.raises(Refused, match="being edited"):
        actions.start_list(hiring, by=beatriz, at=make.at)


def test_no_list_before_picks_are_open(make, hiring, beatriz, six):
    with pytest.raises(Refused, match="Each picks alone"):
        actions.start_list(hiring, by=beatriz, at=make.at)


def test_a_change_that_was_overtaken_changes_nothing_and_says_by_whom(
    make, hiring, beatriz, henrik, six
):
    shortlist = make.editing_list(hiring, six[:3])
    actions.save_list(shortlist, edit=1, text=text(six[1:4]), by=henrik, at=make.at)
    with pytest.raises(Overtaken, match="Henrik changed this list today 10:00"):
        actions.save_list(shortlist, edit=1, text=text(six[:3]), by=beatriz, at=make.at)
    assert queries.order(shortlist) == ids(six[1:4])
    assert shortlist.edit == 2


def test_positions_swap_and_reasons_of_the_left_out_are_kept(make, hiring, beatriz, six):
    shortlist = make.editing_list(hiring, six[:3])
    swapped = [six[2], six[0], six[1]]
    actions.save_list(shortlist, edit=1, text=text(swapped, six[3:5]), by=beatriz, at=make.at)
    assert queries.order(shortlist) == ids(swapped)
    left_out = {line.candidacy_id for line in shortlist.lines if line.position is None}
    assert left_out == set(ids(six[3:5]))


def test_nobody_of_another_requisition_and_nobody_twice(make, hiring, beatriz, six):
    stranger = make.candidacy(make.requisition())
    shortlist = make.editing_list(hiring, six[:3])
    with pytest.raises(Refused, match="not a candidate of this requisition"):
        actions.save_list(
            shortlist, edit=1, text=text([*six[:2], stranger]), by=beatriz, at=make.at
        )
    twice = ListText([six[0].id, six[1].id, six[0].id])
    with pytest.raises(Refused, match="on the list twice"):
        actions.save_list(shortlist, edit=1, text=twice, by=beatriz, at=make.at)
    assert queries.order(shortlist) == ids(six[:3])


# Putting forward


def put_forward(shortlist, finalists, left_out, by, at, **given):
    return actions.put_forward(
        shortlist, edit=shortlist.edit, text=text(finalists, left_out, **given), by=by, at=at
    )


def test_without_approvers_a_version_counts_at_once(make, hiring, beatriz, six):
    shortlist = make.editing_list(hiring)
    put_forward(shortlist, six[:4], six[4:], beatriz, make.at)
    assert queries.status(shortlist) == "approved"
    assert queries.approved(hiring.id).id == shortlist.id
    assert chain_of("shortlist", shortlist.id) is None


def test_a_version_put_forward_is_frozen_with_its_numbers(make, hiring, beatriz, six):
    make.approver(hiring, position=1, person=make.person("Rui"))
    shortlist = make.editing_list(hiring)
    put_forward(shortlist, six[:3], six[3:], beatriz, make.at)
    numbers = shortlist.numbers
    assert [row["name"] for row in numbers["finalists"]] == ["Ana", "Châu", "Oluwaseun"]
    assert [row["position"] for row in numbers["finalists"]] == [1, 2, 3]
    assert numbers["finalists"][0]["raw"] == 5.0
    assert numbers["finalists"][0]["tied"] is True
    assert numbers["finalists"][2]["rank"] == 3
    assert numbers["finalists"][0]["recommendations"] == "2 yes"
    assert {row["name"] for row in numbers["left_out"]} == {"Kateryna", "Zoë", "José"}
    assert all(row["reason"] for row in (*numbers["finalists"], *numbers["left_out"]))
    assert numbers["left_out"][-1]["position"] is None
    assert shortlist.policy["list_size"] == 4
    assert shortlist.policy["shortlist_chain"] == [{"step": 1, "approver": "Rui"}]
    assert (shortlist.engine_version, shortlist.seed) == ("1.0", 0)
    assert shortlist.fingerprint == freezing.fingerprint_of(shortlist)
    assert not any("mark" in key for row in numbers["finalists"] for key in row)


def test_a_frozen_version_never_changes(make, hiring, beatriz, six, db):
    shortlist = make.editing_list(hiring)
    put_forward(shortlist, six[:3], six[3:], beatriz, make.at)
    before = copy.deepcopy((shortlist.numbers, shortlist.policy, shortlist.fingerprint))
    db.session.execute(update(Mark).values(value=1))
    db.session.execute(update(Scorecard).values(recommendation="strong no"))
    db.session.execute(update(Criterion).values(weight=9.0, name="Renamed"))
    db.session.execute(update(Candidate).values(name="Renamed"))
    db.session.execute(update(Policy).values(list_size=3))
    hiring.title = "Renamed"
    make.candidacy(hiring, "Came later")
    db.session.commit()
    db.session.expire_all()
    again = queries.load_version(shortlist.id)
    assert (again.numbers, again.policy, again.fingerprint) == before
    assert freezing.fingerprint_of(again) == before[2]
    with pytest.raises(Refused, match="frozen"):
        actions.save_list(again, edit=again.edit, text=text(six[:4]), by=beatriz, at=make.at)
    with pytest.raises(Refused, match="frozen"):
        put_forward(again, six[:4], six[4:], beatriz, make.at)
    shown = queries.version_for(again, beatriz)
    assert [row["name"] for row in shown.numbers["finalists"]] == ["Ana", "Châu", "Oluwaseun"]


@pytest.mark.parametrize("size", [2, 6])
def test_two_or_six_are_refused_in_words(make, hiring, beatriz, six, size, db):
    make.approver(hiring, position=1)
    shortlist = make.editing_list(hiring)
    db.session.commit()
    with pytest.raises(Refused, match=f"3 to 5 finalists; this one has {size}"):
        put_forward(shortlist, six[:size], six[size:], beatriz, make.at)
    db.session.rollback()
    assert queries.current(hiring.id) is None
    assert queries.order(queries.load_shortlist(shortlist.id)) == []


@pytest.mark.parametrize("size", [2, 6])
def test_another_size_goes_with_a_reason_and_a_line_of_its_own_in_the_chain(
    make, hiring, beatriz, six, size
):
    rui, eleni = (make.approver(hiring, position=n, person=make.person(f"P{n}")) for n in (1, 2))
    shortlist = make.editing_list(hiring)
    why = "The others have signed elsewhere."
    put_forward(shortlist, six[:size], six[size:], beatriz, make.at, exception_reason=why)
    lines = trail(chain_of("shortlist", shortlist.id))
    assert [line.signoff.approver_id for line in lines] == [rui.id, rui.id, eleni.id]
    assert lines[0].about == f"Exception, a list of {size} finalists: {why}"
    assert [line.state for line in lines] == ["asked", "waiting its turn", "waiting its turn"]
    assert shortlist.exception_reason == why


def test_a_reason_for_another_size_is_dropped_where_the_size_is_right(make, hiring, beatriz, six):
    make.approver(hiring, position=1)
    shortlist = make.editing_list(hiring)
    put_forward(shortlist, six[:3], six[3:], beatriz, make.at, exception_reason="Was two")
    assert shortlist.exception_reason is None
    assert len(trail(chain_of("shortlist", shortlist.id))) == 1


def test_all_that_is_amiss_is_named_and_nothing_is_changed(make, hiring, beatriz, six, db):
    six[0].withdrawn_at = make.at
    low = make.scored(hiring, 2, "Low")
    shortlist = make.editing_list(hiring)
    db.session.commit()
    sent = ListText(ids([six[0], six[1], low]), {six[1].id: "Strong"})
    with pytest.raises(Refused) as refused:
        actions.put_forward(shortlist, edit=1, text=sent, by=beatriz, at=make.at)
    said = " ".join(refused.value.reasons)
    assert "Ana is not in play any more" in said
    assert "Low: Below a must-have: Interaction design. Say why" in said
    assert "Say why not: José, Kateryna, Oluwaseun and Zoë." in said
    db.session.rollback()
    assert queries.editing(hiring.id).edit == 1


def test_putting_forward_ends_all_open_asks(make, hiring, beatriz, six, db):
    rater = make.member(hiring, "interviewer")
    ask = ask_of(make, six[0], rater)
    shortlist = make.editing_list(hiring)
    put_forward(shortlist, six[:3], six[3:], beatriz, make.at)
    db.session.expire_all()
    assert ask.ended_at == make.at


def test_whoever_owes_a_card_neither_settles_nor_puts_forward(make, hiring, henrik, six):
    shortlist = make.editing_list(hiring)
    ask_of(make, make.candidacy(hiring), henrik)
    with pytest.raises(Refused, match="wait"):
        actions.save_list(shortlist, edit=1, text=text(six[:3]), by=henrik, at=make.at)
    with pytest.raises(Refused, match="wait"):
        put_forward(shortlist, six[:3], six[3:], henrik, make.at)


def test_the_approvers_are_asked_in_the_policys_order_and_told_who_interviewed(
    make, hiring, beatriz, six, db
):
    rui = make.approver(hiring, position=2, person=make.person("Rui"))
    eleni = make.approver(hiring, position=1, person=make.person("Eleni"))
    yusuf = make.approver(hiring, position=1, person=make.person("Yusuf"))
    make.interview(six[0], yusuf)
    shortlist = make.editing_list(hiring)
    put_forward(shortlist, six[:3], six[3:], beatriz, make.at)
    chain = chain_of("shortlist", shortlist.id)
    assert [[one.approver_id for one in step.signoffs] for step in chain.steps] == [
        [eleni.id, yusuf.id],
        [rui.id],
    ]
    assert [one.interviewed for one in chain.steps[0].signoffs] == [False, True]
    told = db.session.scalars(select(Message)).all()
    assert {mail.person_id for mail in told} == {eleni.id, yusuf.id}
    for candidacy in six:
        assert all(candidacy.candidate.name not in mail.body + mail.subject for mail in told)


def test_an_approver_who_could_not_read_it_is_named(make, hiring, beatriz, six, db):
    gone = make.approver(hiring, position=1, person=make.person("Gone"))
    gone.switched_off_at = make.at
    shortlist = make.editing_list(hiring)
    with pytest.raises(Refused, match="Gone is asked to sign, but the account is switched off"):
        put_forward(shortlist, six[:3], six[3:], beatriz, make.at)


def test_a_later_version_takes_the_place_of_the_one_before_and_its_signoffs_lapse(
    make, hiring, beatriz, henrik, six
):
    rui = make.approver(hiring, position=1, person=make.person("Rui"))
    first = make.editing_list(hiring)
    put_forward(first, six[:3], six[3:], beatriz, make.at)
    signing.sign(chain_of("shortlist", first.id), by=rui, at=make.at)
    assert queries.approved(hiring.id).id == first.id
    second = actions.start_list(hiring, by=henrik, at=make.at)
    assert queries.order(second) == ids(six[:3])
    assert queries.approved(hiring.id).id == first.id
    put_forward(second, six[1:4], [six[0], *six[4:]], henrik, make.at)
    assert queries.status(first) == "superseded"
    assert queries.status(second) == "awaiting sign-off"
    assert queries.approved(hiring.id) is None
    with pytest.raises(Refused, match="replaced by a later one"):
        signing.sign(chain_of("shortlist", first.id), by=rui, at=make.at)
    assert my_open(rui.id, chain_of("shortlist", second.id))
    signing.sign(chain_of("shortlist", second.id), by=rui, at=make.at)
    assert queries.approved(hiring.id).id == second.id


def test_a_version_sent_back_is_followed_by_one_that_starts_from_it(make, hiring, beatriz, six):
    rui = make.approver(hiring, position=1, person=make.person("Rui"))
    first = make.editing_list(hiring)
    put_forward(first, six[:3], six[3:], beatriz, make.at)
    signing.send_back(
        chain_of("shortlist", first.id), by=rui, reason="Why not Kateryna?", at=make.at
    )
    assert queries.status(first) == "sent back"
    six[0].withdrawn_at = make.at
    second = actions.start_list(hiring, by=beatriz, at=make.at)
    assert (second.version, queries.order(second)) == (2, ids(six[1:3]))
    kept = {line.candidacy_id: line.reason for line in second.lines}
    assert kept[six[5].id] == reasons_for([six[5]])[six[5].id]


def test_a_finalist_who_leaves_stays_in_the_version_and_the_next_is_up(make, hiring, beatriz, six):
    shortlist = make.shortlist(hiring, six[:4])
    six[0].withdrawn_at = make.at
    six[2].set_aside_at = make.at
    make.session.flush()
    assert queries.order(shortlist) == ids(six[:4])
    assert queries.order_in_play(shortlist) == [six[1].id, six[3].id]
    assert queries.version_for(shortlist, beatriz).left == {
        six[0].id: "withdrawn",
        six[2].id: "set aside",
    }
    assert queries.approved(hiring.id).id == shortlist.id


def test_what_changed_since_the_version_before_is_shown(make, hiring, beatriz, six):
    make.shortlist(hiring, six[:3])
    second = make.shortlist(hiring, [six[1], six[0], six[3]])
    shown = queries.version_for(second, beatriz)
    assert shown.new == {six[3].id}
    assert [(one.kind, one.what) for one in shown.changes] == [
        ("replaced", "3rd position"),
        ("moved", "Châu"),
        ("moved", "Ana"),
    ]
