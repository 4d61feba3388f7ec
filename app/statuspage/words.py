"""The usual words of the page: one text for each standing, one line for each thing we wait for."""

from collections.abc import Mapping
from typing import Final

#: Places that a text may name; they are filled when it is shown, and nothing else is.
PLACES: Final = ("name", "recruiter", "company", "title")

#: What the page says under its heading. A requisition may have words of its own in its place.
TEXTS: Final[Mapping[str, str]] = {
    "deciding": (
        "Thank you for the time you give us. {recruiter} will write to you whatever the answer "
        "is, even if it’s “not yet”."
    ),
    "finalist": (
        "You did well in your interviews and we would be glad to work with you. We have not made "
        "a final decision yet. {recruiter} will write to you whatever it is."
    ),
    "offered": (
        "Open the link we gave you: it shows the offer, by when to answer, and the way to ask for "
        "more time. Asking never counts against you."
    ),
    "hired": "You accepted our offer. {recruiter} is in touch about what comes next.",
    "declined": (
        "Thank you for telling us, and for the time you gave us. We would be glad to meet you "
        "again."
    ),
    "lapsed": (
        "We had no answer from you in time. If something was in the way, write to {recruiter}: a "
        "person reads it."
    ),
    "taken back": (
        "{recruiter} is in touch with you about it. If you have heard nothing, write to us."
    ),
    "withdrawn": (
        "You told us that you would rather stop here. Thank you for the time you gave us. If you "
        "think otherwise, write to {recruiter}."
    ),
    "we are writing": (
        "There is a decision, and {recruiter} is writing to you about it. We would rather tell "
        "you in person than on a page."
    ),
    "told": (
        "We have told you how it ended. You gave us time and thought, and we are grateful for "
        "both. Your questions are still welcome."
    ),
}

#: The heading above each, which is ours: it says where they stand and nothing more.
TITLES: Final[Mapping[str, str]] = {
    "deciding": "Hello {name}, we are deciding",
    "finalist": "Hello {name}, you are one of our finalists",
    "offered": "{name}, you have an offer",
    "hired": "Welcome, {name}",
    "declined": "You declined our offer",
    "lapsed": "Our offer to you has ended",
    "taken back": "We took our offer back",
    "withdrawn": "You withdrew",
    "we are writing": "Hello {name}, we are writing to you",
    "told": "Thank you, {name}",
}

#: When each is read, for whoever edits the words.
WHEN: Final[Mapping[str, str]] = {
    "deciding": "From the first day, until we ask for referees",
    "finalist": "Once we asked for referees",
    "offered": "While an offer is with them",
    "hired": "After they accepted",
    "declined": "After they declined",
    "lapsed": "After an offer ended without an answer",
    "taken back": "After we withdrew an offer",
    "withdrawn": "After they withdrew",
    "we are writing": "When it is decided and nobody has told them yet",
    "told": "After a message or call told them the outcome",
}

#: What we wait for, and the line that says so. No name, no number of people, no order.
WAITS: Final[Mapping[str, str]] = {
    "panel": "Those who met you are still writing down what they saw.",
    "references": "We wait for the people who speak for you.",
    "signoff": "Those who have to agree here are looking at it.",
    "hold": "This opening is paused for the moment. Nothing is decided while it is.",
}
#: How the switches that hide them are called on the settings page.
HIDES: Final[Mapping[str, str]] = {
    "panel": "That scorecards are not in yet",
    "references": "That references are not in yet",
    "signoff": "That sign-offs are asked for",
    "hold": "That the requisition is on hold",
}
