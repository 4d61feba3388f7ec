"""asks_end_with_an_offer."""

from alembic import op

revision = "0007"
down_revision = "0006"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """End the asks that were open when an offer was made, as offers made since then do."""
    op.execute(
        """
        UPDATE ask SET
            ended_by = 'offer',
            ended_at = (
                SELECT CASE WHEN MIN(offer.made_at) > ask.asked_at
                    THEN MIN(offer.made_at) ELSE ask.asked_at END
                FROM offer WHERE offer.candidacy_id = ask.candidacy_id
            )
        WHERE ended_at IS NULL AND excused_at IS NULL
            AND EXISTS (SELECT 1 FROM offer WHERE offer.candidacy_id = ask.candidacy_id)
        """
    )


def downgrade() -> None:
    """Leave them ended: which were open is not kept."""
