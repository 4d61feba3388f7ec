"""What history says of letters and calls."""

VERBS = {
    "letters.written": "wrote to {candidate}",
    "letters.held": "wrote to {candidate}; the letter waits for HR",
    "letters.called": "called {candidate}",
    "letters.language_set": "set the language {candidate} is written to in",
    "letters.address_set": "set where HR reads candidates’ replies",
    "letters.handed_on": "handed on what {candidate} wrote to them",
    "letters.answered": "answered what {candidate} had written",
    "letters.template_made": "made a text for letters: {name}",
    "letters.template_changed": "changed the text {name}, version {version}",
    "letters.template_released": "released the standing text {name}, version {version}",
    "letters.template_retired": "took the text {name} out of use",
}
