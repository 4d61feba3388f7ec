"""Reports: who holds the ball, how long each stage takes, and how offers end.

Nothing is stored here. Every open wait of a requisition or a candidacy is read from the facts of
the package it belongs to, as one row with whom it waits for and since when; where nothing else is
waited for, it waits for the lead recruiter. Waiting for a card is no secret; whatever tells what
others think of somebody (an offer, a reference, a place on a list) is left out for whoever owes a
card for them (law L1). Figures say where help is needed, never who is slow.
"""
