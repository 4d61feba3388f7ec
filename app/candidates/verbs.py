"""What history says of acts on candidates."""

VERBS = {
    "candidates.added": "added {candidate}",
    "candidates.imported": "imported a list: {added} added, {updated} updated",
    "candidates.mended": "changed the contact data of {candidate}",
    "candidates.interviewed": "recorded a round {round} interview ({kind}) with {candidate}",
    "candidates.attached": "attached a file ({kind}) to {candidate}",
    "candidates.removed_attachment": "removed a file ({kind}) of {candidate}",
    "candidates.told_own_deadline": "wrote down by when {candidate} must answer somebody else",
    "candidates.lifted_own_deadline": "wrote down that no date of their own presses {candidate}",
    "candidates.withdrew": "withdrew",
    "candidates.noted_withdrawal": "recorded that {candidate} withdrew",
    "candidates.set_aside": "set {candidate} aside",
}
