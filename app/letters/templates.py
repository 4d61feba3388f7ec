"""Templates of letters: kept by hr, in versions; a standing one is released once and then waits
for nobody."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import func, select, update
from sqlalchemy.exc import IntegrityError

from app.core.decision import Refused, require, unless
from app.core.languages import LANGUAGES, language_name
from app.core.names import name_key
from app.db import db
from app.history.actions import record
from app.letters.models import LetterTemplate, TemplateVersion
from app.letters.places import fills_itself
from app.mail.phrases import check, may_go
from app.people.models import Person


@dataclass(frozen=True, slots=True)
class Wording:
    """What a version of a template says."""

    subject: str
    body: str
    override: str | None = None


def load_template(template_id: int) -> LetterTemplate | None:
    """Return one template that is in use."""
    found = db.session.get(LetterTemplate, template_id)
    return found if found is not None and found.retired_at is None else None


def templates() -> list[TemplateVersion]:
    """Return the latest version of every template in use, by name and language."""
    latest = (
        select(TemplateVersion.template_id, func.max(TemplateVersion.version).label("version"))
        .group_by(TemplateVersion.template_id)
        .subquery()
    )
    return list(
        db.session.scalars(
            select(TemplateVersion)
            .join(
                latest,
                (latest.c.template_id == TemplateVersion.template_id)
                & (latest.c.version == TemplateVersion.version),
            )
            .join(LetterTemplate, LetterTemplate.id == TemplateVersion.template_id)
            .where(LetterTemplate.retired_at.is_(None))
            .order_by(LetterTemplate.name_key, LetterTemplate.language)
        )
    )


def versions(template_id: int) -> list[TemplateVersion]:
    """Return every version of a template, newest first."""
    return list(
        db.session.scalars(
            select(TemplateVersion)
            .where(TemplateVersion.template_id == template_id)
            .order_by(TemplateVersion.version.desc())
        )
    )


def usable(found: Sequence[TemplateVersion]) -> list[TemplateVersion]:
    """Return those a letter may begin with: a standing one only once it was released."""
    return [one for one in found if not one.template.standing or one.released_at is not None]


def for_language(
    found: Sequence[TemplateVersion], template_id: int, language: str | None
) -> TemplateVersion | None:
    """Return the wording chosen, or that of the same name in the candidate's language."""
    chosen = next((one for one in found if one.template_id == template_id), None)
    if chosen is None or language in (None, chosen.template.language):
        return chosen
    return next(
        (
            one
            for one in found
            if one.template.name_key == chosen.template.name_key
            and one.template.language == language
        ),
        chosen,
    )


def as_it_stands(version: TemplateVersion | None, subject: str, body: str) -> bool:
    """Say whether words are a released standing text, unchanged: those are never held."""
    return (
        version is not None
        and version.template.standing
        and version.template.retired_at is None
        and version.released_at is not None
        and _same(subject, version.subject)
        and _same(body, version.body)
        and version.id == versions(version.template_id)[0].id
    )


def make(
    name: str, language: str, wording: Wording, *, standing: bool, by: Person, at: datetime
) -> LetterTemplate:
    """Make a template in its first version."""
    name = " ".join(name.split())
    require(
        unless(
            (bool(name), "Give it a name."),
            (language in LANGUAGES, "Choose a language from the list."),
        )
    )
    _may_be_worded(wording, standing=standing)
    made = LetterTemplate(
        name=name,
        name_key=name_key(name),
        language=language,
        standing=standing,
        made_at=at,
        made_by_id=by.id,
    )
    try:
        with db.session.begin_nested():
            db.session.add(made)
    except IntegrityError:
        raise Refused(
            f"There is a text of this name in {language_name(language)} already."
        ) from None
    _add(made, wording, 1, by=by, at=at)
    record("letters.template_made", by=by, at=at, subject=made, requisition_id=None, name=name)
    return made


def reword(template: LetterTemplate, wording: Wording, *, by: Person, at: datetime) -> None:
    """Change what a template says: a new version; a standing one is to be released again."""
    _may_be_worded(wording, standing=template.standing)
    before = versions(template.id)[0]
    if _same(before.subject, wording.subject) and _same(before.body, wording.body):
        raise Refused("Nothing was changed.")
    try:
        with db.session.begin_nested():
            _add(template, wording, before.version + 1, by=by, at=at)
    except IntegrityError:
        raise Refused("Somebody changed it meanwhile. Look again, then decide.") from None
    record(
        "letters.template_changed",
        by=by,
        at=at,
        subject=template,
        requisition_id=None,
        name=template.name,
        version=before.version + 1,
    )


def release(template: LetterTemplate, *, by: Person, at: datetime) -> None:
    """Release a standing text in its latest version: sent as it is, it waits for nobody."""
    latest = versions(template.id)[0]
    require(
        unless((template.standing, "Only a standing text is released for good."))
        & fills_itself(latest.subject, latest.body)
        & may_go(check(f"{latest.subject}\n\n{latest.body}"), latest.override_reason)
    )
    done = db.session.execute(
        update(TemplateVersion)
        .where(TemplateVersion.id == latest.id, TemplateVersion.released_at.is_(None))
        .values(released_at=at, released_by_id=by.id)
        .returning(TemplateVersion.id)
    ).first()
    require(unless((done is not None, "This version is released already.")))
    db.session.refresh(latest)
    record(
        "letters.template_released",
        by=by,
        at=at,
        subject=template,
        requisition_id=None,
        name=template.name,
        version=latest.version,
    )


def retire(template: LetterTemplate, *, by: Person, at: datetime) -> None:
    """Take a template out of use; letters written with it stay as they are."""
    require(unless((template.retired_at is None, "It is out of use already.")))
    template.retired_at = at
    name = template.name
    record(
        "letters.template_retired", by=by, at=at, subject=template, requisition_id=None, name=name
    )


def _may_be_worded(wording: Wording, *, standing: bool) -> None:
    require(
        unless(
            (bool(wording.subject.strip()), "A letter needs a subject."),
            (bool(wording.body.strip()), "The text is still empty."),
        )
    )
    if standing:
        require(fills_itself(wording.subject, wording.body))
    require(may_go(check(f"{wording.subject}\n\n{wording.body}"), wording.override))


def _add(
    template: LetterTemplate, wording: Wording, version: int, *, by: Person, at: datetime
) -> None:
    db.session.add(
        TemplateVersion(
            template_id=template.id,
            version=version,
            subject=" ".join(wording.subject.split()),
            body=wording.body.replace("\r\n", "\n").strip(),
            override_reason=(wording.override or "").strip()[:500] or None,
            made_at=at,
            made_by_id=by.id,
        )
    )
    db.session.flush()


def _same(one: str, other: str) -> bool:
    return one.replace("\r\n", "\n").split() == other.replace("\r\n", "\n").split()
