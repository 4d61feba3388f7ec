"""Files that were chosen for import and wait to be taken."""

from datetime import datetime

from sqlalchemy.orm import Mapped

from app.db import Base, fk, moment, number, pk, word

CANDIDATES = "candidates"
SCORES = "scores"


class ImportFile(Base):
    """A file between its preview and its taking; whoever chose it is the only one to see it."""

    __tablename__ = "import_file"

    id: Mapped[int] = pk()
    requisition_id: Mapped[int] = fk("requisition.id")
    person_id: Mapped[int] = fk("person.id")
    kind: Mapped[str] = word()
    filename: Mapped[str] = word(255)
    stored_as: Mapped[str] = word(80, unique=True)
    sha256: Mapped[str] = word(64)
    size: Mapped[int] = number()
    uploaded_at: Mapped[datetime] = moment(index=True)
    taken_at: Mapped[datetime | None] = moment()
