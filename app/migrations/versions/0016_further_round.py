"""A further round that is waited for, and how many must be interviewed before one is ahead."""

import sqlalchemy as sa
from alembic import op

revision = "0016"
down_revision = "0015"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Make the change."""
    op.create_table(
        "further_round",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("requisition_id", sa.Integer(), nullable=False),
        sa.Column("round", sa.Integer(), nullable=False),
        sa.Column("reason", sa.Text(), nullable=False),
        sa.Column("said_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("said_by_id", sa.Integer(), nullable=False),
        sa.Column("review_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("ended_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("ended_by_id", sa.Integer(), nullable=True),
        sa.ForeignKeyConstraint(
            ["ended_by_id"], ["person.id"], name=op.f("fk_further_round_ended_by_id_person")
        ),
        sa.ForeignKeyConstraint(
            ["requisition_id"],
            ["requisition.id"],
            name=op.f("fk_further_round_requisition_id_requisition"),
        ),
        sa.ForeignKeyConstraint(
            ["said_by_id"], ["person.id"], name=op.f("fk_further_round_said_by_id_person")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_further_round")),
    )
    with op.batch_alter_table("further_round", schema=None) as batch_op:
        batch_op.create_index(
            batch_op.f("ix_further_round_requisition_id"), ["requisition_id"], unique=False
        )
        batch_op.create_index(
            "uq_further_round_waiting",
            ["requisition_id"],
            unique=True,
            sqlite_where=sa.text("ended_at IS NULL"),
            postgresql_where=sa.text("ended_at IS NULL"),
        )
    with op.batch_alter_table("policy", schema=None) as batch_op:
        batch_op.add_column(
            sa.Column("interviewed_min", sa.Integer(), nullable=False, server_default="3")
        )
    with op.batch_alter_table("policy", schema=None) as batch_op:
        batch_op.alter_column("interviewed_min", server_default=None)


def downgrade() -> None:
    """Take the change back."""
    with op.batch_alter_table("policy", schema=None) as batch_op:
        batch_op.drop_column("interviewed_min")
    op.drop_table("further_round")
