"""Letters: our words to a candidate by mail or telephone, and theirs that were handed to us.

A letter is composed by a person and goes through the outbox; the candidate has heard from us when
the mail server has taken it. A call counts from the moment it is written down. Where hr speaks a
composed letter is held until hr releases it; hr edits it, or sends it back with a reason. Texts to
begin with are templates, kept by hr in versions: a *standing* one is released once, and waits for
nobody as long as it is sent as it stands. What a candidate wrote to somebody here is handed on in
one step to those who answer.
"""
