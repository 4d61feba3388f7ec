"""The mails around references: to the candidate who names referees, and to those they named."""

from datetime import datetime, timedelta

from app.candidates.models import Candidacy
from app.checks.models import RefereeRequest
from app.checks.queries.readiness import needed_of
from app.checks.queries.referees import RefereeOf
from app.checks.rules import people
from app.core.wording import listed, long_moment
from app.mail.actions import To, WithLink, queue
from app.people.permissions import RECRUITER
from app.people.queries import company, lead
from app.requisitions.models import Requisition

WANTED = "checks.wanted"
WANTED_REMINDER = "checks.wanted_reminder"
ASKED = "checks.asked"
REMINDER = "checks.reminder"
FRESH = "checks.fresh_link"
TO_CANDIDATES = (WANTED, WANTED_REMINDER)
TO_REFEREES = (ASKED, REMINDER, FRESH)

CANDIDATE_LINK_LASTS = timedelta(days=60)
#: A reference is still welcome for a while after its day.
REFEREE_LINK_LASTS = timedelta(days=30)

_WANTED = """Dear {name},

you are one of our finalists for {title}. Before we decide we would like to hear from people who have worked with you: {wanted}.

Please name them on your own page by {due}:

{link}

There you also find a text you can forward to them. We write to nobody before you agree, and you can name somebody whom we must not contact yet.

{recruiter}
{company}"""  # noqa: E501 - a paragraph of a mail is one line

_WANTED_REMINDER = """Dear {name},

we have not seen the names of your referees for {title} yet. We need {wanted}, and we hoped for them by {due}.

{link}

If something is in the way, tell us. It does not count against you.

{recruiter}
{company}"""  # noqa: E501 - likewise

_ASKED = """Dear {name},

{candidate} is one of our finalists for {title} and named you as somebody who knows their work. Would you tell us how you see it? It takes about five minutes, on a phone if you like, without an account:

{link}

Your answer helps most by {due}. Only the people who decide read it. If you would rather not, say so on the same page: it does not count against {candidate}.

{recruiter}
{company}"""  # noqa: E501 - likewise

_REMINDER = """Dear {name},

{candidate} named you as somebody who knows their work, and we have not heard from you yet. We hoped for your answer by {due}. It takes about five minutes:

{link}

If you would rather not, say so on the same page. It does not count against {candidate}.

{recruiter}
{company}"""  # noqa: E501 - likewise

_FRESH = """Dear {name},

here is a fresh link to our questions about {candidate}. Nothing else has changed.

{link}

{recruiter}
{company}"""


def want_referees(
    request: RefereeRequest, candidacy: Candidacy, requisition: Requisition, *, at: datetime
) -> None:
    """Ask a candidate to name referees on their own page."""
    subject = f"Who can speak for you? {requisition.title}"
    _to_candidate(WANTED, subject, _WANTED, request, candidacy, requisition, at, "")


def remind_candidate(
    request: RefereeRequest, candidacy: Candidacy, requisition: Requisition, *, at: datetime
) -> None:
    """Remind a candidate to name referees."""
    subject = f"Your referees for {requisition.title}"
    key = f":{at.isoformat()}"
    _to_candidate(
        WANTED_REMINDER, subject, _WANTED_REMINDER, request, candidacy, requisition, at, key
    )


def ask_referee(found: RefereeOf, *, at: datetime) -> None:
    """Ask a referee for a reference."""
    subject = f"{found.name} named you as a referee"
    _to_referee(ASKED, subject, _ASKED, found, at, f":{at.isoformat()}")


def remind_referee(found: RefereeOf, *, at: datetime) -> None:
    """Remind a referee of a reference."""
    subject = f"Your reference on {found.name}"
    _to_referee(REMINDER, subject, _REMINDER, found, at, f":{at.isoformat()}")


def fresh_link(found: RefereeOf, *, at: datetime) -> None:
    """Mail a referee a fresh link, at most one a minute."""
    subject = f"A fresh link: your reference on {found.name}"
    _to_referee(FRESH, subject, _FRESH, found, at, f":{at:%Y%m%d%H%M}")


def wanted_words(requisition_id: int) -> str:
    """Say whom the policy asks for: "a manager and a colleague", "2 colleagues"."""
    needed = needed_of(requisition_id)
    words = [people(relation, count) for relation, count in needed.items() if count]
    return listed(words) or "one or two people who know your work"


def _to_candidate(
    kind: str,
    subject: str,
    body: str,
    request: RefereeRequest,
    candidacy: Candidacy,
    requisition: Requisition,
    at: datetime,
    key: str,
) -> None:
    candidate = candidacy.candidate
    if not candidate.email:
        return
    zone = candidate.time_zone or requisition.time_zone
    facts = {
        "name": candidate.name,
        "title": requisition.title,
        "wanted": wanted_words(requisition.id),
        "due": f"{long_moment(request.due_at, zone, at)} time",
    }
    queue(
        kind,
        candidacy.id,
        to=To(candidate.name, candidate.email, candidacy_id=candidacy.id),
        subject=subject,
        body=_filled(body, facts, requisition),
        at=at,
        key=f"{kind}:{request.id}{key}",
        requisition_id=requisition.id,
        link=WithLink("candidate", candidacy.id, at + CANDIDATE_LINK_LASTS),
    )


def _to_referee(
    kind: str, subject: str, body: str, found: RefereeOf, at: datetime, key: str
) -> None:
    referee = found.referee
    assert referee.due_at is not None  # set with asked_at
    facts = {
        "name": referee.name,
        "candidate": found.name,
        "title": found.requisition.title,
        "due": f"{long_moment(referee.due_at, found.requisition.time_zone, at)} time",
    }
    queue(
        kind,
        referee.id,
        to=To(referee.name, referee.email, candidacy_id=found.candidacy.id),
        subject=subject,
        body=_filled(body, facts, found.requisition),
        at=at,
        key=f"{kind}:{referee.id}{key}",
        requisition_id=found.requisition.id,
        link=WithLink("referee", referee.id, max(at, referee.due_at) + REFEREE_LINK_LASTS),
    )


def _filled(body: str, facts: dict[str, str], requisition: Requisition) -> str:
    """Put the facts into a text; ``{link}`` stays, and no fact can bring one of its own."""
    recruiter = lead(requisition.id, RECRUITER)
    said = {**facts, "recruiter": recruiter.name if recruiter else "", "company": company().name}
    calm = {key: value.replace("{", "(").replace("}", ")") for key, value in said.items()}
    return body.format(link="{link}", **calm)
