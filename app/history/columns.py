"""The columns of history, for its CSV."""

import json

from app.core.columns import Column
from app.history.queries import Line


def _detail(line: Line) -> str:
    return json.dumps(line.detail, ensure_ascii=False, sort_keys=True) if line.detail else ""


COLUMNS: tuple[Column[Line], ...] = (
    Column("line", "Line", lambda line: line.line, "number"),
    Column("at", "When", lambda line: line.at, "moment"),
    Column("who", "Who", lambda line: line.who),
    Column("on_behalf_of", "On behalf of", lambda line: line.on_behalf_of),
    Column("verb", "Verb", lambda line: line.verb),
    Column("subject", "Subject", lambda line: line.subject),
    Column("detail", "Detail", _detail),
    Column("hash", "Hash", lambda line: line.hash),
)
