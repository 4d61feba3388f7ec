"""The migrated schema is that of the models, on both databases."""

from datetime import UTC, date, datetime

from sqlalchemy import MetaData, create_engine, func, inspect, select


def test_the_migrated_schema_is_that_of_the_models(databases, database_kind):
    from app.db import Base

    migrated = databases.fresh(database_kind)
    modelled = databases.fresh(database_kind, migrated=False)
    one, other = (create_engine(database.url) for database in (migrated, modelled))
    try:
        Base.metadata.create_all(other)
        found, wanted = _described(one), _described(other)
    finally:
        one.dispose()
        other.dispose()
        databases.drop(migrated)
        databases.drop(modelled)
    assert found.keys() == wanted.keys()
    for table, facts in wanted.items():
        assert found[table] == facts, table


def _described(engine) -> dict[str, dict[str, list[str]]]:
    look = inspect(engine)
    return {
        table: {
            "columns": sorted(
                f"{one['name']} {one['type']!r} nullable={one['nullable']} {one['default']}"
                for one in look.get_columns(table)
            ),
            "primary key": [str(look.get_pk_constraint(table))],
            "foreign keys": sorted(str(one) for one in look.get_foreign_keys(table)),
            "unique": sorted(str(one) for one in look.get_unique_constraints(table)),
            "checks": sorted(str(one) for one in look.get_check_constraints(table)),
            "indexes": sorted(_index(one) for one in look.get_indexes(table)),
        }
        for table in look.get_table_names()
        if table != "alembic_version"
    }


def _index(one) -> str:
    options = {name: str(value) for name, value in sorted(one["dialect_options"].items())}
    return f"{one['name']} {one['column_names']} unique={bool(one['unique'])} {options}"


def test_migrations_can_be_taken_back_and_made_again(databases, database_kind):
    import flask_migrate

    from app.db import db

    database = databases.fresh(database_kind)
    app = database.open()
    with app.app_context():
        before = set(inspect(db.engine).get_table_names())
        flask_migrate.downgrade(revision="base")
        assert set(inspect(db.engine).get_table_names()) == {"alembic_version"}
        flask_migrate.upgrade()
        assert set(inspect(db.engine).get_table_names()) == before
        db.engine.dispose()
    databases.drop(database)


def test_a_database_of_the_first_release_keeps_its_rows_when_it_is_migrated(
    databases, database_kind
):
    import flask_migrate

    from app.db import db

    filled = ("person", "requisition", "candidate", "candidacy", "shortlist", "shortlist_line")
    filled += ("offer", "ask")
    database = databases.fresh(database_kind)
    app = database.open()
    with app.app_context():
        flask_migrate.downgrade(revision="base")
        flask_migrate.upgrade(revision="0001")
        tables = MetaData()
        tables.reflect(db.engine)
        with db.engine.begin() as connection:
            for name in filled:
                connection.execute(tables.tables[name].insert(), _row(tables.tables[name]))
        flask_migrate.upgrade()
        with db.engine.connect() as connection:
            for name in filled:
                count = select(func.count()).select_from(tables.tables[name])
                assert connection.scalar(count) == 1, name
            ask = connection.execute(select(tables.tables["ask"])).one()
            assert (ask.ended_by, ask.ended_at) == ("offer", ask.asked_at)
        db.engine.dispose()
    databases.drop(database)


def _row(table):
    """A row of plain values: every reference is to the first row of its table."""
    at = datetime(2026, 1, 1, tzinfo=UTC)
    plain = {int: 1, str: "x", bool: True, float: 1.0, datetime: at, date: at.date()}
    return {
        column.name: plain[column.type.python_type]
        for column in table.columns
        if not column.nullable and (column.server_default is None or column.primary_key)
    }
