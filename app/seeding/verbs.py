"""What history says of the demo."""

VERBS = {"seeding.removed": "took the demo company out"}
