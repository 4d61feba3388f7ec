"""What history says of picks and lists, after the name of who acted."""

VERBS = {
    "shortlists.pick_handed_over": "let {delegate} pick in the place of {person}",
    "shortlists.picking_started": "started a round of private picks",
    "shortlists.pick_invited": "asked {person} to pick in private",
    "shortlists.pick_left_out": "left {person} out of the round of picks",
    "shortlists.discarded": "discarded shortlist version {version}, with a reason",
    "shortlists.pick_sealed": "sealed their picks",
    "shortlists.picking_closed": "closed picking before everyone was in, with a reason",
    "shortlists.round_needed": "said that interviews of round {round} are needed first",
    "shortlists.round_ended": "took back that interviews of round {round} are waited for",
    "shortlists.started": "started shortlist version {version}",
    "shortlists.edited": "edited shortlist version {version}",
    "shortlists.put_forward": "put shortlist version {version} forward",
}
