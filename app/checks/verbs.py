"""What history says of references, after the name of who acted; never marks, never words."""

VERBS = {
    "checks.requested": "asked {candidate} to name referees",
    "checks.reminded_candidate": "reminded {candidate} to name referees",
    "checks.named": "named a {relation} as a referee of {candidate}",
    "checks.mended": "changed who the {relation} is who speaks for {candidate}",
    "checks.removed": "took a {relation} off the referees of {candidate}",
    "checks.asked": "asked a {relation} for a reference on {candidate}",
    "checks.reminded": "reminded a {relation} of the reference on {candidate}",
    "checks.received": "sent a {relation}'s reference on {candidate}",
    "checks.taken_down": "took down a {relation}'s reference on {candidate} by telephone",
    "checks.declined": "declined to speak, as a {relation}, about {candidate}",
    "checks.noted_declining": "noted that a {relation} would rather not speak about {candidate}",
    "checks.waived": "waived a {relation}'s reference on {candidate}: {reason}",
    "checks.waived_relation": "waived the {relation}'s reference on {candidate}: {reason}",
    "checks.put_off": "put a {relation}'s reference on {candidate} off until after acceptance",
    "checks.read": "read a {relation}'s reference on {candidate}",
}
