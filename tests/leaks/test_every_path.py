"""Law L1 by every path: whoever owes a card cannot tell what others think of that candidate.

Two worlds differ in nothing but that. Every address of the application is asked in both, in every
way we know of, one viewer after the other in one process, so that what is kept for one could reach
the next. Whoever owes nothing must tell the worlds apart; whoever owes must get the same bytes.
"""

import difflib
import io
import re
import zipfile

import pytest

from app.exchange.exports import EXPORTS
from app.scorecards.queries.ranking import EXTENSION
from app.scorecards.queries.seen import SHOWN, SORTS
from tests.client import new_client_of
from tests.clock import NOW
from tests.freshness import save
from tests.house.test_matrix import address, routes, undone
from tests.leaks.twins import OWING, PLANTED, Twin
from tests.make import Make

#: Who owes nothing and may see it all: what they cannot tell apart, nobody's silence proves.
SEES = "sees"
EVERYONE = (*OWING, "admin", "agency", "recused", "outsider", "nobody")
#: Further ways to look at a page: orders, cuts and searches.
ASKED = {
    "scorecards.ranking": [*(f"sort={one}" for one in SORTS), *(f"show={one}" for one in SHOWN)],
    "shortlists.decision": [
        *(f"sort={one}" for one in SORTS),
        *(f"show={one}" for one in SHOWN),
        "w-1=90&w-2=5&w-3=5&w-4=0",
        "who=1&who=2&who=3",
        "panel=folded&col=soft",
    ],
    "candidates.index": ["q=quillfeather+0", "q=zephyr"],
    "candidates.of_requisition": ["q=quillfeather+0", "q=zephyr"],
    "overview.history": ["before=10"],
    "checks.index": ["show=all", "q=quill"],
}
#: Where the worlds must differ for whoever owes nothing.
TELLING = {
    "/candidacies/<int:candidacy_id>/timeline",
    "/candidacies/<int:candidacy_id>/arithmetic",
    "/requisitions/<int:requisition_id>/decision",
    "/requisitions/<int:requisition_id>/decision/scores",
    *(f"/requisitions/<int:requisition_id>/decision sort={one}" for one in SORTS),
    "/requisitions/<int:requisition_id>/exports/<what>.csv scores",
    "/requisitions/<int:requisition_id>/exports/<what>.csv shortlist",
    "/requisitions/<int:requisition_id>/exports/<what>.csv signoffs",
    "/requisitions/<int:requisition_id>/exports/<what>.csv references",
    "/requisitions/<int:requisition_id>/exports/<what>.csv history",
    "/requisitions/<int:requisition_id>/ranking",
    "/requisitions/<int:requisition_id>/report",
    "/requisitions/<int:requisition_id>/timeline",
    *(f"/requisitions/<int:requisition_id>/ranking sort={one}" for one in SORTS),
    *(f"/requisitions/<int:requisition_id>/ranking show={one}" for one in ("all", "proposed")),
    "/requisitions/<int:requisition_id>/signoffs",
    "/shortlists/<int:shortlist_id>",
}
#: What differs from one answer to the next and says nothing: secrets, seals, the disk's free room.
RANDOM = re.compile(
    r'(?<=value=")[\w.-]{60,}|[0-9a-f]{24,64}|[\w-]{43}(?![\w-])|[\d.]+ [kMGT]B(?= of .*free)'
)
OF_THE_MOMENT = {"Set-Cookie", "Content-Length", "Date", "Last-Modified", "ETag", "X-Request-ID"}


@pytest.mark.only("sqlite")  # ids come again after a rollback there, and rights are the same
@pytest.mark.parametrize(
    "viewers",
    [("owing lead", "owing interviewer"), pytest.param(EVERYONE, marks=pytest.mark.soak)],
    ids=["two", "everyone"],
)
def test_no_page_or_file_tells_the_worlds_apart_to_who_owes_a_card(app, db, clock, viewers):
    high, low = (walk(app, db, clock, which, pages, viewers) for which in PLANTED)
    assert not _told_apart(high, low)
    differ = {
        place for place, role in high if role == SEES and high[place, role] != low[place, role]
    }
    assert differ >= TELLING
    kept = [place for (place, _), text in high.items() if _may_be_kept(place, text)]
    assert not kept, "these may stay in a browser's or a proxy's memory"


@pytest.mark.only("sqlite")
@pytest.mark.parametrize(
    "viewers",
    [("owing lead",), pytest.param(tuple(OWING), marks=pytest.mark.soak)],
    ids=["one", "everyone"],
)
def test_no_refusal_tells_the_worlds_apart_to_who_owes_a_card(app, db, clock, viewers):
    high, low = (walk(app, db, clock, which, acts, viewers) for which in PLANTED)
    assert not _told_apart(high, low)


@pytest.mark.only("sqlite")
@pytest.mark.parametrize("role", [role for role in OWING if role != "owing approver"])
def test_with_their_own_card_in_each_of_them_reads_what_others_said(app, db, clock, role):
    world = Twin(Make(db.session, clock), "high")
    browser = new_client_of(app).sign_in(world.owing[role])
    places = [
        f"/candidacies/{world.hidden.id}/arithmetic",
        f"/requisitions/{world.requisition.id}/ranking",
        f"/requisitions/{world.requisition.id}/exports/scores.csv",
    ]
    before = [browser.get(place).text for place in places]
    assert not any(world.word in text for text in before)
    assert world.name not in before[1]
    fields = {f"mark-{one.id}": "3" for one in world.requirements.criteria if one.kind == "soft"}
    card = f"/scorecards/{world.asks[role]}/submission"
    assert browser.post(card, data=fields | {"recommendation": "yes"}).status_code == 303
    arithmetic, ranking, scores = (browser.get(place).text for place in places)
    assert world.word in arithmetic
    assert world.word in scores
    assert world.name in ranking


def walk(app, db, clock, which, ways, roles):
    """Return what each viewer is told at each place, in the world of this kind."""
    clock.set(NOW)
    nested = db.session.get_bind().begin_nested()
    try:
        world = Twin(Make(db.session, clock), which)
        people = {**world.people, **world.owing, SEES: world.people["lead recruiter"]}
        browsers = {role: new_client_of(app) for role in (SEES, *roles)}
        for role, browser in browsers.items():
            if role in people:
                browser.sign_in(people[role])
        told = {}
        for place, method, url, data in ways(app, world):
            save(db.session)
            for role, browser in browsers.items():
                sent = {key: _again(value) for key, value in data.items()}
                told[place, role] = _seen(undone(db, browser, method, url, sent), browser)
        return told
    finally:
        nested.rollback()
        db.session.expunge_all()
        app.extensions.pop(EXTENSION, None)


def pages(app, world):
    for method, rule in routes(app):
        if method != "GET":
            continue
        for what in EXPORTS if "what" in rule.arguments else (None,):
            world.values["what"] = what
            place = f"{rule.rule} {what}" if what else rule.rule
            url = address(app, world, rule)
            yield place, method, url, {}
            for asked in ASKED.get(rule.endpoint, ()):
                yield f"{place} {asked}", method, f"{url}?{asked}", {}


def acts(app, world):
    forms = {"": {}, **_forms(world)}
    for method, rule in routes(app):
        if method != "POST" or rule.rule.startswith(("/sign-", "/account", "/theme")):
            continue
        yield rule.rule, method, address(app, world, rule), {}
        if rule.endpoint in forms:
            yield f"{rule.rule} filled", method, address(app, world, rule), forms[rule.endpoint]


def _forms(world):
    """Return what a viewer could type to find something out, by endpoint."""
    ids = [one.id for one in world.candidacies]
    on_list = {"order": ids, "edit": "1"} | {f"reason-{one}": "Because" for one in ids}
    hidden = str(world.hidden.id)
    rows = [
        f"{world.hidden.candidate_id},{one.name},{world.people[who].email},4"
        for one in world.requirements.criteria
        for who in ("lead recruiter", "lead manager", "owing")
    ]
    file = "\r\n".join(["candidate_id,criterion,rater_email,rating", *rows]).encode()
    return {
        "exchange.upload_scores": {"file": (file, "scores.csv")},
        "shortlists.save_pick": {"order": ids, "pick": ids},
        "shortlists.seal_pick": {"order": ids, "pick": ids},
        "shortlists.save_list": on_list,
        "shortlists.put_forward": on_list,
        "shortlists.sign": {"reason": "Yes"},
        "shortlists.send_back": {"refusal": "No"},
        "scorecards.submit": {"recommendation": "yes", "mark-1": "9"},
        "scorecards.ask": {"candidacies": [hidden], "people": [], "whom": "chosen"},
    }


def _again(value):
    return (io.BytesIO(value[0]), value[1]) if isinstance(value, tuple) else value


def _seen(response, browser):
    headers = {key: value for key, value in response.headers.items() if key not in OF_THE_MOMENT}
    text = _unfolded(response.get_data())
    with browser.session_transaction() as kept:
        flashes = kept.pop("_flashes", None)
    return RANDOM.sub("#", f"{response.status} {flashes}\n{headers}\n{text}")


def _unfolded(data):
    """Return an answer as text: of a workbook or a pack all that is in it, however deep."""
    if not data.startswith(b"PK"):
        return data.decode("utf-8", "replace")
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        return "\n".join(f"{name}\n{_unfolded(archive.read(name))}" for name in archive.namelist())


def _told_apart(high, low):
    """Return what differs for anybody but who may see it, with how."""
    assert high.keys() == low.keys()
    return {
        key: "\n".join(difflib.unified_diff(high[key].split("\n"), low[key].split("\n"), n=0))[:900]
        for key in high
        if high[key] != low[key] and key[1] != SEES
    }


def _may_be_kept(place, text):
    """Say whether an answer that takes a right may be stored by a browser or on the way."""
    return text.startswith("200") and "no-store" not in text.split("\n")[1] and place not in OPEN


#: Answers that are the same for everybody.
OPEN = {"/healthz", "/readyz"}
