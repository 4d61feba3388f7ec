"""References: who speaks for a candidate, what they said, and what is still missing.

A candidate is asked to name people who worked with them, on their own page. Each of them is one
referee with one reference: wanted until somebody asks for it, then due in working days, and ended
once, by an answer, by a friendly no, or by our doing without it for a reason. It may be put off
until after acceptance; the offer's letter then says so. Nobody is asked without consent, nor before
an offer where the candidate forbade it.

A referee answers by link, on a phone, on the requisition's own criteria, or a recruiter writes it
down on the telephone. They see nobody's marks. Their words are for recruiters, managers and hr, and
never in history. Whose e-mail is a referee's sees nothing of that requisition.
"""
