"""What is done once a day for the office itself."""

from datetime import datetime

from app.history.sealing import seal
from app.work.actions import daily


@daily("history.seal")
def seal_history(*, at: datetime) -> None:
    """Write the daily head of heads (law L15)."""
    seal(at)
