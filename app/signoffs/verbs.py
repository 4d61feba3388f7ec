"""What history says of sign-offs, after the name of who acted."""

VERBS = {
    "signoffs.opened": "asked for the sign-offs of {what} version {version}",
    "signoffs.given": "signed {what} version {version}",
    "signoffs.disavowed": "said that the signature of {what} version {version} was not theirs",
    "signoffs.handed_over": (
        "handed the sign-off of {person} on {what} version {version} to {delegate}"
    ),
    "signoffs.sent_back": "sent {what} version {version} back",
}
