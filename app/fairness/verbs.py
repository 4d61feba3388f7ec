"""What the office's history says of the voluntary questions; never who answered them."""

VERBS = {
    "fairness.begun": "switched the voluntary questions to candidates on",
    "fairness.ended": "switched the voluntary questions to candidates off",
    "fairness.question_added": "put a voluntary question to candidates",
    "fairness.question_retired": "took a voluntary question to candidates away",
}
