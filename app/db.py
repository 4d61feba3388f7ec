"""The database: base class, column types, sessions, and how a write begins."""

from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from contextvars import ContextVar
from datetime import UTC, datetime
from typing import Any

from flask import Flask
from flask_sqlalchemy import SQLAlchemy
from flask_sqlalchemy.session import Session as FlaskSession
from sqlalchemy import (
    ARRAY,
    JSON,
    Boolean,
    Connection,
    DateTime,
    Dialect,
    Engine,
    ForeignKey,
    Integer,
    MetaData,
    String,
    Table,
    TableValuedAlias,
    Text,
    bindparam,
    cast,
    column,
    event,
    func,
    insert,
    literal,
    select,
    update,
)
from sqlalchemy import text as sql
from sqlalchemy.orm import DeclarativeBase, MappedColumn, mapped_column
from sqlalchemy.types import TypeDecorator

NAMING = {
    "ix": "ix_%(table_name)s_%(column_0_N_name)s",
    "uq": "uq_%(table_name)s_%(column_0_N_name)s",
    "ck": "ck_%(table_name)s_%(constraint_name)s",
    "fk": "fk_%(table_name)s_%(column_0_name)s_%(referred_table_name)s",
    "pk": "pk_%(table_name)s",
}


class Base(DeclarativeBase):
    """Every table's parent; names of constraints follow one convention from the start."""

    metadata = MetaData(naming_convention=NAMING)


class Moment(TypeDecorator[datetime]):
    """An aware moment kept in UTC; a naive one is refused, since it could mean any zone."""

    impl = DateTime(timezone=True)
    cache_ok = True

    def process_bind_param(self, value: datetime | None, dialect: Dialect) -> datetime | None:
        """Turn an aware moment into UTC (without the zone on SQLite, which has no such type)."""
        if value is None:
            return None
        if value.tzinfo is None:
            raise ValueError(f"a moment needs a time zone: {value!r}")
        value = value.astimezone(UTC)
        return value.replace(tzinfo=None) if dialect.name == "sqlite" else value

    def result_processor(self, dialect: Dialect, coltype: object) -> Callable[[Any], Any]:
        """Return what gives the zone back: one call for each moment, since pages read very many."""
        read: Any = self.impl_instance.result_processor(dialect, coltype)
        if read is None:
            return lambda value: None if value is None else value.astimezone(UTC)
        return lambda value: None if value is None else read(value).replace(tzinfo=UTC)


_writing: ContextVar[bool] = ContextVar("writing", default=False)
_bound: list[Connection] = []


class Session(FlaskSession):
    """A session that tests may bind to one connection, so that nothing stays behind."""

    def get_bind(self, *args: Any, **kwargs: Any) -> Engine | Connection:
        """Return the test's connection where one is bound, else the application's engine."""
        return _bound[-1] if _bound else super().get_bind(*args, **kwargs)


db = SQLAlchemy(
    model_class=Base,
    session_options={"class_": Session, "join_transaction_mode": "create_savepoint"},
)


@contextmanager
def bound_to(connection: Connection) -> Iterator[None]:
    """Let every session use ``connection`` (one test inside one outer transaction)."""
    _bound.append(connection)
    try:
        yield
    finally:
        _bound.pop()


def set_writing(on: bool) -> None:
    """Say whether transactions that begin from here on mean to write."""
    _writing.set(on)


@contextmanager
def writing() -> Iterator[None]:
    """Let transactions begun inside take the write lock at once (SQLite: BEGIN IMMEDIATE)."""
    token = _writing.set(True)
    try:
        yield
    finally:
        _writing.reset(token)


@contextmanager
def unit_of_work() -> Iterator[Any]:
    """Run one transaction that writes: committed at the end, undone on any error."""
    with writing():
        db.session.rollback()  # a read begun earlier must not become the write
        try:
            yield db.session
            db.session.commit()
        except BaseException:
            db.session.rollback()
            raise


@contextmanager
def own_transaction() -> Iterator[Session]:
    """Run a short transaction of its own beside the request's (visits, attempts, last seen)."""
    if _bound:  # all share one connection: what is written here must not lie inside that read
        db.session.commit()
    options = {"join_transaction_mode": "create_savepoint"}
    with writing(), Session(db, **options) as session, session.begin():
        yield session


#: an error of the database names no notes, marks or pay
HIDING: dict[str, Any] = {"hide_parameters": True}


def engine_options(url: str) -> dict[str, Any]:
    """Return the engine's options for a database address."""
    if url.startswith("sqlite"):
        return HIDING | {"connect_args": {"timeout": 30, "check_same_thread": False}}
    connecting = {
        "connect_timeout": 10,  # seconds; a server that is not there is said, not awaited
        "options": "-c jit=off",  # compiling a page's statements takes longer than running them
    }
    return HIDING | {
        "connect_args": connecting,
        "pool_pre_ping": True,
        "pool_size": 5,
        "max_overflow": 10,
    }


def prepare_engine(app: Flask) -> None:
    """Give the engine of ``app`` what its database needs before the first use."""
    with app.app_context():
        engine = db.engine
    if engine.dialect.name == "sqlite":
        event.listen(engine, "connect", _sqlite_connect)
        event.listen(engine, "begin", _sqlite_begin)


def _sqlite_connect(connection: Any, record: Any) -> None:
    connection.isolation_level = None  # we say BEGIN ourselves, and which kind
    cursor = connection.cursor()
    for pragma in (
        "journal_mode=WAL",
        "foreign_keys=ON",
        "busy_timeout=30000",
        "synchronous=NORMAL",
    ):
        cursor.execute(f"PRAGMA {pragma}")
    cursor.close()


def _sqlite_begin(connection: Connection) -> None:
    connection.exec_driver_sql("BEGIN IMMEDIATE" if _writing.get() else "BEGIN")


# Many rows at once. PostgreSQL is sent a few arrays; SQLite takes row after row without a journey.

#: Rows of one statement.
AT_ONCE = 5_000

Rows = Sequence[Mapping[str, Any]]


def new_ids(table: Table, count: int) -> list[int]:
    """Return ids for rows to be inserted; on SQLite the transaction must mean to write."""
    if not count:
        return []
    if _is_postgresql():
        sequence = func.pg_get_serial_sequence(table.name, "id")
        found = select(func.nextval(sequence)).select_from(func.generate_series(1, count))
        return list(db.session.scalars(found))
    last: int = db.session.scalar(select(func.max(table.c.id))) or 0
    return list(range(last + 1, last + count + 1))


def insert_many(table: Table, rows: Rows) -> None:
    """Insert rows, all with the same columns; what is not named is null or the database's."""
    for some in _parts(rows):
        if _is_postgresql():
            names, new = _arrays(table, some)
            db.session.connection().execute(insert(table).from_select(names, select(*new.c)))
        else:
            db.session.connection().execute(insert(table), list(some))


def update_many(table: Table, rows: Rows) -> None:
    """Write columns anew in the rows whose ``id`` is given beside them, all the same columns."""
    for some in _parts(rows):
        if _is_postgresql():
            names, new = _arrays(table, some)
            values = {name: new.c[name] for name in names if name != "id"}
            statement = update(table).values(values).where(table.c.id == new.c.id)
            db.session.connection().execute(statement)
        else:
            # a bound value may not be called as a column that is written
            bound: dict[str, Any] = {
                name: bindparam(f"new_{name}") for name in some[0] if name != "id"
            }
            statement = update(table).values(bound).where(table.c.id == bindparam("new_id"))
            given = [{f"new_{name}": value for name, value in row.items()} for row in some]
            db.session.connection().execute(statement, given)
    if rows:
        db.session.expire_all()  # what was read before is read anew


def _is_postgresql() -> bool:
    return db.session.get_bind().dialect.name == "postgresql"


def _parts(rows: Rows) -> Iterator[Rows]:
    db.session.flush()
    return (rows[start : start + AT_ONCE] for start in range(0, len(rows), AT_ONCE))


def _arrays(table: Table, rows: Rows) -> tuple[list[str], TableValuedAlias]:
    """Return the columns given, and the rows as a table made of an array each."""
    names = list(rows[0])
    types = {name: ARRAY(table.c[name].type) for name in names}
    arrays = [
        cast(literal([row[name] for row in rows], types[name]), types[name]) for name in names
    ]
    columns = [column(name, table.c[name].type) for name in names]
    return names, func.unnest(*arrays).table_valued(*columns, name="new").render_derived()


#: The moment in a statement that is made once and run with ``{"at": …}``; typed as what it is for.
AT: Any = bindparam("at", type_=Moment)


# Short spellings of columns, so that a table reads as a list of facts.


def pk() -> MappedColumn[int]:
    """Return a primary key column."""
    return mapped_column(Integer, primary_key=True)


def fk(target: str, *, index: bool = True, **options: Any) -> MappedColumn[Any]:
    """Return a foreign key column, indexed unless a wider index covers it."""
    link: Mapping[str, Any] = {
        key: options.pop(key) for key in ("ondelete", "use_alter", "name") if key in options
    }
    return mapped_column(Integer, ForeignKey(target, **link), index=index, **options)


def word(length: int = 40, **options: Any) -> MappedColumn[Any]:
    """Return a short text column."""
    return mapped_column(String(length), **options)


def ordered_word(length: int = 40, **options: Any) -> MappedColumn[Any]:
    """Return a short text column compared byte by byte, so that an index finds a beginning."""
    plain = String(length).with_variant(String(length, collation="C"), "postgresql")
    return mapped_column(plain, **options)


def text(**options: Any) -> MappedColumn[Any]:
    """Return a long text column."""
    return mapped_column(Text, **options)


def number(**options: Any) -> MappedColumn[Any]:
    """Return a whole-number column."""
    return mapped_column(Integer, **options)


def flag(**options: Any) -> MappedColumn[Any]:
    """Return a yes-or-no column, no unless said."""
    return mapped_column(Boolean, default=options.pop("default", False), **options)


def moment(**options: Any) -> MappedColumn[Any]:
    """Return a column for an aware moment."""
    return mapped_column(Moment, **options)


def json(**options: Any) -> MappedColumn[Any]:
    """Return a column for plain data."""
    return mapped_column(JSON, **options)


def only_when(condition: str) -> dict[str, Any]:
    """Return the options that make an index partial on both databases."""
    return {"sqlite_where": sql(condition), "postgresql_where": sql(condition)}
