"""Sign-offs: chains of approvers, and one approver's word on one version of one subject.

A chain has steps in order; a step asks all of its approvers or enough of them. Nobody is asked
before their turn, and the time they have starts when they are. One refusal, which needs a reason,
sends the version back and ends what was still open. A sign-off counts for exactly the version its
chain names (law L4): when a later version takes its place, the sign-offs of the earlier one lapse.

A subject is known here by its kind, id, version and title only. The package it belongs to shows
the page on which it is signed, owns the verb, and calls ``actions.sign`` or ``actions.send_back``.
``/s/<token>`` shows title, version and due; signing always needs sign-in.
"""
