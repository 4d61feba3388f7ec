"""Shortlists: private picks, one settled list, and versions put forward.

Lead recruiter and lead manager each pick three to five in private. Nobody, whatever role, sees
another's pick before both are sealed or the lead recruiter closes picking with a reason (law L21);
a pick never sealed stays private for good. Then both see where they agree, and an ordered list is
settled with a reason for each finalist and each one left out.

A list put forward has three to five finalists, all in play, a reason each; another size needs a
written reason, which is signed in a line of its own (law L2). From then on it is frozen with its
numbers, reasons and policy, and its page is drawn from those alone (law L3). It takes the place of
the version before, whose sign-offs lapse. A finalist who leaves stays in the version, marked as
withdrawn, and the next in order is up.
"""
