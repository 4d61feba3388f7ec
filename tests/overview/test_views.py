"""Overview pages: who may open them, what they show to whom, and what they ask of the database."""

from datetime import timedelta

import pytest

from app.history.actions import record
from app.scorecards.models import Ask

NAMES = (
    "Łukasz von Трубецкой-O’Brien",
    "محمد عبد الله",
    "王小明",
    "Wolfeschlegelsteinhausenbergerdorff-Abercrombie y Fernández",
    "<script>alert('Bo')</script>",
)


@pytest.fixture
def opening(make):
    return make.requisition(title="Product designer")


def pages(opening, candidacy):
    base = f"/requisitions/{opening.id}"
    return {
        "requisition": base,
        "list": f"{base}/candidates",
        "history": f"{base}/history",
        "candidacy": f"/candidacies/{candidacy.id}",
        "new": f"{base}/candidates/new",
        "contact": f"/candidacies/{candidacy.id}/contact",
        "letters": f"/candidacies/{candidacy.id}/letters",
    }


ALL = {
    "requisition": 200,
    "list": 200,
    "history": 200,
    "candidacy": 200,
    "new": 200,
    "contact": 200,
    "letters": 200,
}
READS = ALL | {"new": 403, "contact": 403, "letters": 403}
TABLE = {
    "recruiter": ALL,
    "hr": ALL,
    "hiring manager": READS,
    "interviewer": READS | {"history": 403},
    "agency recruiter": READS | {"history": 403, "new": 200},
    "approver": READS | {"list": 403, "history": 403, "candidacy": 403},
    "observer": READS | {"list": 403, "history": 403, "candidacy": 403},
    "admin": dict.fromkeys(ALL, 404),
    "stranger": dict.fromkeys(ALL, 404),
    "recused recruiter": dict.fromkeys(ALL, 404),
}


@pytest.mark.parametrize("who", TABLE)
def test_who_opens_what(make, client, opening, who):
    candidacy = make.candidacy(opening, "Ana Sá")
    match who:
        case "hr":
            person = make.person(hr=True)
        case "admin":
            person = make.person(admin=True)
        case "stranger":
            person = make.member(make.requisition(), "recruiter")
        case "recused recruiter":
            person = make.member(opening, "recruiter")
            make.candidacy(opening, candidate=make.candidate("Bo Ek", email=person.email))
        case part:
            person = make.member(opening, part)
    if who == "interviewer":
        make.interview(candidacy, person)
    if who == "agency recruiter":
        candidacy.brought_by_id = person.id
    client.sign_in(person)
    seen = {name: client.get(url).status_code for name, url in pages(opening, candidacy).items()}
    assert seen == TABLE[who]


def test_without_a_sign_in_every_page_asks_for_one(make, client, opening):
    candidacy = make.candidacy(opening)
    for url in pages(opening, candidacy).values():
        answer = client.get(url)
        assert answer.status_code == 303
        assert "/sign-in" in answer.location


def test_an_interviewer_opens_only_those_they_met_and_lists_no_others(make, client, opening):
    met, other = make.candidacy(opening, "Ana Sá"), make.candidacy(opening, "Bo Ek")
    person = make.member(opening, "interviewer")
    make.interview(met, person)
    client.sign_in(person)
    assert client.get(f"/candidacies/{met.id}").status_code == 200
    assert client.get(f"/candidacies/{other.id}").status_code == 404
    for url in (f"/requisitions/{opening.id}/candidates", "/candidates"):
        text = client.get(url).text
        assert "Ana Sá" in text
        assert "Bo Ek" not in text
    assert "Bo Ek" not in client.get("/candidates?q=bo").text
    assert "Bo Ek" not in client.get(f"/candidacies/{met.id}").text


def test_an_agency_recruiter_sees_their_own_and_learns_nothing_of_rivals(make, client, opening):
    own, rival = make.candidacy(opening, "Ana Sá"), make.candidacy(opening, "Bo Ek")
    person = make.member(opening, "agency recruiter")
    own.brought_by_id = person.id
    make.interview(rival, make.member(opening, "interviewer", make.person("Maja Lind")))
    client.sign_in(person)
    assert client.get(f"/candidacies/{rival.id}").status_code == 404
    page = client.get(f"/candidacies/{own.id}").text
    assert "Scorecards" not in page
    overview = client.get(f"/requisitions/{opening.id}").text
    for secret in ("in play", "What it waits for", "of 0 in", "Shortlist"):
        assert secret not in overview
    assert "Bo Ek" not in client.get(f"/requisitions/{opening.id}/candidates").text


def test_names_from_anywhere_are_shown_whole_and_harmless(make, client, opening):
    recruiter = make.member(opening, "recruiter")
    made = [make.candidacy(opening, name) for name in NAMES]
    client.sign_in(recruiter)
    text = client.get(f"/requisitions/{opening.id}/candidates").text
    for name in NAMES[:-1]:
        assert name in text
    assert "<script>alert" not in text
    assert "&lt;script&gt;alert" in text
    for candidacy in made:
        page = client.get(f"/candidacies/{candidacy.id}")
        assert page.status_code == 200
        assert "<script>alert" not in page.text


def test_the_search_finds_a_part_of_a_name_and_says_when_nobody_has_it(make, client, opening):
    for name in NAMES:
        make.candidacy(opening, name)
    client.sign_in(make.member(opening, "recruiter"))
    found = client.get("/candidates?q=O'BRIEN").text
    assert "Łukasz von" in found
    assert "王小明" not in found
    nobody = client.get(f"/requisitions/{opening.id}/candidates?q=zzz").text
    assert "Nobody of that name" in nobody


@pytest.mark.parametrize("query", ["after=x", "before=1.", "after=-3", "q=" + "a" * 900])
def test_a_mistyped_place_in_the_list_is_no_error(make, client, opening, query):
    client.sign_in(make.member(opening, "recruiter"))
    make.candidacy(opening, "Ana Sá")
    assert client.get(f"/candidates?{query}").status_code == 200


def test_empty_lists_say_what_to_do(make, client, opening):
    client.sign_in(make.member(opening, "recruiter"))
    assert "Import a list" in client.get(f"/requisitions/{opening.id}/candidates").text
    client.sign_in(make.person())
    assert "No candidates for you to see" in client.get("/candidates").text


def test_whoever_owes_a_card_is_not_told_who_became_a_finalist(make, client, opening):
    candidacy = make.candidacy(opening, "Ana Sá")
    lines = [(1, candidacy.id)]
    shortlist = shortlist_of(make, opening, lines)
    assert shortlist.put_forward_at
    owing, other = make.member(opening, "recruiter"), make.member(opening, "recruiter")
    ask(make, candidacy, owing)
    told = client.sign_in(other).get("/candidates").text
    assert "Finalist" in told
    hidden = client.sign_in(owing).get("/candidates").text
    assert "Ana Sá" in hidden
    assert "Finalist" not in hidden.replace("· Finalist</title>", "").replace("Finalist</a>", "")
    page = client.get(f"/candidacies/{candidacy.id}").text
    assert "Others’ marks are hidden until yours is in" in page
    assert "Fill in your scorecard" in page


def test_who_was_asked_is_no_secret_but_marks_are_nowhere_on_the_page(make, client, opening):
    candidacy = make.candidacy(opening, "Ana Sá")
    rater = make.member(opening, "interviewer", make.person("Maja Lind"))
    ask(make, candidacy, rater, due_at=make.at - timedelta(hours=1))
    text = (
        client.sign_in(make.member(opening, "recruiter")).get(f"/candidacies/{candidacy.id}").text
    )
    assert "Maja Lind" in text
    assert "Late" in text
    assert "0 of 1 are in" in text


def test_an_interviewer_is_not_shown_contact_data_notes_or_reasons(make, client, opening):
    candidacy = make.candidacy(opening, "Ana Sá", notes="Asked for 90k", set_aside_at=make.at)
    candidacy.set_aside_reason = "Weak on SQL"
    candidacy.candidate.phone = "+351 1"
    person = make.member(opening, "interviewer")
    make.interview(candidacy, person)
    text = client.sign_in(person).get(f"/candidacies/{candidacy.id}").text
    for secret in ("Asked for 90k", "Weak on SQL", "+351 1", candidacy.candidate.email):
        assert secret not in text
    whole = client.sign_in(make.member(opening, "recruiter")).get(f"/candidacies/{candidacy.id}")
    for shown in ("Asked for 90k", "Weak on SQL", "+351 1", candidacy.candidate.email):
        assert shown in whole.text


def test_one_goes_from_candidate_to_candidate(make, client, opening):
    made = [make.candidacy(opening, name) for name in ("Ana", "Bo", "Cy")]
    client.sign_in(make.member(opening, "recruiter"))
    text = client.get(f"/candidacies/{made[1].id}").text
    assert f'rel="prev" href="/candidacies/{made[0].id}"' in text
    assert f'rel="next" href="/candidacies/{made[2].id}"' in text


def test_history_is_told_in_sentences_newest_first_and_page_by_page(make, client, opening):
    recruiter = make.member(opening, "recruiter", make.person("Beatriz Nogueira"))
    candidacy = make.candidacy(opening, "Ana Sá")
    for number in range(60):
        record(
            "candidates.attached" if number else "candidates.added",
            by=recruiter,
            at=make.at,
            subject=candidacy,
            requisition_id=opening.id,
            candidacy_id=candidacy.id,
            kind="CV",
        )
    client.sign_in(recruiter)
    text = client.get(f"/requisitions/{opening.id}/history").text
    assert "Beatriz Nogueira" in text
    assert "attached a file (CV) to" in text
    assert f'href="/requisitions/{opening.id}/history?before=11"' in text
    last = client.get(f"/requisitions/{opening.id}/history?before=11").text
    assert "added" in last
    assert "Next page" not in last


def test_what_was_typed_is_kept_from_whoever_owes_a_card(make, client, opening):
    candidacy = make.candidacy(opening, "Ana Sá")
    writer, owing = make.member(opening, "recruiter"), make.member(opening, "recruiter")
    record(
        "letters.called",
        by=writer,
        at=make.at,
        subject=candidacy,
        requisition_id=opening.id,
        candidacy_id=candidacy.id,
        note="Everyone loved her",
    )
    ask(make, candidacy, owing)
    url = f"/candidacies/{candidacy.id}"
    assert "Everyone loved her" in client.sign_in(writer).get(url).text
    text = client.sign_in(owing).get(url).text
    assert "called" in text
    assert "Everyone loved her" not in text


@pytest.mark.parametrize("page", ["/candidates", "/requisitions/{}/candidates", "/requisitions/{}"])
def test_pages_ask_as_often_for_3_candidates_as_for_300(make, client, statements, page):
    counts = []
    for count in (3, 300):
        opening = make.requisition()
        recruiter = make.member(opening, "recruiter")
        for number in range(count):
            ask(make, make.candidacy(opening, f"Candidate {number}"), recruiter)
        client.sign_in(recruiter)
        with statements() as seen:
            assert client.get(page.format(opening.id)).status_code == 200
        counts.append(len(seen))
    assert counts[0] == counts[1]
    assert counts[1] <= 13, counts


def test_one_candidacy_asks_little(make, client, statements, opening):
    candidacy = make.candidacy(opening, "Ana Sá")
    recruiter = make.member(opening, "recruiter")
    client.sign_in(recruiter)
    counts = []
    for more in (1, 30):
        for _ in range(more):
            make.interview(candidacy, make.member(opening, "interviewer"))
            ask(make, candidacy, make.member(opening, "interviewer"))
        with statements() as seen:
            assert client.get(f"/candidacies/{candidacy.id}").status_code == 200
        counts.append(len(seen))
    assert counts[0] == counts[1]
    assert counts[1] <= 13, counts


def ask(make, candidacy, person, due_at=None):
    return make.add(
        Ask(
            candidacy_id=candidacy.id,
            person_id=person.id,
            panel="soft",
            asked_at=make.at,
            due_at=due_at or make.at + timedelta(days=2),
        )
    )


def shortlist_of(make, opening, lines):
    from app.shortlists.models import Shortlist, ShortlistLine

    shortlist = make.add(
        Shortlist(
            requisition_id=opening.id,
            version=1,
            started_at=make.at,
            edited_at=make.at,
            put_forward_at=make.at,
        )
    )
    for position, candidacy_id in lines:
        make.add(
            ShortlistLine(
                shortlist_id=shortlist.id, candidacy_id=candidacy_id, position=position, reason="x"
            )
        )
    return shortlist


def test_a_day_without_a_time_shows_none(make, client, opening):
    noon = make.at.replace(month=11, day=3, hour=12, minute=0)
    ana = make.candidacy(opening, "Ana", applied_at=noon, interviewed_at=noon)
    client.sign_in(make.member(opening, "recruiter"))
    for page in (f"/candidacies/{ana.id}", f"/requisitions/{opening.id}/candidates"):
        text = client.get(page).text
        assert '<time datetime="2026-11-03">Tue 3 Nov</time>' in text
        assert "12:00" not in text
