"""The columns of a shortlist, once for every file."""

from collections.abc import Callable

from app.core.columns import Column, Kind
from app.shortlists.queries import ShortlistRow


def _frozen(key: str) -> Callable[[ShortlistRow], object]:
    return lambda row: row.frozen[key]


def _column(key: str, title: str, kind: Kind = "number") -> Column[ShortlistRow]:
    return Column(key, title, _frozen(key), kind)


SHORTLIST: tuple[Column[ShortlistRow], ...] = (
    Column("rank", "#", _frozen("position"), "number"),
    _column("candidate_id", "Candidate no."),
    _column("name", "Name", "text"),
    Column("email", "E-mail", lambda row: row.email),
    Column("requisition", "Requisition", lambda row: row.requisition),
    Column("requirements_version", "Requirements", lambda row: row.requirements_version, "number"),
    Column("shortlist_version", "Version", lambda row: row.version, "number"),
    _column("soft_raw", "Soft"),
    _column("hard_raw", "Hard"),
    _column("raw", "Raw"),
    _column("adjusted", "Adjusted"),
    _column("confidence", "Confidence"),
    _column("band", "Band", "text"),
    _column("coverage", "Coverage"),
    _column("spread", "Spread"),
    _column("lowest_criterion", "Lowest criterion", "text"),
    _column("raters", "Raters"),
    _column("recommendations", "Recommendations", "text"),
    Column("references_in", "References in", lambda row: row.references_in, "number"),
    Column("references_needed", "References needed", lambda row: row.references_needed, "number"),
    _column("checks_state", "Checks", "text"),
    Column("signoff_state", "Sign-offs", lambda row: row.signoff_state),
    Column("offer_state", "Offer", lambda row: row.offer_state),
    Column("offer_closes_at", "Offer closes", lambda row: row.offer_closes_at, "moment"),
    Column("next_promise_due", "Next promise", lambda row: row.next_promise_due, "moment"),
    Column("owner", "Owner", lambda row: row.owner),
    _column("reason", "Reason", "text"),
)
