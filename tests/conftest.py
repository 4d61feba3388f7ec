"""What every test may ask for by name.

On both databases (the test runs twice, `[sqlite]` and `[postgresql]`; `--db sqlite` for one only;
what asks for a client runs on PostgreSQL in `make soak` alone):

app         the application inside one outer transaction that is undone at the end. Commits work,
            nothing stays. An application context is open; the clock stands still.
db          `app.db.db` of that application: `db.session.scalars(…)`.
client      a browser without pixels: `client.get("/…")`, `client.post("/…", data={…})`. What the
            test made is committed before each request, and read afresh after it. Each request has
            its own context and session. `client.sign_in(person)`, `client.sign_out()`.
new_client  `new_client()` for a second person at the same time.
make        makers of rows: `make.person(name="Ana")` (tests/make.py; add files in tests/makers/).
statements  `with statements() as seen: …` then `len(seen)`: the SQL that was sent.
race_db     a database of its own where commits are real: `race_db.data()`, `race_db.together(…)`,
            `race_db.processes(…)`, `race_db.rounds` (tests/races.py). Marks the test `race`.

Without a database:

now         the moment at which every test begins, 2026-11-22 10:00 UTC (a Sunday).
clock       the application's clock: `clock.set(moment)`, `clock.forward(hours=24)`.
smtp        a mail server on the loopback address: `smtp.mails`, `smtp.to(address)`, `smtp.url`,
            `smtp.refuse.add(address)`.

In a browser (each marks the test `browser`):

live        the program in its own process on an empty migrated SQLite database (`[postgresql]` by
            `@pytest.mark.parametrize("live", ["sqlite", "postgresql"], indirect=True)`), sending
            mail to `smtp`: `live.url`, `live.clock.forward(hours=24)`, `live.work()`,
            `live.flask("people", "list")`, `with live.data() as make: …` (tests/live.py).
demo        the same with the demo company loaded, shared by the tests of a worker: look, don't
            touch.
visitor     `page = visitor()` or `visitor("ana@example.com", phone=True, dark=True,
            java_script_enabled=False)`: one person's browser at `live` or `demo`, signed in
            beside the sign-in page when an address is given. Console errors and requests to other
            hosts fail the test; `visitor.expect("404")` allows a line (tests/browser.py).
page        `visitor()` for a test with a single visitor.
axe         `axe(page)`: no accessibility violation on the page as it stands.
"""

import contextlib
import gc
import shutil
import tempfile
from collections import defaultdict
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import datetime
from pathlib import Path
from typing import Any

import pytest
from argon2 import PasswordHasher
from flask import Flask
from hypothesis import settings
from sqlalchemy import event

from tests.client import Client, new_client_of
from tests.clock import NOW, Clock, shown_by
from tests.databases import KINDS, Database, Databases
from tests.make import Make
from tests.races import Race

PAGES = {"client", "new_client"}
BROWSER_FIXTURES = {"live", "demo", "visitor", "page", "chromium"}
RUN = pytest.StashKey[Databases]()

# How long an example takes says what else the machine does, and nothing of what must hold.
settings.register_profile("unhurried", deadline=None)
settings.load_profile("unhurried")


def pytest_addoption(parser: pytest.Parser) -> None:
    group = parser.getgroup("finalist")
    group.addoption("--db", choices=KINDS, action="append", help="run on this database only")
    group.addoption("--rounds", type=int, default=10, help="rounds of each race")
    group.addoption("--write-tables", action="store_true", help="rewrite the checked-in tables")


def pytest_configure(config: pytest.Config) -> None:
    """Share one folder, and one PostgreSQL, between all processes of a run."""
    # Thousands of short tests leave little for the collector: looking less often saves a sixth.
    gc.set_threshold(100_000, 50, 1000)
    worker = getattr(config, "workerinput", None)
    folder = Path(worker["folder"] if worker else tempfile.mkdtemp(prefix="finalist-tests-"))
    databases = config.stash[RUN] = Databases(folder)
    spread = config.getoption("dist", "no") != "no"
    if not worker and spread and not config.option.collectonly and "postgresql" in _kinds(config):
        databases.start_postgres()


@pytest.hookimpl(optionalhook=True)
def pytest_configure_node(node: Any) -> None:
    """Tell a worker where the folder is."""
    node.workerinput["folder"] = str(node.config.stash[RUN].folder)


def pytest_unconfigure(config: pytest.Config) -> None:
    """Stop the server and remove the folder, by whoever made them."""
    databases = config.stash.get(RUN, None)
    if databases and not hasattr(config, "workerinput"):
        databases.stop()
        shutil.rmtree(databases.folder, ignore_errors=True)


def pytest_generate_tests(metafunc: pytest.Metafunc) -> None:
    """Run what touches the database on both kinds, unless it says `only("sqlite")` or `once`.

    Tests of pages run on the first kind alone: what pages ask of the database is tested on both
    below them, the stories open pages on both, and `make soak` runs all of them on the other too
    (`--db postgresql`).
    """
    if "database_kind" not in metafunc.fixturenames:
        return
    only = metafunc.definition.get_closest_marker("only")
    kinds = [kind for kind in _kinds(metafunc.config) if only is None or kind in only.args]
    opens_pages = PAGES & set(metafunc.fixturenames)
    if metafunc.definition.get_closest_marker("once") or opens_pages:
        kinds = kinds[:1]
    metafunc.parametrize("database_kind", kinds)


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Mark what its fixtures say, and put what is quick to fail first."""
    for item in items:
        names = set(getattr(item, "fixturenames", ()))
        if names & BROWSER_FIXTURES:
            item.add_marker(pytest.mark.browser)
        if "race_db" in names:
            item.add_marker(pytest.mark.race)
    items.sort(key=_turn)


def _turn(item: pytest.Item) -> int:
    if item.get_closest_marker("browser"):
        return 5 if "journeys" in item.path.parts else 6  # the longest first, or one is waited for
    if item.get_closest_marker("race") or item.get_closest_marker("soak"):
        return 4
    if "house" in item.path.parts:
        return 0
    kind = getattr(item, "callspec", None) and item.callspec.params.get("database_kind")
    return 1 if kind is None else 2 + KINDS.index(kind)


def _kinds(config: pytest.Config) -> list[str]:
    chosen = config.getoption("--db")
    return [kind for kind in KINDS if not chosen or kind in chosen]


@pytest.hookimpl(wrapper=True)
def pytest_runtest_makereport(item: pytest.Item, call: pytest.CallInfo[None]) -> Iterator[None]:
    """Let fixtures know whether their test failed."""
    report = yield
    if call.when == "call":
        item.stash[FAILED] = report.failed
    return report


FAILED = pytest.StashKey[bool]()


@pytest.fixture(scope="session")
def databases(pytestconfig: pytest.Config) -> Databases:
    """The maker of databases of this run."""
    databases = pytestconfig.stash[RUN]
    if not hasattr(pytestconfig, "workerinput") and "postgresql" in _kinds(pytestconfig):
        databases.start_postgres()
    return databases


@pytest.fixture(scope="session")
def applications(databases: Databases) -> Iterator[Callable[[str], Flask]]:
    """The application on this process's shared database of each kind."""
    made: dict[str, tuple[Database, Flask]] = {}
    own: dict[str, set[str]] = {}

    def on(kind: str) -> Flask:
        if kind not in made:
            database = databases.fresh(kind)
            made[kind] = database, database.open()
            own[kind] = set(made[kind][1].extensions)
        app = made[kind][1]
        for gathered in app.extensions.keys() - own[kind]:
            del app.extensions[gathered]  # ids begin anew in every test; what was kept by id goes
        return app

    yield on
    for database, app in made.values():
        _close(app)
        databases.drop(database)


def _close(app: Flask) -> None:
    from app.db import db

    with app.app_context():
        db.engine.dispose()


@pytest.fixture(scope="session", autouse=True)
def own_hasher() -> Iterator[PasswordHasher]:
    """The program's own hasher of passwords; tests use one that costs next to nothing."""
    from app.people import passwords

    own = passwords._hasher
    passwords._hasher = PasswordHasher(time_cost=1, memory_cost=8, parallelism=1)
    yield own
    passwords._hasher = own


@pytest.fixture
def now() -> datetime:
    return NOW


@pytest.fixture
def clock() -> Iterator[Clock]:
    with shown_by(Clock()) as clock:
        yield clock


@pytest.fixture
def app(applications: Callable[[str], Flask], database_kind: str, clock: Clock) -> Iterator[Flask]:
    from app.db import bound_to, db

    app = applications(database_kind)
    with app.app_context():
        engine = db.engine
    with engine.connect() as connection:
        outer = connection.begin()
        with bound_to(connection), app.app_context():
            yield app
        outer.rollback()
    app.extensions.pop("finalist-rankings", None)  # the same ids and moments come again


@pytest.fixture
def db(app: Flask) -> Any:
    from app.db import db

    return db


@pytest.fixture
def new_client(app: Flask) -> Callable[[], Client]:
    return lambda: new_client_of(app)


@pytest.fixture
def client(new_client: Callable[[], Client]) -> Client:
    return new_client()


@pytest.fixture
def make(db: Any, clock: Clock) -> Make:
    return Make(db.session, clock)


@pytest.fixture
def statements(db: Any) -> Callable[[], contextlib.AbstractContextManager[list[str]]]:
    @contextmanager
    def watch() -> Iterator[list[str]]:
        seen: list[str] = []

        def note(_connection: Any, _cursor: Any, statement: str, *_: Any) -> None:
            if not statement.startswith(("SAVEPOINT", "RELEASE", "ROLLBACK")):
                seen.append(statement)

        event.listen(db.engine, "before_cursor_execute", note)
        try:
            yield seen
        finally:
            event.remove(db.engine, "before_cursor_execute", note)

    return watch


@pytest.fixture
def race_db(
    databases: Databases,
    database_kind: str,
    clock: Clock,
    pytestconfig: pytest.Config,
    monkeypatch: pytest.MonkeyPatch,
) -> Iterator[Race]:
    # Two hundred rounds from one address under a clock that stands still would be shut out.
    monkeypatch.setattr("app.people.attempts.LIMITS", defaultdict(lambda: 10**9))
    database = databases.fresh(database_kind)
    app = database.open()
    yield Race(database, app, clock, pytestconfig.getoption("--rounds"))
    _close(app)
    databases.drop(database)


@pytest.fixture
def smtp() -> Iterator[Any]:
    from tests.mailbox import Mailbox

    mailbox = Mailbox()
    mailbox.start()
    yield mailbox
    mailbox.stop()


@pytest.fixture
def live(databases: Databases, request: pytest.FixtureRequest, smtp: Any) -> Iterator[Any]:
    from tests.live import Live

    database = databases.fresh(getattr(request, "param", "sqlite"))
    live = Live(database, smtp)
    yield live
    if request.node.stash.get(FAILED, False):
        print(live.log())
    live.stop()
    databases.drop(database)


@pytest.fixture(scope="session")
def demo(databases: Databases) -> Iterator[Any]:
    from tests.live import Live

    database = databases.fresh("sqlite")
    demo = Live(database, None)
    demo.load_demo()
    yield demo
    demo.stop()
    databases.drop(database)


@pytest.fixture(scope="session")
def chromium() -> Iterator[Any]:
    from tests.browser import chromium

    with chromium() as browser:
        yield browser


@pytest.fixture
def visitor(chromium: Any, request: pytest.FixtureRequest) -> Iterator[Any]:
    from tests.browser import Visitors, keep_picture

    program = request.getfixturevalue("demo" if "demo" in request.fixturenames else "live")
    visitors = Visitors(chromium, program.url, program)
    yield visitors
    if request.node.stash.get(FAILED, False):
        for number, page in enumerate(visitors.pages, 1):
            print("picture:", keep_picture(page, f"{request.node.name}-{number}"))
    visitors.leave()
    assert not visitors.problems, "\n".join(visitors.problems)


@pytest.fixture
def page(visitor: Any) -> Any:
    return visitor()


@pytest.fixture
def axe() -> Callable[..., None]:
    from tests.browser import check_axe

    return check_axe
