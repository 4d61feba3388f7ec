"""How a scorecard owed is shown on the desk."""

from app.core.todo import TodoWords
from app.scorecards.queries.owing import KIND

WORDS = {
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
