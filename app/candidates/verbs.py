"""What history says of acts on candidates."""

VERBS = {
    "candidates.added": "added {candidate}",
    "candidates.imported": "imported a list: {added} added, {updated} updated",
    "candidates.mended": "changed the contact data of {candidate}",
    "candidates.interviewed": "recorded a round {round} interview ({kind}) with {candidate}",
    "candidates.attached": "attached a file ({kind}) to {candidate}",
    "candidates.removed_attachment": "removed a file ({kind}) of {candidate}",
    "candidates.withdrew": "withdrew",
    "candidates.noted_withdrawal": "recorded that {candidate} withdrew",
    "candidates.told_own_deadline": "said by when they must answer somebody else",
    "candidates.told_own_deadline_over": "said that they need not answer anybody else",
    "candidates.noted_own_deadline": "noted by when {candidate} must answer somebody else",
    "candidates.noted_own_deadline_over": "noted that {candidate} need not answer anybody else",
    "candidates.set_aside": "set {candidate} aside",
}
