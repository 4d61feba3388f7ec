"""Links: every secret address, its one purpose, its end, and each visit.

A token is 256 random bits; the table keeps its SHA-256 only. A link shows; nothing happens but
by a POST from the page it opens. Tokens are minted by the worker while it sends, or by a person
in the act of showing one by hand.
"""
