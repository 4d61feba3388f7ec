"""What waits is found by indexes: the desk's statement walks through no table that grows."""

import re

from sqlalchemy import event

from app.desk import queries
from app.people.queries import lead

GROW = ("candidacy", "candidate", "ask", "scorecard", "offer", "referee", "history_line", "message")


def test_the_desk_walks_through_no_table_that_grows(make, db):
    if db.engine.dialect.name != "sqlite":
        return  # PostgreSQL plans by how large the tables are, and these are empty
    requisition = make.requisition()
    make.scored(requisition, 4)
    recruiter = lead(requisition.id, "recruiter")
    for person in (recruiter, make.person(hr=True)):
        for ask in (queries.waiting, queries.shell):
            steps = plan_of(db, ask, person, make.at)
            walked = [one for one in steps if re.match(rf"SCAN ({'|'.join(GROW)})(_\d+)?\b", one)]
            # an index that holds all in play grows as the table does
            all_of_it = [one for one in walked if "USING" not in one or "ix_candidacy" in one]
            assert all_of_it == []


def plan_of(db, ask, person, at) -> list[str]:
    """Return the steps SQLite would take for the statement that a read sends."""
    sent = []

    def keep(connection, cursor, statement, parameters, context, many):
        sent.append((statement, parameters))

    connection = db.session.connection()
    event.listen(connection, "before_cursor_execute", keep)
    try:
        ask(person, at)
    finally:
        event.remove(connection, "before_cursor_execute", keep)
    statement, parameters = sent[-1]
    rows = connection.exec_driver_sql(f"EXPLAIN QUERY PLAN {statement}", parameters)
    return [row[3] for row in rows]
