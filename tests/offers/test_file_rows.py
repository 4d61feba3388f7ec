"""Offers as a file: the columns others rely on, cut to whoever may see pay."""

from app.core.columns import keys, values
from app.offers import queries
from app.offers.columns import OFFERS

COLUMNS = (
    "offer_id,candidate_id,name,version,title,amount,currency,start_on,sent_at,closes_at,zone,"
    "state,answered_at,answer_note,extensions,signed_name,letter_sha256"
)


def test_the_columns_are_those_promised():
    assert ",".join(keys(OFFERS)) == COLUMNS


def test_each_offer_is_a_row_with_all_it_says(make):
    requisition, (ana, chau, *_) = make.hiring(places=2)
    accepted = make.offer(ana, "accepted")
    make.extension(accepted, granted_at=make.at)
    declined = make.offer(chau, "declined", decline_reason="Too far.", amount=6_800_050)
    first, second = queries.offer_rows(requisition, None, make.at)
    row = dict(zip(keys(OFFERS), values(OFFERS, first), strict=True))
    assert row["offer_id"] == accepted.id
    assert row["candidate_id"] == ana.candidate_id
    assert (str(row["amount"]), row["currency"], row["state"]) == ("68000.00", "EUR", "accepted")
    assert row["answered_at"] == accepted.accepted_at
    assert (row["extensions"], row["signed_name"]) == (1, "Ana Lúcia Ferreira")
    assert row["letter_sha256"] == accepted.letter_sha256
    row = dict(zip(keys(OFFERS), values(OFFERS, second), strict=True))
    assert (str(row["amount"]), row["state"], row["answer_note"]) == (
        "68000.50",
        "declined",
        "Too far.",
    )
    assert row["answered_at"] == declined.declined_at


def test_the_file_is_cut_to_whoever_may_see_pay(make):
    requisition, (ana, *_) = make.hiring()
    make.offer(ana, "open")
    for part, count in (
        ("recruiter", 1),
        ("hiring manager", 1),
        ("interviewer", 0),
        ("observer", 0),
        ("agency recruiter", 0),
    ):
        person = make.member(requisition, part)
        assert len(queries.offer_rows(requisition, person, make.at)) == count
    assert queries.offer_rows(requisition, make.person(admin=True), make.at) == []
