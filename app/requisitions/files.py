"""Criteria out of a CSV file, all or none, with every bad cell by row and column."""

import csv

from app.core.csv import parse
from app.core.decision import Refused
from app.requisitions.criteria import COLUMNS, CriterionFacts, may_be_criteria, read

NEEDED = COLUMNS[:4]
KNOWN = frozenset({*COLUMNS, "question"})
LONGEST = 1_000_000


def read_criteria(data: bytes) -> list[CriterionFacts]:
    """Return the criteria of a file with the columns of the contract; ``Refused`` names the rest.

    Rows are counted as a spreadsheet shows them: the heading is row 1.
    """
    records = _records(data)
    heading = [cell.strip().casefold().replace(" ", "_") for cell in records[0]]
    missing = [column for column in NEEDED if column not in heading]
    strange = [column for column in heading if column and column not in KNOWN]
    if missing or strange or len(set(heading)) < len(heading):
        raise Refused(
            *(f"row 1, column {column}: this column is missing." for column in missing),
            *(f"row 1, column {column}: this column is not known." for column in strange),
            *(("row 1: a column is there twice.",) if len(set(heading)) < len(heading) else ()),
        )
    rows = [(number, record) for number, record in enumerate(records, 1) if number > 1 and record]
    ragged = [number for number, record in rows if len(record) > len(heading)]
    if ragged:
        raise Refused(*(f"row {number}: more cells than columns." for number in ragged))
    reading = read((number, dict(zip(heading, record, strict=False))) for number, record in rows)
    if reading.wrong:
        raise Refused(
            *(f"row {row}, column {name}: {text}" for (row, name), text in reading.wrong.items())
        )
    decision = may_be_criteria(reading.criteria)
    if not decision:
        raise Refused(*decision.reasons)
    return reading.criteria


def _records(data: bytes) -> list[list[str]]:
    if len(data) > LONGEST:
        raise Refused("The file is too large to be a list of criteria.")
    try:
        records = list(parse(data))
    except UnicodeDecodeError:
        raise Refused("The file is not text in UTF-8.") from None
    except csv.Error as error:
        raise Refused(f"The file is not readable as CSV: {error}.") from None
    if not records or not any(cell.strip() for cell in records[0]):
        raise Refused("The file is empty. Its first row names the columns.")
    return records
