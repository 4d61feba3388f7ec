"""What comes first in a requisition in which nothing can be ranked or decided yet."""

from dataclasses import dataclass

from app.people.guard import may
from app.people.permissions import Permission
from app.requisitions.models import Requisition
from app.requisitions.queries import current_requirements


@dataclass(frozen=True, slots=True)
class FirstStep:
    """What is to be done before anything else, why, and the way there for whoever may do it."""

    title: str
    why: str
    url: str | None = None
    button: str = ""


def first_step(requisition: Requisition) -> FirstStep:
    """Return the true next step while nobody is in play, for the signed-in person.

    Addresses, not endpoints: this storey knows none of the packages above it.
    """
    here = f"/requisitions/{requisition.id}"
    if requisition.stage == "closed":
        return FirstStep("Nobody is in play", "This requisition is closed.")
    if not any(one.weight for one in current_requirements(requisition.id).criteria):
        return _for(
            Permission.CRITERIA,
            requisition,
            FirstStep(
                "First come the criteria",
                "Everybody is marked on them, and a ranking adds those marks up.",
                f"{here}/requirements",
                "Set the criteria",
            ),
        )
    if requisition.stage == "draft":
        return _for(
            Permission.RUN,
            requisition,
            FirstStep(
                "First it is opened",
                "The criteria stand. Once it is open, people are brought in and marked.",
                f"{here}/requirements",
                "Go and open it",
            ),
        )
    return _for(
        Permission.RUN,
        requisition,
        FirstStep(
            "First come the candidates",
            "They stand here as soon as they are in play, ranked once scorecards are in.",
            f"{here}/candidates",
            "Bring in candidates",
        ),
    )


def _for(right: Permission, requisition: Requisition, step: FirstStep) -> FirstStep:
    """Leave the way out for whoever may not go it."""
    return step if may(right, requisition.id) else FirstStep(step.title, step.why)
