"""How pages by link look: the company's colour and logo, set by an admin."""

from base64 import b64decode, b64encode
from dataclasses import dataclass
from datetime import datetime
from hashlib import sha256

from sqlalchemy import delete, select

from app.accounts.logo import clean
from app.core.colour import parse_colour, stylesheet
from app.core.decision import Refused
from app.db import db
from app.history.actions import record
from app.people.models import Company, CompanyLogo, Person

STAMP = 12


@dataclass(frozen=True, slots=True)
class Look:
    """The stamps by which a page names the logo and the stylesheet; none where there is none."""

    logo: str | None
    style: str | None


def look_of(company: Company) -> Look:
    """Return what a page by link adds to our own look."""
    style = sha256(stylesheet(company.colour).encode()).hexdigest() if company.colour else None
    logo = company.logo_sha256
    return Look(logo[:STAMP] if logo else None, style[:STAMP] if style else None)


def set_colour(company: Company, text: str, *, by: Person, at: datetime) -> None:
    """Set the colour of our pages by link; an empty one is our own again."""
    colour = parse_colour(text) if text.strip() else None
    if text.strip() and colour is None:
        raise Refused("Write a colour as #0e5c59: a hash and six of 0 to 9 and a to f.")
    if company.colour == colour:
        return
    company.colour = colour
    record("accounts.colour_set", by=by, at=at, subject=company, requisition_id=None)


def set_logo(company: Company, data: bytes, *, by: Person, at: datetime) -> None:
    """Keep a logo in place of the one before, once it is nothing but a picture."""
    media_type, cleaned = clean(data)
    db.session.execute(delete(CompanyLogo).where(CompanyLogo.company_id == company.id))
    db.session.add(
        CompanyLogo(
            company_id=company.id,
            media_type=media_type,
            base64=b64encode(cleaned).decode(),
            added_at=at,
        )
    )
    company.logo_sha256 = sha256(cleaned).hexdigest()
    record("accounts.logo_set", by=by, at=at, subject=company, requisition_id=None)


def remove_logo(company: Company, *, by: Person, at: datetime) -> None:
    """Show the name alone again."""
    if company.logo_sha256 is None:
        raise Refused("There is no logo.")
    db.session.execute(delete(CompanyLogo).where(CompanyLogo.company_id == company.id))
    company.logo_sha256 = None
    record("accounts.logo_removed", by=by, at=at, subject=company, requisition_id=None)


def logo_of(company: Company) -> tuple[str, bytes] | None:
    """Return the logo's media type and bytes."""
    found = db.session.scalar(select(CompanyLogo).where(CompanyLogo.company_id == company.id))
    return (found.media_type, b64decode(found.base64)) if found else None
