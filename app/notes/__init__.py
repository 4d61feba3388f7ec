"""Notes: one thread of dated lines for each candidacy and each requisition.

Lines are added, never taken out: their writer mends one within ten minutes, or withdraws it, and it
stays with that said. A line that speaks of an interview is blind as marks are: whoever owes a card
for that candidacy (in a requisition's own thread: any card there) learns nothing of it, not even
that it is there. Recruiters, managers and hr read a whole thread; an interviewer what is said of
interviews with those they met; an agency recruiter debriefs of theirs that speak of none; everybody
their own lines and those that mention them.
"""
