"""A file that cannot be read at all, and how much a file may hold."""

#: What a spreadsheet itself can hold in one cell.
MAX_CELL = 32_767
MAX_ROWS = 100_000
MAX_COLUMNS = 500
#: Rows times columns: beyond it a sheet takes more memory than a request should.
MAX_CELLS = 5_000_000


class BadFile(ValueError):
    """The file is not taken; the text says why and what to do, in its reader's words."""


def too_many_rows() -> BadFile:
    """Return the refusal of a file with more rows than we take."""
    return BadFile(f"The file has more than {MAX_ROWS:,} rows. Split it and take one part a time.")


def too_many_columns(count: int) -> BadFile:
    """Return the refusal of a file with more columns than we take."""
    return BadFile(
        f"The file has {count:,} columns, and {MAX_COLUMNS} at most are read. "
        "Take out those you don't need."
    )


def too_many_cells(rows: int, columns: int) -> BadFile:
    """Return the refusal of a sheet whose rows and columns are too many together."""
    return BadFile(
        f"The sheet is {rows:,} rows by {columns:,} columns, too large to read at once. "
        "Take out columns you don't need, or split it."
    )


def cell_too_long(row: int, heading: str | None = None) -> BadFile:
    """Return the refusal of a cell that no spreadsheet could hold."""
    where = f"row {row}, column {heading}" if heading else f"row {row}"
    return BadFile(
        f"A cell in {where} is longer than {MAX_CELL:,} characters. Shorten it, "
        "or look there for a quotation mark that is opened and never closed."
    )
