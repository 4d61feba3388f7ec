"""What history says of promises: never what was promised."""

VERBS = {
    "promises.made": "promised {candidate} word by a day",
    "promises.kept": "kept a promise to {candidate}",
    "promises.moved": "told {candidate} a new date for a promise",
    "promises.ended": "ended a promise to {candidate}",
    "promises.handed_on": "handed a promise to {candidate} on",
    "promises.handed_over": "handed {count} promises over",
    "promises.words_begun": "began to owe {count} candidates a word every {days} days",
    "promises.slipped": "noted that {count} promises slip",
}
