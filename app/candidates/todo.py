"""How an opening without candidates is shown on the desk."""

from app.core.todo import TodoWords, next_step

WORDS: dict[str, TodoWords] = {
    "candidates.none": next_step(
        what=lambda one: f"{one.title} has no candidates yet",
        why=lambda one: "Bring in the people you interviewed, from a list or one by one",
        button="Import candidates",
        endpoint="exchange.import_candidates",
    ),
    "candidates.own_deadline": TodoWords(
        group="Their deadlines",
        order=5,
        note="They must answer somebody else by then",
        what=lambda one: f"{one.about} must answer somebody else",
        why=lambda one: f"{one.title}. {one.detail}" if one.detail else f"{one.title}",
        button="See what is missing",
        endpoint="overview.candidacy",
        argument="candidacy_id",
    ),
}
