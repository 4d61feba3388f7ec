"""Reads of chosen files: what a file holds, and loading one for its page."""

import hashlib

from app.db import db
from app.exchange import files
from app.exchange.models import CANDIDATES, SCORES, ImportFile


def load_candidate_file(requisition_id: int, import_file_id: int) -> ImportFile | None:
    """Return a chosen file of candidates (a loader for the guard; the view asks whose it is)."""
    return _load(requisition_id, import_file_id, CANDIDATES)


def load_score_file(requisition_id: int, import_file_id: int) -> ImportFile | None:
    """Return a chosen file of scores (a loader for the guard; the view asks whose it is)."""
    return _load(requisition_id, import_file_id, SCORES)


def content(file: ImportFile) -> bytes | None:
    """Return what a chosen file holds; none once its day is over, or when it was touched."""
    data = files.read(file.stored_as)
    same = data is not None and hashlib.sha256(data).hexdigest() == file.sha256
    return data if same else None


def _load(requisition_id: int, import_file_id: int, kind: str) -> ImportFile | None:
    file = db.session.get(ImportFile, import_file_id)
    here = file is not None and file.requisition_id == requisition_id and file.kind == kind
    return file if here else None
