"""The register of what can be signed: where its page is, and who may know of its chain."""

from collections.abc import Callable
from dataclasses import dataclass

from app.people.guard import rights_in
from app.people.models import Person
from app.people.permissions import Permission


def never(person: Person, subject_id: int) -> bool:
    """Hide nothing beyond what the permission hides."""
    return False


@dataclass(frozen=True, slots=True)
class Subject:
    """A kind of subject. ``url(subject_id)`` is its own page, where it is read and signed.

    Its sign-offs, with reasons and limits, are shown to whoever has ``needs`` in the requisition,
    unless ``hides(person, subject_id)`` says that they may not read the subject now (law L1).
    """

    kind: str
    url: Callable[[int], str]
    needs: Permission = Permission.SEE_FROZEN
    hides: Callable[[Person, int], bool] = never


SUBJECTS: dict[str, Subject] = {}


def register(*subjects: Subject) -> None:
    """Make subjects known by kind (their packages do so at start)."""
    SUBJECTS.update({subject.kind: subject for subject in subjects})


def url_of(kind: str, subject_id: int) -> str:
    """Return the address of a subject's own page."""
    return SUBJECTS[kind].url(subject_id)


def sees(person: Person, kind: str, subject_id: int, requisition_id: int) -> bool:
    """Say whether a person may read the sign-offs of one subject in a requisition."""
    subject = SUBJECTS[kind]
    may = subject.needs in rights_in(requisition_id, person)
    return may and not subject.hides(person, subject_id)
