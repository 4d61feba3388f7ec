"""What waits for somebody is found by an index, however long the tables grow; boards."""

import sqlalchemy as sa
from alembic import op

revision = "0017"
down_revision = "0016"
branch_labels = None
depends_on = None

_WHERE = {
    "ix_ask_open": ("ask", "card_in_at IS NULL AND excused_at IS NULL AND ended_at IS NULL"),
    "ix_referee_open": (
        "referee",
        "received_at IS NULL AND declined_at IS NULL AND waived_at IS NULL",
    ),
    "ix_referee_unread": (
        "referee",
        "received_at IS NOT NULL AND read_at IS NULL AND taken_by_id IS NULL",
    ),
    "ix_referee_declined": ("referee", "declined_at IS NOT NULL AND waived_at IS NULL"),
    "ix_candidacy_in_play": ("candidacy", "withdrawn_at IS NULL AND set_aside_at IS NULL"),
    "ix_candidacy_unasked": (
        "candidacy",
        "asked_at IS NULL AND withdrawn_at IS NULL AND set_aside_at IS NULL",
    ),
    "ix_candidacy_own_deadline": ("candidacy", "own_deadline_at IS NOT NULL"),
    "ix_offer_unreleased": (
        "offer",
        "released_at IS NULL AND sent_at IS NULL AND sending_at IS NULL",
    ),
}
_COLUMNS = {
    "ix_candidacy_own_deadline": ["own_deadline_at"],
    "ix_offer_unreleased": ["requisition_id"],
    "ix_candidacy_in_play": ["requisition_id", "interviewed_at", "told_outcome_at"],
    "ix_candidacy_unasked": ["requisition_id"],
}


def upgrade() -> None:
    """Make the change; asks learn when their card came in, candidacies when they were asked about."""
    op.add_column("ask", sa.Column("card_in_at", sa.DateTime(timezone=True), nullable=True))
    op.execute(
        "UPDATE ask SET card_in_at = (SELECT max(submitted_at) FROM scorecard "
        "WHERE scorecard.candidacy_id = ask.candidacy_id "
        "AND scorecard.rater_id = ask.person_id AND scorecard.panel = ask.panel)"
    )
    op.add_column("candidacy", sa.Column("asked_at", sa.DateTime(timezone=True), nullable=True))
    op.execute(
        "UPDATE candidacy SET asked_at = "
        "(SELECT min(asked_at) FROM ask WHERE ask.candidacy_id = candidacy.id)"
    )
    op.add_column(
        "person",
        sa.Column("likes_boards", sa.Boolean(), server_default=sa.false(), nullable=False),
    )
    for name, (table, where) in _WHERE.items():
        columns = _COLUMNS.get(name, ["candidacy_id"])
        condition = sa.text(where)
        op.create_index(name, table, columns, sqlite_where=condition, postgresql_where=condition)


def downgrade() -> None:
    """Take the change back."""
    for name, (table, _) in reversed(_WHERE.items()):
        op.drop_index(name, table)
    with op.batch_alter_table("ask", schema=None) as batch_op:
        batch_op.drop_column("card_in_at")
    with op.batch_alter_table("candidacy", schema=None) as batch_op:
        batch_op.drop_column("asked_at")
    with op.batch_alter_table("person", schema=None) as batch_op:
        batch_op.drop_column("likes_boards")
