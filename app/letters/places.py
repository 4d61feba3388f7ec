"""The places of a letter that fill themselves: {first_name}, {title} and their like."""

from collections.abc import Mapping
from typing import Final

from app.candidates.models import Candidacy
from app.core.blanks import blanks
from app.core.decision import Decision, unless
from app.core.wording import listed
from app.mail.filling import fill
from app.people.models import Person
from app.people.permissions import RECRUITER
from app.people.queries import company, lead
from app.requisitions.queries import get as get_requisition

#: Each place, and what it stands for.
PLACES: Final[Mapping[str, str]] = {
    "first_name": "the candidate’s first name",
    "name": "the candidate’s whole name",
    "title": "the title of the requisition",
    "company": "our name",
    "writer": "the name of whoever sends the letter",
    "recruiter": "the name of the lead recruiter",
}


def places_of(candidacy: Candidacy, *, by: Person) -> dict[str, str]:
    """Return what each place stands for in a letter to this candidate by this writer."""
    requisition = get_requisition(candidacy.requisition_id)
    recruiter = lead(candidacy.requisition_id, RECRUITER) or by
    assert requisition is not None
    return _places(candidacy, requisition.title, recruiter, by)


def places_of_all(candidacies: list[Candidacy], *, by: Person) -> dict[int, dict[str, str]]:
    """Return the same for several candidates of one requisition, by candidacy."""
    if not candidacies:
        return {}
    first = places_of(candidacies[0], by=by)
    return {
        one.id: first | {"name": one.candidate.name, "first_name": first_name(one.candidate.name)}
        for one in candidacies
    }


def first_name(name: str) -> str:
    """Return what to call somebody; a name of one word is that word."""
    return name.split()[0] if name.split() else name


def filled(text: str, places: Mapping[str, str]) -> str:
    """Return a text with its places filled."""
    return fill(text, dict(places))


def no_blank_left(subject: str, body: str) -> Decision:
    """Say whether all is filled that does not fill itself; the refusal names each blank."""
    left = blanks(f"{subject}\n{body}", PLACES)
    are = "blank is" if len(left) == 1 else "blanks are"
    return unless((not left, f"{len(left)} {are} still to fill: {listed(left)}."))


def fills_itself(subject: str, body: str) -> Decision:
    """Say whether a text could go out as it stands, all its places filling themselves."""
    left = blanks(f"{subject}\n{body}", PLACES)
    return unless(
        (
            not left,
            f"A standing text is sent as it is, so it has no blank to fill: {listed(left)}.",
        )
    )


def _places(candidacy: Candidacy, title: str, recruiter: Person, by: Person) -> dict[str, str]:
    name = candidacy.candidate.name
    return {
        "first_name": first_name(name),
        "name": name,
        "title": title,
        "company": company().name,
        "writer": by.name,
        "recruiter": recruiter.name,
    }
