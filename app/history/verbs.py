"""What history says of itself."""

VERBS = {"history.sealed": "sealed the history of {what}"}
