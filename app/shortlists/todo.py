"""How picks, lists and versions sent back are shown on the desk of the leads."""

from app.core.todo import TodoWords, Waiting
from app.core.wording import plural


def _unasked(one: Waiting) -> str:
    count = int(one.detail or 0)
    alone = "You and the lead manager each pick alone first"
    nobody = f"{plural(count, 'interviewed candidate')} without a card asked for"
    return f"{alone}. {nobody}" if count else alone


WORDS = {
    "shortlists.start": TodoWords(
        group="Shortlists",
        order=30,
        note="Pick alone, then agree",
        what=lambda one: f"All cards are in for {one.title}",
        why=_unasked,
        button="Pick privately",
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
    "shortlists.round": TodoWords(
        group="Shortlists",
        order=30,
        note="Pick alone, then agree",
        what=lambda one: f"Another round of interviews for {one.title}",
        why=lambda one: f"{one.about} said it is needed first. Hold it, or say it is not needed",
        button="Look at it again",
        endpoint="acting.when_to_act",
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
