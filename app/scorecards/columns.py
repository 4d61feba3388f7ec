"""The columns of scores, in and out."""

from operator import attrgetter

from app.core.columns import Column, Kind
from app.scorecards.queries.rows import ScoreRow


def _column(key: str, title: str, kind: Kind = "text") -> Column[ScoreRow]:
    return Column(key, title, attrgetter(key), kind)


SCORES: list[Column[ScoreRow]] = [
    _column("candidate_id", "Id", "number"),
    _column("email", "E-mail"),
    _column("name", "Name"),
    _column("criterion", "Criterion"),
    _column("kind", "Panel"),
    _column("weight", "Weight", "number"),
    _column("rater_email", "Rater"),
    _column("rater_role", "Part"),
    _column("rating", "Mark", "number"),
    _column("not_assessed", "Not assessed", "flag"),
    _column("note", "Evidence"),
    _column("submitted_at", "Handed in", "moment"),
    _column("requirements_version", "Requirements", "number"),
    _column("substitute_for", "In place of"),
    _column("recommendation", "Recommendation"),
    _column("independent_rating", "Independent mark", "number"),
    _column("must_have", "Must-have", "flag"),
    _column("in_play", "In play", "flag"),
]
