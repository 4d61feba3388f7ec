"""How picks, lists and versions sent back are shown on the desk of the leads."""

from app.core.todo import TodoWords

WORDS = {
    "shortlists.start": TodoWords(
        group="Shortlists",
        order=30,
        note="Pick alone, then agree",
        what=lambda one: f"All cards are in for {one.title}",
        why=lambda one: "You and the lead manager each pick alone first",
        button="Start picking",
        endpoint="shortlists.decision",
        argument="requisition_id",
        by_requisition=True,
    ),
    "shortlists.pick": TodoWords(
        group="Shortlists",
        order=30,
        note="Pick alone, then agree",
        what=lambda one: f"Pick your finalists for {one.title}",
        why=lambda one: "Nobody sees your picks before everyone has sealed theirs",
        button="Pick finalists",
        endpoint="shortlists.decision",
        argument="requisition_id",
        by_requisition=True,
    ),
    "shortlists.settle": TodoWords(
        group="Shortlists",
        order=30,
        note="Pick alone, then agree",
        what=lambda one: f"Settle the shortlist for {one.title}",
        why=lambda one: "A reason for each on it and each left out, then it goes to be signed",
        button="Settle the list",
        endpoint="shortlists.decision",
        argument="requisition_id",
        by_requisition=True,
    ),
    "shortlists.sent_back": TodoWords(
        group="Shortlists",
        order=30,
        note="Pick alone, then agree",
        what=lambda one: f"Shortlist version {one.detail} for {one.title} was sent back",
        why=lambda one: "Read why, then start the next version",
        button="Read why",
        endpoint="shortlists.signoffs",
        argument="requisition_id",
        by_requisition=True,
    ),
}
