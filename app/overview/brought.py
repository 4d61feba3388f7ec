"""A candidacy as the agency recruiter who brought it reads it: plain words, nothing of others."""

from collections.abc import Mapping
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Words:
    """Where it stands, and what happens next."""

    where: str
    following: str


#: By the standing that the candidate's own page tells: an agency knows no sooner than they do.
WORDS: Mapping[str, Words] = {
    "deciding": Words("The team is deciding", "Nothing is needed from them now."),
    "finalist": Words(
        "Going on to references", "They name people who can speak for them, by our mail."
    ),
    "offered": Words("They have an offer", "They answer it by the link in our mail."),
    "hired": Words("They accepted the offer", "The recruiter settles what comes before the start."),
    "declined": Words("They declined the offer", "Nothing is needed any more."),
    "lapsed": Words("The offer ended without an answer", "Ask the recruiter what comes next."),
    "taken back": Words("The offer was taken back", "Ask the recruiter what comes next."),
    "withdrawn": Words("They withdrew", "Nothing is needed any more."),
    "we are writing": Words(
        "The team is deciding", "They hear from us themselves, whatever the answer is."
    ),
    "told": Words("They know how it ended", "Nothing is needed any more."),
}
