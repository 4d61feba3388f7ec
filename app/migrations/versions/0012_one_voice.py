"""One voice: letters held for hr, templates, letters in, quiet hours, the offer-language list."""

import sqlalchemy as sa
from alembic import op

revision = "0012"
down_revision = "0011"
branch_labels = None
depends_on = None

HELD = "held_at IS NOT NULL AND released_at IS NULL AND void_at IS NULL"
STAYS = (
    "held_at IS NULL OR released_at IS NOT NULL "
    "OR (queued_at IS NULL AND sending_at IS NULL AND sent_at IS NULL)"
)


def _moment(name: str, *, nullable: bool = True) -> sa.Column:
    return sa.Column(name, sa.DateTime(timezone=True), nullable=nullable)


def _number(name: str, *, nullable: bool = True) -> sa.Column:
    return sa.Column(name, sa.Integer(), nullable=nullable)


def _person(table: str, column: str) -> sa.ForeignKeyConstraint:
    return sa.ForeignKeyConstraint(
        [column], ["person.id"], name=op.f(f"fk_{table}_{column}_person")
    )


def upgrade() -> None:
    """Make the change."""
    with op.batch_alter_table("message", schema=None) as batch_op:
        batch_op.add_column(_number("released_by_id"))
        batch_op.add_column(_moment("sent_back_at"))
        batch_op.add_column(_number("sent_back_by_id"))
        batch_op.add_column(sa.Column("sent_back_reason", sa.Text(), nullable=True))
        batch_op.add_column(sa.Column("override_reason", sa.Text(), nullable=True))
        batch_op.add_column(sa.Column("zone", sa.String(length=60), nullable=True))
        batch_op.add_column(sa.Column("language", sa.String(length=10), nullable=True))
        for column in ("released_by_id", "sent_back_by_id"):
            batch_op.create_foreign_key(
                batch_op.f(f"fk_message_{column}_person"), "person", [column], ["id"]
            )
        batch_op.create_check_constraint(batch_op.f("ck_message_held_stays"), STAYS)
    op.create_index(
        "ix_message_held",
        "message",
        ["held_at"],
        sqlite_where=sa.text(HELD),
        postgresql_where=sa.text(HELD),
    )

    op.create_table(
        "offer_phrase",
        _number("id", nullable=False),
        sa.Column("words", sa.String(length=200), nullable=False),
        sa.Column("words_key", sa.String(length=400), nullable=False),
        sa.Column("reason", sa.String(length=300), nullable=False),
        _moment("added_at", nullable=False),
        _number("added_by_id", nullable=False),
        _moment("removed_at"),
        _number("removed_by_id"),
        _person("offer_phrase", "added_by_id"),
        _person("offer_phrase", "removed_by_id"),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_offer_phrase")),
    )
    op.create_index(
        "uq_offer_phrase_words",
        "offer_phrase",
        ["words_key"],
        unique=True,
        sqlite_where=sa.text("removed_at IS NULL"),
        postgresql_where=sa.text("removed_at IS NULL"),
    )
    op.create_table(
        "offer_rule_off",
        _number("id", nullable=False),
        sa.Column("rule", sa.String(length=40), nullable=False),
        sa.Column("reason", sa.String(length=300), nullable=False),
        _moment("off_at", nullable=False),
        _number("off_by_id", nullable=False),
        _moment("on_at"),
        _number("on_by_id"),
        _person("offer_rule_off", "off_by_id"),
        _person("offer_rule_off", "on_by_id"),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_offer_rule_off")),
    )
    op.create_index(
        "uq_offer_rule_off_rule",
        "offer_rule_off",
        ["rule"],
        unique=True,
        sqlite_where=sa.text("on_at IS NULL"),
        postgresql_where=sa.text("on_at IS NULL"),
    )
    op.create_table(
        "letter_template",
        _number("id", nullable=False),
        sa.Column("name", sa.String(length=120), nullable=False),
        sa.Column("name_key", sa.String(length=250), nullable=False),
        sa.Column("language", sa.String(length=10), nullable=False),
        sa.Column("standing", sa.Boolean(), nullable=False),
        _moment("made_at", nullable=False),
        _number("made_by_id", nullable=False),
        _moment("retired_at"),
        _person("letter_template", "made_by_id"),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_letter_template")),
    )
    op.create_index(
        "uq_letter_template_name",
        "letter_template",
        ["name_key", "language"],
        unique=True,
        sqlite_where=sa.text("retired_at IS NULL"),
        postgresql_where=sa.text("retired_at IS NULL"),
    )
    op.create_table(
        "template_version",
        _number("id", nullable=False),
        _number("template_id", nullable=False),
        _number("version", nullable=False),
        sa.Column("subject", sa.String(length=200), nullable=False),
        sa.Column("body", sa.Text(), nullable=False),
        _moment("made_at", nullable=False),
        _number("made_by_id", nullable=False),
        _moment("released_at"),
        _number("released_by_id"),
        sa.Column("override_reason", sa.Text(), nullable=True),
        sa.ForeignKeyConstraint(
            ["template_id"],
            ["letter_template.id"],
            name=op.f("fk_template_version_template_id_letter_template"),
        ),
        _person("template_version", "made_by_id"),
        _person("template_version", "released_by_id"),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_template_version")),
        sa.UniqueConstraint(
            "template_id", "version", name=op.f("uq_template_version_template_id_version")
        ),
    )
    op.create_table(
        "letter_in",
        _number("id", nullable=False),
        _number("requisition_id", nullable=False),
        _number("candidacy_id", nullable=False),
        sa.Column("words", sa.Text(), nullable=False),
        _moment("told_at", nullable=False),
        _number("told_by_id", nullable=False),
        _moment("answered_at"),
        _number("answered_by_id"),
        sa.ForeignKeyConstraint(
            ["requisition_id"],
            ["requisition.id"],
            name=op.f("fk_letter_in_requisition_id_requisition"),
        ),
        sa.ForeignKeyConstraint(
            ["candidacy_id"], ["candidacy.id"], name=op.f("fk_letter_in_candidacy_id_candidacy")
        ),
        _person("letter_in", "told_by_id"),
        _person("letter_in", "answered_by_id"),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_letter_in")),
    )
    with op.batch_alter_table("letter_in", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_letter_in_requisition_id"), ["requisition_id"])
        batch_op.create_index("ix_letter_in_candidacy", ["candidacy_id", "id"])
        batch_op.create_index(
            "ix_letter_in_open",
            ["told_at"],
            sqlite_where=sa.text("answered_at IS NULL"),
            postgresql_where=sa.text("answered_at IS NULL"),
        )

    with op.batch_alter_table("policy", schema=None) as batch_op:
        batch_op.add_column(_moment("hr_speaks_at"))
        for name, hour in (("quiet_from", "20"), ("quiet_until", "8")):
            batch_op.add_column(sa.Column(name, sa.Integer(), nullable=False, server_default=hour))
    with op.batch_alter_table("policy", schema=None) as batch_op:
        for name in ("quiet_from", "quiet_until"):
            batch_op.alter_column(name, existing_type=sa.Integer(), server_default=None)

    op.add_column("company", sa.Column("hr_email", sa.String(length=254), nullable=True))
    op.add_column("candidate", sa.Column("language", sa.String(length=10), nullable=True))
    op.add_column("offer", _moment("released_at"))
    op.add_column("offer", _number("released_by_id"))


def downgrade() -> None:
    """Take the change back; what was held is stopped, since nothing would hold it any more."""
    op.drop_column("offer", "released_by_id")
    op.drop_column("offer", "released_at")
    op.drop_column("candidate", "language")
    op.drop_column("company", "hr_email")
    with op.batch_alter_table("policy", schema=None) as batch_op:
        batch_op.drop_column("quiet_until")
        batch_op.drop_column("quiet_from")
        batch_op.drop_column("hr_speaks_at")
    for table in ("letter_in", "template_version", "letter_template"):
        op.drop_table(table)
    for table in ("offer_rule_off", "offer_phrase"):
        op.drop_table(table)
    op.drop_index("ix_message_held", "message")
    op.execute(
        "UPDATE message SET void_at = written_at, void_reason = 'Never released.' "
        "WHERE queued_at IS NULL AND sending_at IS NULL AND sent_at IS NULL AND void_at IS NULL"
    )
    with op.batch_alter_table("message", schema=None) as batch_op:
        batch_op.drop_constraint(batch_op.f("ck_message_held_stays"), type_="check")
        for column in ("sent_back_by_id", "released_by_id"):
            batch_op.drop_constraint(batch_op.f(f"fk_message_{column}_person"), type_="foreignkey")
        for column in ("language", "zone", "override_reason", "sent_back_reason"):
            batch_op.drop_column(column)
        for column in ("sent_back_by_id", "sent_back_at", "released_by_id"):
            batch_op.drop_column(column)
