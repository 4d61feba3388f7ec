"""The panel on when to act, as one viewer may see it."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import TYPE_CHECKING

from app.core.decision import Decision
from app.core.names import isolated
from app.core.wording import listed, percent, plural
from app.people.guard import rights_in
from app.people.models import Person
from app.people.permissions import Permission
from app.requisitions.models import Requisition
from app.scorecards.queries import Seen, ranking_for
from app.shortlists.acting import queries
from app.shortlists.acting.actions import facts_of
from app.shortlists.acting.rules import ENOUGH_COMPLETE, SURE, FrontFacts, may_say_round, verdict

if TYPE_CHECKING:
    from app.engine.front import Front, Further

#: From so large a share of invented interviews on, one more is said to decide, or that it might.
WOULD, MIGHT = 0.5, 0.2


@dataclass(frozen=True, slots=True)
class Acting:
    """What the panel shows.

    ``word`` is the verdict, ``title`` and ``text`` its sentences, ``method`` how it came about.
    ``two`` are the candidacies compared, with their names. The reason of a further round is
    hidden from whoever owes a card: it may speak of what others think.
    """

    word: str
    title: str
    text: str
    method: Sequence[str]
    two: Sequence[tuple[int, str]]
    presses: Sequence[queries.Pressed]
    is_more: bool
    round: queries.Round | None
    reason: str | None
    may_say: Decision
    settles: bool

    @property
    def is_empty(self) -> bool:
        """Whether there is nothing to be said."""
        return not (self.title or self.presses or self.round)


def when_to_act(
    seen: Seen, requisition: Requisition, person: Person, at: datetime
) -> Acting | None:
    """Return the panel for a person, from the ranking they see; none for who only reads it."""
    rights = rights_in(requisition.id, person)
    if Permission.SEE_HISTORY not in rights:
        return None
    stands = queries.standing(requisition.id)
    latest, facts = stands.round, facts_of(requisition, stands)
    presses = queries.presses(requisition.id, at)
    front = None if seen.waiting_for_you or facts.decided else seen.judgement.front
    complete = sum(one.status == "complete" for one in seen.ranking.standings)
    word = verdict(
        FrontFacts(
            interviewed=stands.interviewed,
            enough=stands.enough,
            complete=complete,
            hidden=bool(seen.waiting_for_you) or seen.only_met,
            decided=facts.decided,
            prior_only=seen.ranking.prior_only,
            above=front.above if front else None,
        )
    )
    two = _two(seen, front) if word in ("ahead", "close", "one rater") else ()
    title, text, method = _said(word, seen, stands, front, two, complete)
    if requisition.stage != "open":
        title, text, method, two = "", "", (), ()
    return Acting(
        word=word,
        title=title,
        text=text,
        method=method,
        two=two,
        presses=presses[: queries.SHOWN],
        is_more=len(presses) > queries.SHOWN,
        round=latest if latest and latest.is_waiting else None,
        reason=latest.row.reason if latest and not seen.waiting_for_you else None,
        may_say=may_say_round(facts),
        settles=Permission.SETTLE in rights,
    )


def acting_for(requisition: Requisition, person: Person, at: datetime) -> Acting | None:
    """Return the panel where no ranking is at hand yet."""
    return when_to_act(ranking_for(requisition, person, at), requisition, person, at)


def _two(seen: Seen, front: "Front | None") -> tuple[tuple[int, str], ...]:
    if front is None:
        return ()
    ids = {place: candidacy_id for candidacy_id, place in seen.judgement.places.items()}
    both = (ids[front.first], ids[front.second])
    return tuple((one, isolated(seen.names[one])) for one in both)


def _said(
    word: str,
    seen: Seen,
    stands: queries.Standing,
    front: "Front | None",
    two: Sequence[tuple[int, str]],
    complete: int,
) -> tuple[str, str, tuple[str, ...]]:
    match word:
        case "hidden":
            return "", "", ()
        case "decided":
            return "", "", ()
        case "few interviewed":
            return (
                f"{stands.interviewed} of {stands.enough} are interviewed",
                "Whether one is clearly ahead is said from then on. The number is in the settings.",
                (),
            )
        case "few complete":
            return (
                (
                    f"{plural(complete, 'candidate')} of {ENOUGH_COMPLETE} "
                    f"{'is' if complete == 1 else 'are'} complete"
                ),
                "With fewer there is nobody to be clearly ahead of. Their marks are below.",
                (),
            )
        case "one rater":
            return _one_rater(seen.lone, two)
        case "ahead":
            return _ahead(two, front, complete)
        case _:
            return _close(seen, two, front)


def _one_rater(lone: str, two: Sequence[tuple[int, str]]) -> tuple[str, str, tuple[str, ...]]:
    names = listed(name for _, name in two)
    where = "a panel" if lone.startswith("with") else lone
    return (
        f"One interviewer {where}: nobody can be called clearly ahead",
        (
            "Nothing there says how far interviews agree. A second interviewer "
            f"{'' if where == 'a panel' else f'{where} '}who meets {names} would tell more than "
            "another look at the numbers."
        ),
        (),
    )


def _ahead(
    two: Sequence[tuple[int, str]], front: "Front | None", complete: int
) -> tuple[str, str, tuple[str, ...]]:
    assert front is not None
    (_, first), (_, second) = two
    return (
        f"{first} is clearly ahead",
        (
            f"Above {second} with {percent(front.above)}. Another interview is unlikely to change "
            "who comes first, and each day is one more on which they may go."
        ),
        (_drawn(front, first, second), f"{complete} candidates are complete."),
    )


def _close(
    seen: Seen, two: Sequence[tuple[int, str]], front: "Front | None"
) -> tuple[str, str, tuple[str, ...]]:
    assert front is not None
    (first_id, first), (second_id, second) = two
    owing = dict.fromkeys(
        name
        for one in (first_id, second_id)
        for name, _ in (seen.progress[one].owing if one in seen.progress else ())
    )
    best = next((one for one in front.further if one.raters == 1), None)
    title = _title(best, first, second)
    method = [_drawn(front, first, second)]
    if best:
        method.append(
            "What more interviewers would do was invented 200 times over from those same draws: "
            "each meets both, so how strict they are falls out. “Decides” means either is then "
            f"above the other with {percent(SURE)}."
        )
    if owing:
        come = "comes" if len(owing) == 1 else "come"
        cards = f"The card still owed by {listed(owing)} {come} first."
        return title, cards if best is None else f"{cards} {_would(best, front)}", tuple(method)
    return title, _would(best, front) if best else _LEVEL, tuple(method)


_LEVEL = "They stand level. Weigh what the marks do not show, or take either."


def _title(best: "Further | None", first: str, second: str) -> str:
    if best is None:
        return f"{first} and {second} stand level"
    if best.settles >= WOULD:
        return f"One more interview would decide between {first} and {second}"
    if best.settles >= MIGHT:
        return f"One more interview might decide between {first} and {second}"
    return f"One more interview would hardly decide between {first} and {second}"


def _would(best: "Further", front: "Front") -> str:
    words = (
        f"One more interviewer on {best.panel} who meets both would put one clearly ahead in "
        f"{_cases(best.settles)}, and change who is first in {_cases(best.swaps)}."
    )
    if best.settles >= WOULD:
        return words
    several = [one for one in front.further if one.raters > 1]
    if several and several[0].settles >= max(MIGHT, 2 * best.settles):
        three = several[0]
        return f"{words} {three.raters} more on {three.panel} would in {_cases(three.settles)}."
    if best.settles < MIGHT:
        return f"{words} Weigh what the marks do not show, or take either."
    return words


def _cases(share: float) -> str:
    """Say a share of invented interviews no finer than so few can tell."""
    tenths = round(share * 10)
    return "fewer than 1 case in 20" if not tenths else f"about {tenths} of 10 cases"


def _drawn(front: "Front", first: str, second: str) -> str:
    return (
        f"In {percent(front.above)} of 4,000 draws of what the marks leave open, {first} is above "
        f"{second}. Clearly ahead begins at {percent(SURE)}."
    )
