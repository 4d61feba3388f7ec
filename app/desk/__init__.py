"""Desk: home is what waits for me, most urgent first, one act each.

Every package gives ``queries.waiting(person, at)`` as one SELECT of the same columns and the
words for its kinds in ``todo.py``; the desk joins them in one statement and sorts.
"""
