"""The candidate's own page, by link: where they stand in plain words, and what we need of them.

It never shows a rank, a score, another's name, or that somebody else holds an offer. A no is told
by a person first; until then the page says that a person is writing.
"""
