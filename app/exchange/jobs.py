"""What is done later: forgetting chosen files after a day."""

from datetime import datetime

from sqlalchemy import delete

from app.db import db
from app.exchange import files
from app.exchange.models import ImportFile
from app.work.actions import job


@job("exchange.forget")
def forget(*, at: datetime) -> None:
    """Delete every chosen file whose day is over, taken or not."""
    db.session.execute(delete(ImportFile).where(ImportFile.uploaded_at <= at - files.KEPT_FOR))
    files.sweep(at=at)
