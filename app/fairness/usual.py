"""The questions an installation begins with; hr changes them to those of its country."""

from typing import Final

QUESTIONS: Final[tuple[tuple[str, tuple[str, ...]], ...]] = (
    ("Gender", ("Woman", "Man", "Non-binary", "Another word")),
    ("Age", ("Under 30", "30 to 44", "45 to 59", "60 or over")),
    (
        "Ethnicity",
        (
            "African or Black",
            "Asian",
            "European or white",
            "Latin American",
            "Middle Eastern or North African",
            "Several of these",
            "Another",
        ),
    ),
    ("Disability or long illness", ("Yes", "No")),
)
