"""How history speaks of offers. Pay is never in it, nor the words of a candidate."""

VERBS = {
    "offers.made": "drafted an offer to {candidate}, version {version}",
    "offers.revised": "changed the offer to {candidate}, now version {version}",
    "offers.signoffs_asked": "asked for sign-offs of the offer to {candidate}, version {version}",
    "offers.sent": "sent the offer to {candidate}, version {version}",
    "offers.delivered": "delivered the offer to {candidate}, and its clock runs",
    "offers.not_delivered": "could not deliver the offer to {candidate}",
    "offers.handed_over": "handed the offer to {candidate} over by a link, and its clock runs",
    "offers.link_shown": "showed the link of the offer to {candidate} by hand",
    "offers.arrived": "said that the offer to {candidate} arrived",
    "offers.sent_again": "sent the offer to {candidate} again",
    "offers.accepted": "accepted the offer to {candidate}, version {version}",
    "offers.declined": "declined the offer to {candidate}, version {version}",
    "offers.decline_noted": "noted by phone that {candidate} declined the offer",
    "offers.withdrawn": "withdrew the offer to {candidate}, version {version}",
    "offers.lapsed": "noted that the offer to {candidate} ended without an answer",
    "offers.ended_by_leaving": "ended the offer to {candidate}, since they left",
    "offers.time_asked": "asked for more time on the offer to {candidate}",
    "offers.time_agreed": "agreed to more time on the offer to {candidate}",
    "offers.time_granted": "agreed too, and moved the end of the offer to {candidate}",
    "offers.time_refused": "refused more time on the offer to {candidate}",
}
