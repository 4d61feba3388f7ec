"""Files that are longer than what is read at once, from a program that really serves them."""

from urllib.request import Request, urlopen

import pytest

from app.exchange.candidate_lines import AT_FIRST


@pytest.mark.parametrize("live", ["sqlite", "postgresql"], indirect=True)
def test_a_long_table_arrives_whole_though_the_request_has_ended(live):
    with live.data() as make:
        requisition = make.requisition()
        number = requisition.id
        make.member(requisition, "recruiter", make.person(email="rec@example.com"))
        for _ in range(AT_FIRST + 40):
            make.candidacy(requisition, "Ana Namesake")
    cookie = f"{live.app.config['SESSION_COOKIE_NAME']}={live.cookie('rec@example.com')}"
    address = f"{live.url}/requisitions/{number}/exports/candidates.csv"
    with urlopen(Request(address, headers={"Cookie": cookie})) as answer:
        lines = answer.read().decode().splitlines()
    assert len(lines) == AT_FIRST + 41
    assert len({line.split(",")[0] for line in lines}) == len(lines)
