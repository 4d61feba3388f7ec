"""Scorecards: who is asked for one, filling it, and the ranking as each viewer may see it.

A person owes a card for a candidacy from the asking until it is in, they are excused, the
candidacy ends or a shortlist is put forward. While they owe it, that candidacy is absent from all
they see of others' marks (law L1): `queries` cuts, the engine never learns of it.

A card that is in does not change. Reopened with a reason, it is owed again and its ask runs on;
until it is in again, everyone else goes on seeing, and the ranking goes on using, the version
handed in before, so nobody takes marks out of a ranking by reopening. The marks first handed in
are kept beside the last as independent ones, unless others' marks were open to the rater before.
"""
