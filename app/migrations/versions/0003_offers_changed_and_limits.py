"""Offers changed on request and replaced, more time countered, limits stated with a yes."""

import sqlalchemy as sa
from alembic import op

revision = "0003"
down_revision = "0002"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Make the change."""
    op.create_table(
        "change_asked",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("offer_id", sa.Integer(), nullable=False),
        sa.Column("asked_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("about", sa.String(length=40), nullable=False),
        sa.Column("words", sa.Text(), nullable=False),
        sa.Column("declined_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("declined_by_id", sa.Integer(), nullable=True),
        sa.Column("declined_words", sa.Text(), nullable=True),
        sa.Column("met_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("void_at", sa.DateTime(timezone=True), nullable=True),
        sa.CheckConstraint(
            "about IN ('pay', 'start', 'other')", name=op.f("ck_change_asked_about")
        ),
        sa.ForeignKeyConstraint(
            ["declined_by_id"], ["person.id"], name=op.f("fk_change_asked_declined_by_id_person")
        ),
        sa.ForeignKeyConstraint(
            ["offer_id"], ["offer.id"], name=op.f("fk_change_asked_offer_id_offer")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_change_asked")),
    )
    with op.batch_alter_table("change_asked", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_change_asked_offer_id"), ["offer_id"], unique=False)
        batch_op.create_index(
            "uq_change_asked_open",
            ["offer_id"],
            unique=True,
            sqlite_where=sa.text("declined_at IS NULL AND met_at IS NULL AND void_at IS NULL"),
            postgresql_where=sa.text("declined_at IS NULL AND met_at IS NULL AND void_at IS NULL"),
        )

    with op.batch_alter_table("extension", schema=None) as batch_op:
        batch_op.add_column(sa.Column("recruiter_until", sa.DateTime(timezone=True), nullable=True))
        batch_op.add_column(sa.Column("manager_until", sa.DateTime(timezone=True), nullable=True))
        batch_op.add_column(sa.Column("granted_until", sa.DateTime(timezone=True), nullable=True))

    op.execute("UPDATE extension SET recruiter_until = until WHERE recruiter_agreed_at IS NOT NULL")
    op.execute("UPDATE extension SET manager_until = until WHERE manager_agreed_at IS NOT NULL")
    op.execute("UPDATE extension SET granted_until = until WHERE granted_at IS NOT NULL")

    op.add_column("offer", sa.Column("replaces_id", sa.Integer(), nullable=True))
    op.create_index(
        "uq_offer_replaces",
        "offer",
        ["replaces_id"],
        unique=True,
        sqlite_where=sa.text("replaces_id IS NOT NULL AND dispatched_at IS NOT NULL"),
        postgresql_where=sa.text("replaces_id IS NOT NULL AND dispatched_at IS NOT NULL"),
    )

    with op.batch_alter_table("signoff", schema=None) as batch_op:
        batch_op.add_column(sa.Column("covered_by_id", sa.Integer(), nullable=True))
        batch_op.alter_column(
            "limit_amount",
            existing_type=sa.INTEGER(),
            type_=sa.BigInteger(),
            existing_nullable=True,
        )
        batch_op.alter_column(
            "limit_finalists",
            existing_type=sa.VARCHAR(length=40),
            type_=sa.String(length=400),
            existing_nullable=True,
        )
        batch_op.create_foreign_key(
            batch_op.f("fk_signoff_covered_by_id_signoff"), "signoff", ["covered_by_id"], ["id"]
        )


def downgrade() -> None:
    """Take the change back."""
    with op.batch_alter_table("signoff", schema=None) as batch_op:
        batch_op.drop_constraint(batch_op.f("fk_signoff_covered_by_id_signoff"), type_="foreignkey")
        batch_op.alter_column(
            "limit_finalists",
            existing_type=sa.String(length=400),
            type_=sa.VARCHAR(length=40),
            existing_nullable=True,
        )
        batch_op.alter_column(
            "limit_amount",
            existing_type=sa.BigInteger(),
            type_=sa.INTEGER(),
            existing_nullable=True,
        )
        batch_op.drop_column("covered_by_id")

    op.drop_index("uq_offer_replaces", "offer")
    op.drop_column("offer", "replaces_id")

    with op.batch_alter_table("extension", schema=None) as batch_op:
        batch_op.drop_column("granted_until")
        batch_op.drop_column("manager_until")
        batch_op.drop_column("recruiter_until")

    with op.batch_alter_table("change_asked", schema=None) as batch_op:
        batch_op.drop_index(
            "uq_change_asked_open",
            sqlite_where=sa.text("declined_at IS NULL AND met_at IS NULL AND void_at IS NULL"),
            postgresql_where=sa.text("declined_at IS NULL AND met_at IS NULL AND void_at IS NULL"),
        )
        batch_op.drop_index(batch_op.f("ix_change_asked_offer_id"))

    op.drop_table("change_asked")
