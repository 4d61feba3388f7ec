"""How history speaks of offers. Pay is never in it, nor the words of a candidate."""

VERBS = {
    "offers.made": "drafted version {version} of an offer",
    "offers.revised": "changed the offer, now version {version}",
    "offers.signoffs_asked": "asked for the sign-offs of version {version} of the offer",
    "offers.sent": "sent version {version} of the offer",
    "offers.delivered": "delivered version {version} of the offer: the clock runs",
    "offers.not_delivered": "could not deliver version {version} of the offer",
    "offers.handed_over": "handed version {version} of the offer over by a link: the clock runs",
    "offers.link_shown": "showed the link of version {version} of the offer by hand",
    "offers.arrived": "said that version {version} of the offer arrived",
    "offers.sent_again": "sent version {version} of the offer again",
    "offers.accepted": "accepted version {version} of the offer",
    "offers.declined": "declined version {version} of the offer",
    "offers.decline_noted": "noted that version {version} of the offer was declined by phone",
    "offers.withdrawn": "withdrew version {version} of the offer",
    "offers.lapsed": "noted that version {version} of the offer ended without an answer",
    "offers.ended_by_leaving": "ended version {version} of the offer, since the candidate left",
    "offers.time_asked": "asked for more time on version {version} of the offer",
    "offers.time_agreed": "agreed to more time on version {version} of the offer",
    "offers.time_granted": "agreed too, and gave more time on version {version} of the offer",
    "offers.time_refused": "refused more time on version {version} of the offer",
}
