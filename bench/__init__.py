"""Measurements against numbers to reach: each is a ratio to a floor measured in the same run."""

import app  # noqa: F401  # sets how many threads numpy has, as in the program, before it is there
