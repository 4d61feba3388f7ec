"""Random requests to every route in every role: an answer in words each time, never a break."""

import random
import re
from io import BytesIO

import pytest

from app.links.models import PURPOSES
from app.settings import ROOT
from tests.freshness import save
from tests.house.test_matrix import clients, routes
from tests.house.world import World
from tests.soak.requests import odd_fields, odd_path, odd_value

NAMED = re.compile(r"""\bname=["']([\w.-]+)["']""")


def _names(app):
    """Return every name that a field of a form has, in templates and in the program."""
    found = {"confirm", "reason", "note", "file", "until", "full_name", "amount", "show", "before"}
    for path in ROOT.glob("templates/**/*.html"):
        found |= set(NAMED.findall(path.read_text(encoding="utf-8")))
    for path in ROOT.glob("app/**/forms.py"):
        found |= set(re.findall(r"^    (\w+) = ", path.read_text(encoding="utf-8"), re.M))
    found |= {"facts-code", "places-number", "details-title"}
    return sorted(found)


def _ask(app, db, world, browser, chance, names, tokens):
    method, rule = chance.choice(routes(app))
    values = {name: value for name, value in world.values.items() if name in rule.arguments}
    if "token" in rule.arguments:
        values["token"] = tokens[app.view_functions[rule.endpoint].access.what]
    with app.test_request_context():
        url = app.url_map.bind("localhost").build(rule.endpoint, odd_path(chance, rule, values))
    url = url.removeprefix("http://localhost")
    fields = odd_fields(chance, names)
    if method == "GET":
        return _undone(db, browser, "GET", url, query_string=fields), f"GET {rule.rule}"
    if chance.random() < 0.2:
        name = odd_value(chance)[:100] or "x.csv"
        data = odd_value(chance).encode("utf-8", "replace") * chance.randrange(5)
        fields["file"] = [(BytesIO(data), name)]
    return _undone(db, browser, "POST", url, data=fields), f"POST {rule.rule} {fields}"


def _undone(db, browser, method, url, **sent):
    """Send a request and undo what it wrote, so that each finds the world whole."""
    save(db.session)
    nested = db.session.get_bind().begin_nested()
    try:
        return browser.open(url, method=method, **sent)
    finally:
        nested.rollback()


def _play(app, make, db, monkeypatch, *, number, seed):
    monkeypatch.setattr("app.people.attempts.LIMITS", dict.fromkeys(_limits(), 10**9))
    app.config["PROPAGATE_EXCEPTIONS"] = False
    chance, world = random.Random(seed), World(make)
    browsers, names = clients(app, world), _names(app)
    tokens = {one: world.link(one) for one in PURPOSES}
    save(db.session)
    broken, roles = [], sorted(browsers)
    for step in range(number):
        role = chance.choice(roles)
        response, asked = _ask(app, db, world, browsers[role], chance, names, tokens)
        if "/sign" in asked:  # the browser's cookie is not undone
            browsers = clients(app, world)
        if response.status_code >= 500:
            broken.append(f"seed {seed}, step {step}: {role} {asked}: {response.status_code}"[:600])
    app.config["PROPAGATE_EXCEPTIONS"] = None
    assert not broken, "\n".join(broken)


def _limits():
    from app.people.attempts import LIMITS

    return LIMITS


@pytest.mark.only("sqlite")
def test_some_odd_requests_break_nothing(app, make, db, monkeypatch):
    _play(app, make, db, monkeypatch, number=150, seed=1)


@pytest.mark.soak
@pytest.mark.parametrize("seed", range(2, 7))
def test_twenty_thousand_odd_requests_break_nothing(app, make, db, monkeypatch, seed):
    _play(app, make, db, monkeypatch, number=4_000, seed=seed)
