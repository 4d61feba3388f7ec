"""Candidates: who is being considered, for which requisition, and what we hold of them.

A candidate is a human being, kept once, known by e-mail address, else by an external id. A
candidacy is that candidate in one requisition; it is in play until they withdraw or are set
aside. The same address under another name is somebody else's and is refused, never merged. Who
is a candidate somewhere sees nothing of that requisition, whatever part they have in it.
"""
