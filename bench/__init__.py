"""Measurements against numbers to reach: each is a ratio to a floor measured in the same run."""
