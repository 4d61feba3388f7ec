"""How a scorecard owed is shown on the desk."""

from app.core.todo import TodoWords, next_step
from app.core.wording import plural
from app.scorecards.queries.asking import KIND as ASKING
from app.scorecards.queries.owing import KIND

WORDS: dict[str, TodoWords] = {
    ASKING: next_step(
        what=lambda one: f"Ask for scorecards for {one.title}",
        why=lambda one: f"{plural(int(one.detail or 0), 'candidate')}, and no card is asked for",
        button="Ask for cards",
        endpoint="scorecards.of_requisition",
    ),
    KIND: TodoWords(
        group="Scorecards",
        order=40,
        note="Others’ marks open to you when yours is in",
        what=lambda one: f"Your {one.detail} scorecard for {one.about}",
        why=lambda one: f"{one.title}. About three minutes",
        button="Fill scorecard",
        endpoint="scorecards.card",
        argument="ask_id",
    ),
}
