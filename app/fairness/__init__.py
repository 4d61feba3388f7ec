"""Fairness: what candidates tell of themselves if they wish, counted by group and in no other way.

Answers lie apart, under a key that only the running installation can make from a candidate's
number; no row names a candidate, no page shows an answer, not even to whoever gave it. HR reads
counts across 30 candidates or more, rounded, and groups of fewer than five not at all.
"""
