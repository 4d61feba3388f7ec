"""How what waits around offers is shown on the desk."""

from collections.abc import Callable

from app.core.todo import TodoWords, Waiting

GROUP = "Offers"
NOTE = "Shortest time first"


def _words(
    what: str, why: str, button: str, endpoint: str = "offers.offer", argument: str = "offer_id"
) -> TodoWords:
    def say(text: str) -> Callable[[Waiting], str]:
        return lambda one: text.format(name=one.about, title=one.title, detail=one.detail)

    return TodoWords(
        group=GROUP,
        order=10,
        note=NOTE,
        what=say(what),
        why=say(why),
        button=button,
        endpoint=endpoint,
        argument=argument,
    )


WORDS = {
    "offers.not_delivered": _words(
        "The offer to {name} did not arrive",
        "Its place is held, its clock does not run",
        "See why",
    ),
    "offers.in_doubt": _words(
        "Did the offer to {name} arrive?",
        "The mail broke off. Nobody knows until you ask",
        "Settle it",
    ),
    "offers.more_time": _words(
        "{name} asked for more time", "{title}. You must both agree", "Answer them"
    ),
    "offers.change": _words(
        "{name} asked for a change of the offer",
        "{title}. It stands as it is until you answer",
        "Answer them",
    ),
    "offers.open": _words("{name} has the offer", "{title}", "Open offer"),
    "offers.ready": _words(
        "The offer to {name} is ready",
        "{title}, version {detail}. Nothing goes out by itself",
        "Look and send",
    ),
    "offers.release": _words(
        "The offer to {name} waits for your release",
        "{title}, version {detail}. HR speaks there",
        "Look and release",
    ),
    "offers.draft": _words(
        "The offer to {name} is a draft", "{title}, version {detail}", "Go on with it"
    ),
    "offers.up": _words(
        "{name} is up",
        "{title}. Next in the signed order, and a place is free",
        "Make the offer",
        "offers.new",
        "candidacy_id",
    ),
    "offers.lapsed": _words(
        "The offer to {name} ended without an answer",
        "{title}. No word to them since",
        "Write to them",
        "overview.candidacy",
        "candidacy_id",
    ),
    "offers.tell": _words(
        "{name} has not heard how it ended",
        "{title} is filled",
        "Tell them",
        "overview.candidacy",
        "candidacy_id",
    ),
    "offers.few_left": TodoWords(
        group=GROUP,
        order=10,
        note=NOTE,
        what=lambda one: f"Settle a new shortlist for {one.title}",
        why=lambda one: (
            "Nobody of the list put forward is left to ask"
            if one.detail == "0"
            else "Only one of the list put forward is left to ask"
        ),
        button="Open the decision",
        endpoint="shortlists.decision",
        argument="requisition_id",
        by_requisition=True,
    ),
}
