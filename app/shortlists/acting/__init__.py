"""When to act: whether one is clearly ahead, what would decide, what presses, a round to wait for.

One is clearly ahead when so many as the policy says have been interviewed, three or more are
complete, and the first is above the second with a probability of .90. It is said only to whoever
sees everybody and owes no card. Another round of interviews is a stated wait: who said so, why,
reviewed when. It ends when an interview of that round is recorded, or by hand.
"""
