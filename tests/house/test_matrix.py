"""Who may use which address: every role × every route, as a table that is checked in.

A change of rights is a visible difference of role_route_matrix.txt. After an intended one:
`.venv/bin/python -m pytest tests/house/test_matrix.py --db sqlite --write-tables`, then read it.

yes      let in (whatever the page then says of an empty form)
sign in  sent to the sign-in page
403      not allowed            404  out of reach: there is nothing here for them
"""

import difflib
from pathlib import Path

import pytest

from tests.client import Client, new_client_of
from tests.freshness import save
from tests.house.world import MAY_READ, ROLES, SECRETS, World

TABLE = Path(__file__).with_name("role_route_matrix.txt")
MAY_WRITE_ON_GET = ("visit", "attempt", "sign_in")
WRITING = ("INSERT", "UPDATE", "DELETE", "REPLACE", "CREATE", "ALTER", "DROP")


@pytest.fixture
def world(make, app):
    return World(make)


def routes(app) -> list[tuple[str, object]]:
    """Return each method and rule, in a stable order."""
    return sorted(
        (
            (method, rule)
            for rule in app.url_map.iter_rules()
            for method in rule.methods - {"HEAD", "OPTIONS"}
            if rule.endpoint != "static"
        ),
        key=lambda pair: (pair[1].rule, pair[0]),
    )


def address(app, world, rule) -> str:
    """Fill a rule with what the world holds."""
    values = {name: value for name, value in world.values.items() if name in rule.arguments}
    if "token" in rule.arguments:
        access = app.view_functions[rule.endpoint].access
        values["token"] = world.link(access.what)
    missing = rule.arguments - values.keys()
    assert not missing, f"{rule.rule}: give {missing} a value in tests/house/world.py"
    with app.test_request_context():
        built = app.url_map.bind("localhost").build(rule.endpoint, values)
    return built.removeprefix("http://localhost")


def clients(app, world) -> dict[str, Client]:
    """Return a browser for each role."""
    return {
        role: new_client_of(app) if role == "nobody" else new_client_of(app).sign_in(person)
        for role, person in {"nobody": None, **world.people}.items()
    }


def word(response) -> str:
    """Say what an answer means for rights."""
    if response.status_code == 303 and response.location.split("?")[0].endswith("/sign-in"):
        return "sign in"
    return str(response.status_code) if response.status_code in {401, 403, 404, 500} else "yes"


@pytest.mark.once  # rights do not depend on the database
def test_every_role_on_every_route(app, world, db, statements, pytestconfig):
    """No page breaks, no GET writes, no answer holds what its reader may not know.

    And each role reaches what the table says.
    """
    browsers = clients(app, world)
    rows, wrong, read = [["", "", *ROLES]], [], set()
    for method, rule, url in [(*route, address(app, world, route[1])) for route in routes(app)]:
        save(db.session)
        row = [method, rule.rule]
        for role in ROLES:
            with statements() as seen:
                response = undone(db, browsers[role], method, url)
            row.append(word(response))
            found = _secrets_in(response) if "token" not in rule.arguments else set()
            read |= {(secret, role) for secret in found}
            wrong += [
                f"{method} {rule.rule}: {role} {what}" for what in _faults(response, found, role)
            ]
            if method == "GET":
                wrong += [f"GET {rule.rule}: {sql}" for sql in seen if _writes_more(sql)]
        rows.append(row)
        if rule.rule.startswith("/sign"):  # the browser's cookie is not undone
            browsers = clients(app, world)
    assert not wrong, "\n".join(wrong)
    unread = {secret for secret in SECRETS if not any(secret == one for one, _ in read)}
    assert not unread, f"nobody can read {unread}, so their absence elsewhere says nothing"
    _compare(_lay_out(rows), write=pytestconfig.getoption("--write-tables"))


def _faults(response, found: set[str], role: str) -> list[str]:
    faults = ["gets an error of ours"] if response.status_code >= 500 else []
    return faults + [f"reads {secret}" for secret in found if role not in MAY_READ[secret]]


def _secrets_in(response) -> set[str]:
    text = response.get_data(as_text=True) if "text/" in response.mimetype else ""
    return {secret for secret, words in SECRETS.items() if words in text}


def _compare(table: str, *, write: bool) -> None:
    if write:
        TABLE.write_text(table, encoding="utf-8")
    known = TABLE.read_text(encoding="utf-8")
    difference = difflib.unified_diff(known.splitlines(), table.splitlines(), "checked in", "now")
    assert table == known, "\n".join(difference)


def _writes_more(sql: str) -> bool:
    words = sql.split()
    if words[0].upper() not in WRITING:
        return False
    table = words[1] if words[0].upper() == "UPDATE" else words[2]
    return table.strip('"') not in MAY_WRITE_ON_GET


def undone(db, browser, method: str, url: str, data: dict | None = None):
    """Send a request whose writes are undone, so that each cell starts from the same world."""
    nested = db.session.get_bind().begin_nested()
    try:
        return browser.open(url, method=method, data=(data or {}) if method == "POST" else None)
    finally:
        nested.rollback()


def _lay_out(rows: list[list[str]]) -> str:
    widths = [max(len(row[column]) for row in rows) for column in range(len(rows[0]))]
    lines = ("  ".join(map(str.ljust, row, widths)).rstrip() for row in rows)
    return "\n".join(lines) + "\n"
