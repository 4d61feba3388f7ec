"""The columns of the list of requisitions in files."""

from typing import Final

from app.core.columns import Column
from app.requisitions.queries import Row

REQUISITIONS: Final[tuple[Column[Row], ...]] = (
    Column("code", "Code", lambda row: row.requisition.code),
    Column("title", "Title", lambda row: row.requisition.title),
    Column("stage", "Stage", lambda row: row.requisition.stage),
    Column("places", "Places", lambda row: row.places, "number"),
    Column("candidates", "Candidates", lambda row: row.candidates, "number"),
)
