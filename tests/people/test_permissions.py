"""Who may do what, as a table (10-domain, "Who may")."""

import pytest

from app.people.guard import rights_in
from app.people.models import PARTS
from app.people.permissions import BY_PART, Permission, rights_of

P = Permission
TABLE = {
    #                    SEE_SCORES FROZEN SETTLE OFFER  PAY    RUN    REFS
    "recruiter": (True, True, True, True, True, True, True),
    "hiring manager": (True, True, True, False, True, False, True),
    "interviewer": (True, False, False, False, False, False, False),
    "approver": (False, True, False, False, False, False, False),
    "observer": (False, True, False, False, False, False, False),
    "agency recruiter": (False, False, False, False, False, False, False),
}
COLUMNS = (P.SEE_SCORES, P.SEE_FROZEN, P.SETTLE, P.OFFER, P.SEE_PAY, P.RUN, P.SEE_REFERENCES)


@pytest.mark.parametrize("part", PARTS)
def test_each_part_may_do_what_the_table_says(part):
    assert tuple(right in BY_PART[part] for right in COLUMNS) == TABLE[part]


def test_only_leads_pick_and_grant_time():
    for part in PARTS:
        assert not {P.PICK, P.GRANT_TIME} & rights_of([(part, False)], is_hr=True)
        assert {P.PICK, P.GRANT_TIME} <= rights_of([(part, True)], is_hr=False)


def test_hr_neither_settles_a_list_nor_sets_criteria():
    rights = rights_of([], is_hr=True)
    assert not {P.SETTLE, P.CRITERIA} & rights
    assert {P.RUN, P.OFFER, P.SEE_SCORES, P.SEE_REFERENCES} <= rights


def test_an_admin_sees_nothing_of_a_requisition(make, db):
    assert rights_in(make.requisition().id, make.person(admin=True)) == frozenset()


def test_who_is_a_candidate_there_sees_nothing_of_it_whatever_their_role(make, db):
    requisition = make.requisition()
    person = make.member(requisition, "recruiter", make.person(hr=True, email="Eva@example.com"))
    assert P.SEE_SCORES in rights_in(requisition.id, person)
    make.candidacy(requisition, candidate=make.candidate("Eva", email="eva@EXAMPLE.com"))
    assert rights_in(requisition.id, person) == frozenset()
