"""The columns of promises: the file is there from the first release, and empty until they are."""

from app.core.columns import Column

_KEYS = {
    "promise_id": "Promise",
    "candidate_id": "Candidate",
    "name": "Name",
    "text": "What was promised",
    "made_at": "Made",
    "due_at": "Due",
    "owner": "Owner",
    "state": "State",
    "kept_at": "Kept",
}

PROMISES: tuple[Column[None], ...] = tuple(
    Column(key, title, lambda row: row) for key, title in _KEYS.items()
)
