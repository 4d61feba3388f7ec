"""The columns of the list of people in files."""

from typing import Final

from app.accounts.queries import Row
from app.core.columns import Column

PEOPLE: Final[tuple[Column[Row], ...]] = (
    Column("email", "E-mail", lambda row: row.person.email),
    Column("name", "Name", lambda row: row.person.name),
    Column("roles", "Roles", lambda row: ";".join(row.roles)),
    Column("active", "Active", lambda row: row.person.active, "flag"),
)
