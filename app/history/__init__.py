"""History: append-only lines in one hash chain per requisition and one for the office.

A line holds ids, a verb and hashes. What it says beyond that lies salted in a table of its own
and may be erased without breaking the chain. Marks, pay and referees' words are never in it.
Lines are gathered during the transaction and written just before it commits, chain by chain in
one order, so that two transactions never wait for each other in a ring.
"""
