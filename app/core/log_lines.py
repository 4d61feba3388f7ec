"""What the program writes about itself as it runs: one JSON object a line, on standard error.

A line says which request or job, which route by name, how it ended and how long it took. It holds
no address, no query, no name and no words of anybody; an error is its kind and where it came from,
without what it said, since a database's words name the values it refused.
"""

import json
import logging
import traceback
from datetime import UTC, datetime
from types import TracebackType
from typing import Any

from app.core.redaction import without_tokens

#: the attribute of a record that holds a line's own fields
FIELDS = "fields"


def write(
    logger: logging.Logger,
    event: str,
    level: int = logging.INFO,
    *,
    because: BaseException | None = None,
    **fields: Any,
) -> None:
    """Write one line: what happened, plain facts beside it, and perhaps the error behind it."""
    logger.log(level, event, extra={FIELDS: fields}, exc_info=because)


def to_standard_error() -> None:
    """Let everything of ours that is logged in this process go out as such lines."""
    handler = logging.StreamHandler()
    handler.setFormatter(Line())
    ours = logging.getLogger("app")
    ours.handlers, ours.propagate = [handler], False
    ours.setLevel(logging.INFO)


class Line(logging.Formatter):
    """Makes a record one line of JSON."""

    def format(self, record: logging.LogRecord) -> str:
        """Return the line."""
        line: dict[str, Any] = {
            "at": datetime.fromtimestamp(record.created, UTC).isoformat(timespec="milliseconds"),
            "level": record.levelname.lower(),
            "event": without_tokens(record.getMessage()),
            **getattr(record, FIELDS, {}),
        }
        if record.exc_info and record.exc_info[1] is not None:
            line["error"] = _kinds(record.exc_info[1])
            line["where"] = _where(record.exc_info[2])
        return json.dumps(line, ensure_ascii=False)


def _kinds(error: BaseException) -> list[str]:
    """Return the kind of an error and of those it came from, without their words."""
    found: list[str] = []
    one: BaseException | None = error
    while one is not None:
        found.append(type(one).__qualname__)
        one = one.__cause__ or one.__context__
    return found


def _where(trace: TracebackType | None) -> list[str]:
    """Return the way through the code, innermost last, without the code's own text."""
    frames = traceback.extract_tb(trace)
    return [f"{frame.filename}:{frame.lineno} {frame.name}" for frame in frames]
