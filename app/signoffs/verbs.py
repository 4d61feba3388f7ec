"""What history says of sign-offs, after the name of who acted."""

VERBS = {
    "signoffs.opened": "asked for the sign-offs of {what} version {version}",
    "signoffs.given": "signed {what} version {version}",
    "signoffs.disavowed": "said that the signature of {what} version {version} was not theirs",
    "signoffs.sent_back": "sent {what} version {version} back",
}
