"""Letters in: the day of what reached us, and follow-ups that wait for an answer."""

import sqlalchemy as sa
from alembic import op

revision = "0015"
down_revision = "0014"
branch_labels = None
depends_on = None

BEFORE = "kind IN ('note', 'debrief', 'call', 'thank-you')"
AFTER = "kind IN ('note', 'debrief', 'call', 'thank-you', 'follow-up')"
WAITS = sa.text("awaits_answer AND answered_at IS NULL AND withdrawn_at IS NULL")


def upgrade() -> None:
    """Make the change."""
    with op.batch_alter_table("note", schema=None) as batch_op:
        batch_op.add_column(sa.Column("happened_at", sa.DateTime(timezone=True), nullable=True))
        batch_op.add_column(
            sa.Column("awaits_answer", sa.Boolean(), nullable=False, server_default=sa.false())
        )
        batch_op.add_column(sa.Column("answered_at", sa.DateTime(timezone=True), nullable=True))
        batch_op.add_column(sa.Column("answered_by_id", sa.Integer(), nullable=True))
        batch_op.create_foreign_key(
            batch_op.f("fk_note_answered_by_id_person"), "person", ["answered_by_id"], ["id"]
        )
        batch_op.drop_constraint(batch_op.f("ck_note_kind"), type_="check")
        batch_op.create_check_constraint(batch_op.f("ck_note_kind"), AFTER)
    with op.batch_alter_table("note", schema=None) as batch_op:
        batch_op.alter_column("awaits_answer", server_default=None)
    op.create_index(
        "ix_note_awaits",
        "note",
        ["requisition_id"],
        unique=False,
        sqlite_where=WAITS,
        postgresql_where=WAITS,
    )


def downgrade() -> None:
    """Take the change back; a follow-up becomes a plain note."""
    op.drop_index("ix_note_awaits", table_name="note")
    op.execute("UPDATE note SET kind = 'note' WHERE kind = 'follow-up'")
    with op.batch_alter_table("note", schema=None) as batch_op:
        batch_op.drop_constraint(batch_op.f("ck_note_kind"), type_="check")
        batch_op.create_check_constraint(batch_op.f("ck_note_kind"), BEFORE)
        batch_op.drop_constraint(batch_op.f("fk_note_answered_by_id_person"), type_="foreignkey")
        batch_op.drop_column("answered_by_id")
        batch_op.drop_column("answered_at")
        batch_op.drop_column("awaits_answer")
        batch_op.drop_column("happened_at")
