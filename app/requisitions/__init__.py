"""Requisitions: openings, their places, policy, team, sign-off order and criteria.

Anyone active may open one and becomes its lead recruiter; hr may open one for others. It starts
as a draft and opens once it has criteria with weight, two different leads and a place. Places
never drop below those taken. Criteria change in place until the first scorecard is begun; from
then on they stand. A requisition does not close while an offer is with a candidate.
"""
