"""Lists of candidates: what is looked for, in which order, by which columns, kept as views."""

import re
from datetime import timedelta
from html import unescape

import pytest


@pytest.fixture
def opening(make, client):
    requisition = make.requisition()
    client.sign_in(make.member(requisition, "recruiter"))
    return requisition


def shown(client, address):
    answer = client.get(address)
    assert answer.status_code == 200, address
    return re.findall(r"Cara \w+", re.sub(r"<[^>]+aria-label[^>]+>", "", answer.text))


def test_a_list_is_narrowed_ordered_and_given_columns_by_its_address(client, make, opening):
    here = f"/requisitions/{opening.id}/candidates"
    day = timedelta(days=1)
    make.candidacy(opening, "Cara Early", interviewed_at=make.at - 9 * day)
    make.candidacy(opening, "Cara Late", interviewed_at=make.at - day)
    make.candidacy(opening, "Cara Never", interviewed_at=None)
    make.candidacy(opening, "Cara Aside", interviewed_at=None, set_aside_at=make.at)
    assert shown(client, here) == ["Cara Aside", "Cara Early", "Cara Late", "Cara Never"]
    assert shown(client, f"{here}?state=set+aside") == ["Cara Aside"]
    assert shown(client, f"{here}?sort=interviewed&state=in+play") == [
        "Cara Late",
        "Cara Early",
        "Cara Never",
    ]
    assert shown(client, f"{here}?q=LÁTE") == ["Cara Late"]
    page = client.get(f"{here}?col=location&sort=no-such&state=no-such&after=no-such").text
    assert '<th scope="col" class="wide">Location' in page
    assert '<th scope="col" class="wide">Interviewed' not in page


@pytest.mark.parametrize("sort", ["name", "newest", "interviewed", "silent"])
def test_pages_show_each_row_once_though_rows_come_in_between(client, make, opening, sort):
    here = f"/requisitions/{opening.id}/candidates?sort={sort}"
    names = [f"Cara N{number:03}" for number in range(120)]
    for number, name in enumerate(names):
        known = make.at - timedelta(days=number % 7) if number % 3 else None
        make.candidacy(opening, name, interviewed_at=known, last_word_at=known)
    read, address = [], here
    while address:
        page = client.get(address).text
        read += re.findall(r"<bdi>(Cara N\d+)</bdi>", page)
        make.candidacy(opening, "Aaron Newcomer", interviewed_at=make.at + timedelta(days=1))
        found = re.search(r'rel="next" href="([^"]+)"', page)
        previous = address
        address = unescape(found[1]) if found else None
    assert sorted(read) == names
    back = re.search(r'rel="prev" href="([^"]+)"', client.get(previous).text)[1]
    assert read[:50] != re.findall(r"<bdi>(Cara N\d+)</bdi>", client.get(unescape(back)).text)


def test_whoever_owes_a_card_cannot_order_or_narrow_by_what_others_think(client, make):
    requisition = make.requisition()
    rater = make.member(requisition, "interviewer")
    make.ask(make.scored(requisition, 5), rater)
    client.sign_in(rater)
    page = client.get(f"/requisitions/{requisition.id}/candidates").text
    orders = set(
        re.findall(r'<option value="(\w+)"', page.split('id="sort"')[1].split("</select>")[0])
    )
    states = set(
        re.findall(r'<option value="([^"]*)"', page.split('id="state"')[1].split("</select>")[0])
    )
    assert orders == {"name", "newest", "interviewed", "silent"}
    assert states == {"", "in play", "set aside", "withdrawn"}


def test_a_view_is_kept_under_a_name_for_oneself_and_removed(client, new_client, make, opening):
    here = f"/requisitions/{opening.id}/candidates"
    given = {"path": here, "query": "state=in+play&sort=newest", "name": "  Still  here "}
    kept = client.post("/views", data=given)
    assert kept.status_code == 303
    assert kept.location.endswith(f"{here}?state=in+play&sort=newest")
    page = client.get(here).text
    assert "Still here" in page
    other = new_client().sign_in(make.member(opening, "recruiter"))
    assert "Still here" not in other.get(here).text
    removal = re.search(r"/views/\d+/removal", page)[0]
    assert other.post(removal).status_code == 404
    assert client.post(removal).status_code == 303
    assert "kept-view" not in client.get(here).text.partition("<main")[2]


@pytest.mark.parametrize(
    "given",
    [
        {"path": "https://elsewhere.test", "query": "q=a", "name": "A"},
        {"path": "//elsewhere.test/candidates", "query": "q=a", "name": "A"},
        {"path": "/candidates", "query": "", "name": "A"},
        {"path": "/candidates", "query": "q=a", "name": " "},
        {"path": "/candidates", "query": "q=a", "name": "A" * 61},
    ],
)
def test_a_view_of_no_list_or_without_a_name_is_refused(client, make, opening, given):
    assert client.post("/views", data=given).status_code == 409


def test_a_list_with_every_column_asks_as_many_questions_with_300_rows_as_with_3(
    client, make, opening, statements
):
    here = f"/requisitions/{opening.id}/candidates?col=cards&col=location&col=applied&sort=silent"
    rater = make.member(opening, "interviewer")
    counts = []
    for number in (3, 297):
        for _ in range(number):
            make.ask(make.candidacy(opening), rater)
        client.get(here)
        with statements() as seen:
            client.get(here)
        counts.append(len(seen))
    assert counts[0] == counts[1] <= 13
