"""By when a candidate must answer somebody else, and when we were told."""

import sqlalchemy as sa
from alembic import op

revision = "0011"
down_revision = "0010"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Make the change."""
    with op.batch_alter_table("candidacy", schema=None) as batch_op:
        batch_op.add_column(sa.Column("own_deadline_at", sa.DateTime(timezone=True), nullable=True))
        batch_op.add_column(sa.Column("own_deadline_note", sa.String(length=300), nullable=True))
        batch_op.add_column(
            sa.Column("own_deadline_told_at", sa.DateTime(timezone=True), nullable=True)
        )


def downgrade() -> None:
    """Take the change back."""
    with op.batch_alter_table("candidacy", schema=None) as batch_op:
        batch_op.drop_column("own_deadline_told_at")
        batch_op.drop_column("own_deadline_note")
        batch_op.drop_column("own_deadline_at")
