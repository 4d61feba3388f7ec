"""Letters: our words to a candidate by mail or telephone, and whether they know how it ended.

A letter is composed by a person and goes through the outbox; the candidate has heard from us when
the mail server has taken it. A call counts from the moment it is written down.
"""
