"""Promises to candidates, the dates told anew, and how often policy promises a word."""

import sqlalchemy as sa
from alembic import op

revision = "0013"
down_revision = "0012"
branch_labels = None
depends_on = None

OPEN = "kept_at IS NULL AND void_at IS NULL"


def upgrade() -> None:
    """Make the change. What is open already keeps its policy: it promises no word by itself."""
    op.create_table(
        "promise",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("requisition_id", sa.Integer(), nullable=False),
        sa.Column("candidacy_id", sa.Integer(), nullable=False),
        sa.Column("text", sa.String(length=300), nullable=False),
        sa.Column("how", sa.String(length=40), nullable=False),
        sa.Column("made_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("made_by_id", sa.Integer(), nullable=True),
        sa.Column("made_by_message_id", sa.Integer(), nullable=True),
        sa.Column("due_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("escalates_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("owner_id", sa.Integer(), nullable=False),
        sa.Column("missed_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("kept_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("kept_by_message_id", sa.Integer(), nullable=True),
        sa.Column("void_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("void_reason", sa.String(length=300), nullable=True),
        sa.Column("slips_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("slips_until", sa.DateTime(timezone=True), nullable=True),
        sa.Column("slips_why", sa.String(length=40), nullable=True),
        sa.CheckConstraint(
            "how IN ('message', 'call', 'stage', 'hand')", name=op.f("ck_promise_how")
        ),
        sa.CheckConstraint("kept_at IS NULL OR void_at IS NULL", name=op.f("ck_promise_ends_once")),
        *(
            sa.ForeignKeyConstraint(
                [column], [f"{table}.id"], name=op.f(f"fk_promise_{column}_{table}")
            )
            for column, table in (
                ("requisition_id", "requisition"),
                ("candidacy_id", "candidacy"),
                ("made_by_id", "person"),
                ("made_by_message_id", "message"),
                ("owner_id", "person"),
                ("kept_by_message_id", "message"),
            )
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_promise")),
    )
    with op.batch_alter_table("promise", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_promise_candidacy_id"), ["candidacy_id"])
        batch_op.create_index(batch_op.f("ix_promise_requisition_id"), ["requisition_id"])
        for name, columns, unique, when in (
            ("ix_promise_owner", ["owner_id", "due_at"], False, OPEN),
            ("ix_promise_open", ["requisition_id", "due_at"], False, OPEN),
            ("ix_promise_told", ["requisition_id", "due_at"], False, "how <> 'stage'"),
            ("ix_promise_slips", ["requisition_id"], False, "slips_at IS NOT NULL"),
            ("uq_promise_stage", ["candidacy_id"], True, f"how = 'stage' AND {OPEN}"),
        ):
            batch_op.create_index(
                name,
                columns,
                unique=unique,
                sqlite_where=sa.text(when),
                postgresql_where=sa.text(when),
            )
    op.create_table(
        "promise_move",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("promise_id", sa.Integer(), nullable=False),
        sa.Column("moved_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("from_due_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("to_due_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("how", sa.String(length=40), nullable=False),
        sa.Column("moved_by_id", sa.Integer(), nullable=True),
        sa.Column("message_id", sa.Integer(), nullable=True),
        *(
            sa.ForeignKeyConstraint(
                [column], [f"{table}.id"], name=op.f(f"fk_promise_move_{column}_{table}")
            )
            for column, table in (
                ("promise_id", "promise"),
                ("moved_by_id", "person"),
                ("message_id", "message"),
            )
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_promise_move")),
    )
    with op.batch_alter_table("promise_move", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_promise_move_promise_id"), ["promise_id"])
    with op.batch_alter_table("policy", schema=None) as batch_op:
        batch_op.add_column(
            sa.Column("word_days", sa.Integer(), nullable=False, server_default="0")
        )
    with op.batch_alter_table("policy", schema=None) as batch_op:
        batch_op.alter_column("word_days", existing_type=sa.Integer(), server_default=None)


def downgrade() -> None:
    """Take the change back."""
    with op.batch_alter_table("policy", schema=None) as batch_op:
        batch_op.drop_column("word_days")
    op.drop_table("promise_move")
    op.drop_table("promise")
