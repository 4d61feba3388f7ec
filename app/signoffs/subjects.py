"""The register of what can be signed: where its page is, and who may know of its chain."""

from collections.abc import Callable
from dataclasses import dataclass

from app.people.guard import rights_in
from app.people.models import Person
from app.people.permissions import Permission


@dataclass(frozen=True, slots=True)
class Subject:
    """A kind of subject. ``url(subject_id)`` is its own page, where it is read and signed.

    Its sign-offs, with reasons and limits, are shown to whoever has ``needs`` in the requisition,
    and to its approvers.
    """

    kind: str
    url: Callable[[int], str]
    needs: Permission = Permission.SEE_FROZEN


SUBJECTS: dict[str, Subject] = {}


def register(*subjects: Subject) -> None:
    """Make subjects known by kind (their packages do so at start)."""
    SUBJECTS.update({subject.kind: subject for subject in subjects})


def url_of(kind: str, subject_id: int) -> str:
    """Return the address of a subject's own page."""
    return SUBJECTS[kind].url(subject_id)


def sees(person: Person, kind: str, requisition_id: int) -> bool:
    """Say whether a person may read the sign-offs of this kind in a requisition."""
    return SUBJECTS[kind].needs in rights_in(requisition_id, person)
