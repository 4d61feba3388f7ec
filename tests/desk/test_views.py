"""Home: what waits for me, and nothing of what is not mine."""

from datetime import timedelta

from app.core.packages import each
from app.core.todo import WAITING
from app.desk import queries


def test_an_empty_desk_says_so(client, make):
    client.sign_in(make.person())
    assert "Nothing is waiting for you" in client.get("/").text


def test_a_card_i_owe_stands_on_my_desk_until_its_due_moment_and_after(client, make, clock):
    requisition = make.requisition()
    rater = make.member(requisition, "interviewer")
    candidacy = make.candidacy(requisition, "Łukasz von Трубецкой-O'Brien")
    make.ask(candidacy, rater, due_at=make.at + timedelta(hours=5))
    client.sign_in(rater)
    page = client.get("/").text
    assert "Łukasz von Трубецкой-O&#39;Brien" in page
    assert "5 h" in page
    clock.forward(hours=6)
    assert "Late by 1 h" in client.get("/").text


def test_what_waits_for_another_is_not_on_my_desk(client, make):
    requisition = make.requisition()
    make.ask(make.candidacy(requisition, "Zoë Planted"), make.member(requisition, "interviewer"))
    client.sign_in(make.member(requisition, "interviewer"))
    assert "Zoë Planted" not in client.get("/").text


def test_the_desk_asks_as_many_questions_with_300_things_as_with_3(client, make, statements):
    requisition = make.requisition()
    rater = make.member(requisition, "interviewer")
    client.sign_in(rater)
    counts = []
    for number in (3, 297):
        for _ in range(number):
            make.ask(make.candidacy(requisition), rater)
        client.get("/")
        with statements() as seen:
            page = client.get("/").text
        counts.append(len(seen))
    assert "Show all 300" in page
    assert counts[0] == counts[1] <= 12


def test_one_group_is_shown_whole_at_its_own_address(client, make):
    requisition = make.requisition()
    rater = make.member(requisition, "interviewer")
    for number in range(15):
        make.ask(make.candidacy(requisition, f"Candidate Number{number:02}"), rater)
    client.sign_in(rater)
    title = next(iter({words.group for kind, words in queries.words().items() if "owed" in kind}))
    page = client.get("/", query_string={"show": title}).text
    assert all(f"Number{number:02}" in page for number in range(15))


def test_every_package_selects_the_same_columns_and_has_words_for_its_kinds(app, make):
    person = make.person()
    for module in each("queries"):
        source = getattr(module, "waiting", None)
        if source is not None and module.__name__ != "app.desk.queries":
            assert tuple(source(person, make.at).subquery().c.keys()) == WAITING, module.__name__
    assert all(words.button and words.endpoint for words in queries.words().values())


def test_the_group_with_the_most_urgent_row_comes_first(client, make, clock):
    requisition = make.requisition()
    rater = make.member(requisition, "interviewer")
    make.ask(make.candidacy(requisition, "Zoë Late"), rater, due_at=make.at - timedelta(days=1))
    client.sign_in(rater)
    page = client.get("/").text
    assert page.index("Late by 1 day") == min(
        page.index(word) for word in ("Late by 1 day", "No date set") if word in page
    )


def test_the_first_admin_is_told_how_to_begin_until_it_is_done(client, make):
    admin = make.person(admin=True)
    client.sign_in(admin)
    page = client.get("/").text
    for words in ("To begin with", "Invite your team", "Company settings", "Open a requisition"):
        assert words in page
    assert "Nothing is waiting for you" not in page
    assert "Done:" not in page
    make.person()
    assert "Done:" in client.get("/").text
    make.requisition()
    assert "To begin with" not in client.get("/").text


def test_an_empty_desk_says_what_will_come_by_the_parts_one_has(client, make):
    client.sign_in(make.person())
    assert "You have no part in a requisition yet." in client.get("/").text
    requisition = make.requisition()
    for part in ("interviewer", "approver", "observer", "agency recruiter"):
        page = client.sign_in(make.member(requisition, part)).get("/").text
        assert part in page.partition("Nothing is waiting for you")[2]
        assert "You have no part" not in page
