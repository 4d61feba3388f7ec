"""Verbs on the files of a candidacy: attach one, remove one."""

import hashlib
import unicodedata
from datetime import datetime
from pathlib import PurePosixPath

from sqlalchemy import update

from app.candidates import files
from app.candidates.file_kinds import recognise
from app.candidates.models import Attachment, Candidacy
from app.core.decision import Refused
from app.db import db
from app.history.actions import Actor, record
from app.people.models import Person

KINDS = ("CV", "portfolio", "letter", "other")
LONGEST = 120


def attach(
    candidacy: Candidacy,
    *,
    filename: str,
    data: bytes,
    by: Person | Actor,
    at: datetime,
    kind: str = "CV",
) -> Attachment:
    """Keep a file of a candidacy; refuse, in words, what is not what it is called."""
    filename = plain_filename(filename)
    file_kind = recognise(filename, data)
    if kind not in KINDS:
        raise Refused(f"Choose what it is: {', '.join(KINDS)}.")
    attachment = Attachment(
        candidacy_id=candidacy.id,
        kind=kind,
        filename=filename,
        stored_as=files.keep(data),
        media_type=file_kind.media_type,
        size=len(data),
        sha256=hashlib.sha256(data).hexdigest(),
        added_at=at,
        added_by_id=by.id if isinstance(by, Person) else None,
    )
    db.session.add(attachment)
    db.session.flush()
    _record("attached", attachment, candidacy, by=by, at=at)
    return attachment


def remove(
    attachment: Attachment, candidacy: Candidacy, *, by: Person | Actor, at: datetime
) -> None:
    """Take a file off the candidacy; it is no longer shown or handed out."""
    removed = db.session.execute(
        update(Attachment)
        .where(Attachment.id == attachment.id, Attachment.removed_at.is_(None))
        .values(removed_at=at)
    )
    if not removed.rowcount:  # type: ignore[attr-defined]
        raise Refused("This file was removed before.")
    _record("removed_attachment", attachment, candidacy, by=by, at=at)


def plain_filename(name: str) -> str:
    """Return a file's own name, without folders or characters that mislead."""
    last = PurePosixPath(name.replace("\\", "/")).name
    seen = "".join(char for char in last if unicodedata.category(char) not in {"Cc", "Cf", "Cs"})
    seen = " ".join(seen.replace('"', "'").split()).strip(". ") or "file"
    stem, dot, ending = seen.rpartition(".")
    if not dot or len(ending) > 10:
        return seen[:LONGEST]
    return f"{stem[: LONGEST - len(ending) - 1]}.{ending}"


def _record(
    verb: str,
    attachment: Attachment,
    candidacy: Candidacy,
    *,
    by: Person | Actor,
    at: datetime,
) -> None:
    record(
        f"candidates.{verb}",
        by=by,
        at=at,
        subject=attachment,
        requisition_id=candidacy.requisition_id,
        candidacy_id=candidacy.id,
        kind=attachment.kind,
    )
