"""What history says of letters and calls."""

VERBS = {
    "letters.written": "wrote to {candidate}",
    "letters.called": "called {candidate}",
}
