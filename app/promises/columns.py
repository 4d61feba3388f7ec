"""The columns of promises, once for every file."""

from app.core.columns import Column
from app.promises.queries import Line

PROMISES: tuple[Column[Line], ...] = (
    Column("promise_id", "Promise", lambda line: line.promise.id, "number"),
    Column("candidate_id", "Candidate", lambda line: line.candidate.id, "number"),
    Column("name", "Name", lambda line: line.candidate.name),
    Column("text", "What was promised", lambda line: line.promise.text),
    Column("made_at", "Made", lambda line: line.promise.made_at, "moment"),
    Column("due_at", "Due", lambda line: line.promise.due_at, "moment"),
    Column("owner", "Owner", lambda line: line.owner),
    Column("state", "State", lambda line: line.state),
    Column("kept_at", "Kept", lambda line: line.promise.kept_at, "moment"),
)
