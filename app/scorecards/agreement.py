"""How far interviewers agree, a sentence a panel, as the ranking page says it."""

from typing import TYPE_CHECKING

from app.core.wording import number, plural

if TYPE_CHECKING:
    from app.engine.judgement import Judgement
    from app.engine.panel import PanelFit

#: "Two more raters would take it to": the next step a team can take.
MORE = 2
#: Under so many cards the figure says more of interviews at large than of these.
FEW = 30


def agreement_words(judgement: "Judgement") -> tuple[str, ...]:
    """Say for each panel that carries weight how far its raters agree, or why that is unknown."""
    panels = judgement.assessment.panels.values()
    return tuple(_panel(fit) for fit in panels if fit.pairs.weight > 0)


def _panel(fit: "PanelFit") -> str:
    from app.engine.agreement import mean_icc

    pairs, panel = fit.pairs, fit.pairs.panel
    if len(pairs.candidates) < 2:
        return f"With one candidate on {panel}, nothing says how far interviewers agree."
    if fit.prior_only:
        return f"Nobody was marked by two people on {panel}, so agreement there is unknown."
    if fit.posterior.level:
        return f"All marks on {panel} are equal, so agreement there means nothing."
    used, each = fit.variances, len(pairs.x) / len(pairs.candidates)
    now = mean_icc(used.va, used.vb, used.s2, each)
    then = mean_icc(used.va, used.vb, used.s2, each + MORE)
    words = (
        f"Interviewers agree {_short(now)} on {panel} (0 is chance, 1 is complete); two more "
        f"raters a candidate would take it to {_short(then)}."
    )
    if len(pairs.x) < FEW:
        words += (
            f" With {plural(len(pairs.x), 'card')} that leans on how far interviews usually agree."
        )
    return words


def _short(share: float | None) -> str:
    return number(share).lstrip("0") if share else "0"
