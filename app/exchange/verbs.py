"""What history says of files taken out."""

VERBS = {"exchange.packed": "took the pack: {tables}"}
