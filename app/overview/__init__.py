"""Overview: pages composed of what every other package knows; it has no tables and no verbs.

The requisition (what it waits for, on whom, since when), the lists of candidates, one candidacy,
and history. Nothing here decides what may be seen: it asks the packages whose facts they are, and
leaves out marks, ranks and pay altogether.
"""
