"""Offers: packages, their 24 hours, answers, more time, and who is next.

Facts are moments; the status follows from them and from the moment it is asked at. An offer is
sent only when every condition of law L5 holds, and the refusal names each that does not. Sending
holds a place; the clock starts just before the mail is handed over, and ``closes_at`` moves only
by an extension both leads agree to. At ``closes_at`` the offer has lapsed, whoever notes it and
when. An offer ends exactly once: every ending is one UPDATE on a row with no end yet, and the
moment that counts is read after the lock is held. A yes fills the place, any other end frees it,
and the next of the signed order is up. Pay is shown to those who may see it, never in history.
"""
