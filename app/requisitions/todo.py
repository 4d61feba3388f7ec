"""How drafts still to be opened are shown on the desk."""

from app.core.todo import TodoWords, next_step

WORDS: dict[str, TodoWords] = {
    "requisitions.criteria": next_step(
        what=lambda one: f"{one.title} has no criteria yet",
        why=lambda one: "Say what counts, and how much. Then it can be opened",
        button="Set criteria",
        endpoint="requisitions.requirements",
    ),
    "requisitions.draft": next_step(
        what=lambda one: f"{one.title} is still a draft",
        why=lambda one: "Candidates can come in once it is open",
        button="Open it",
        endpoint="requisitions.settings",
    ),
}
