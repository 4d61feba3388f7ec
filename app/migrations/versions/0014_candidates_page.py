"""The candidate's page: words, needs, questions, a new address; groups; how our pages look."""

import sqlalchemy as sa
from alembic import op

revision = "0014"
down_revision = "0013"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Make the change."""
    op.create_table(
        "group_question",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("position", sa.Integer(), nullable=False),
        sa.Column("words", sa.String(length=200), nullable=False),
        sa.Column("made_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("retired_at", sa.DateTime(timezone=True), nullable=True),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_group_question")),
    )
    op.create_table(
        "company_logo",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("company_id", sa.Integer(), nullable=False),
        sa.Column("media_type", sa.String(length=40), nullable=False),
        sa.Column("base64", sa.Text(), nullable=False),
        sa.Column("added_at", sa.DateTime(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(
            ["company_id"], ["company.id"], name=op.f("fk_company_logo_company_id_company")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_company_logo")),
        sa.UniqueConstraint("company_id", name=op.f("uq_company_logo_company_id")),
    )
    op.create_table(
        "group_asking",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("begun_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("begun_by_id", sa.Integer(), nullable=True),
        sa.Column("ended_at", sa.DateTime(timezone=True), nullable=True),
        sa.ForeignKeyConstraint(
            ["begun_by_id"], ["person.id"], name=op.f("fk_group_asking_begun_by_id_person")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_group_asking")),
    )
    op.create_table(
        "group_choice",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("question_id", sa.Integer(), nullable=False),
        sa.Column("position", sa.Integer(), nullable=False),
        sa.Column("words", sa.String(length=120), nullable=False),
        sa.ForeignKeyConstraint(
            ["question_id"],
            ["group_question.id"],
            name=op.f("fk_group_choice_question_id_group_question"),
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_group_choice")),
        sa.UniqueConstraint("question_id", "words", name=op.f("uq_group_choice_question_id_words")),
    )
    op.create_table(
        "page_policy",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("requisition_id", sa.Integer(), nullable=False),
        sa.Column("hides_panel", sa.Boolean(), nullable=False),
        sa.Column("hides_references", sa.Boolean(), nullable=False),
        sa.Column("hides_signoff", sa.Boolean(), nullable=False),
        sa.Column("hides_hold", sa.Boolean(), nullable=False),
        sa.ForeignKeyConstraint(
            ["requisition_id"],
            ["requisition.id"],
            name=op.f("fk_page_policy_requisition_id_requisition"),
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_page_policy")),
        sa.UniqueConstraint("requisition_id", name=op.f("uq_page_policy_requisition_id")),
    )
    op.create_table(
        "page_text",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("requisition_id", sa.Integer(), nullable=False),
        sa.Column("standing", sa.String(length=40), nullable=False),
        sa.Column("text", sa.Text(), nullable=False),
        sa.ForeignKeyConstraint(
            ["requisition_id"],
            ["requisition.id"],
            name=op.f("fk_page_text_requisition_id_requisition"),
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_page_text")),
        sa.UniqueConstraint(
            "requisition_id", "standing", name=op.f("uq_page_text_requisition_id_standing")
        ),
    )
    op.create_table(
        "address_change",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("candidate_id", sa.Integer(), nullable=False),
        sa.Column("candidacy_id", sa.Integer(), nullable=False),
        sa.Column("old_email", sa.String(length=254), nullable=False),
        sa.Column("new_email", sa.String(length=254), nullable=False),
        sa.Column("asked_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("ends_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("old_confirmed_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("new_confirmed_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("done_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("ended_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("ended_why", sa.String(length=200), nullable=True),
        sa.CheckConstraint(
            "done_at IS NULL OR (old_confirmed_at IS NOT NULL AND new_confirmed_at IS NOT NULL)",
            name=op.f("ck_address_change_both_said_yes"),
        ),
        sa.CheckConstraint(
            "done_at IS NULL OR ended_at IS NULL", name=op.f("ck_address_change_ends_once")
        ),
        sa.ForeignKeyConstraint(
            ["candidacy_id"],
            ["candidacy.id"],
            name=op.f("fk_address_change_candidacy_id_candidacy"),
        ),
        sa.ForeignKeyConstraint(
            ["candidate_id"],
            ["candidate.id"],
            name=op.f("fk_address_change_candidate_id_candidate"),
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_address_change")),
    )
    with op.batch_alter_table("address_change", schema=None) as batch_op:
        batch_op.create_index(
            batch_op.f("ix_address_change_candidacy_id"), ["candidacy_id"], unique=False
        )
        batch_op.create_index(
            batch_op.f("ix_address_change_candidate_id"), ["candidate_id"], unique=False
        )
        batch_op.create_index(
            "uq_address_change_open",
            ["candidate_id"],
            unique=True,
            sqlite_where=sa.text("done_at IS NULL AND ended_at IS NULL"),
            postgresql_where=sa.text("done_at IS NULL AND ended_at IS NULL"),
        )

    op.create_table(
        "group_answer",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("key", sa.String(length=64), nullable=False),
        sa.Column("question_id", sa.Integer(), nullable=False),
        sa.Column("choice_id", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(
            ["choice_id"], ["group_choice.id"], name=op.f("fk_group_answer_choice_id_group_choice")
        ),
        sa.ForeignKeyConstraint(
            ["question_id"],
            ["group_question.id"],
            name=op.f("fk_group_answer_question_id_group_question"),
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_group_answer")),
        sa.UniqueConstraint("key", "question_id", name=op.f("uq_group_answer_key_question_id")),
    )
    with op.batch_alter_table("group_answer", schema=None) as batch_op:
        batch_op.create_index(
            batch_op.f("ix_group_answer_question_id"), ["question_id"], unique=False
        )

    op.create_table(
        "need",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("candidacy_id", sa.Integer(), nullable=False),
        sa.Column("kind", sa.String(length=40), nullable=False),
        sa.Column("words", sa.Text(), nullable=False),
        sa.Column("asked_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("asked_by_id", sa.Integer(), nullable=False),
        sa.Column("due_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("message_id", sa.Integer(), nullable=True),
        sa.Column("answered_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("answer", sa.Text(), nullable=True),
        sa.Column("attachment_id", sa.Integer(), nullable=True),
        sa.Column("read_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("taken_back_at", sa.DateTime(timezone=True), nullable=True),
        sa.CheckConstraint("kind IN ('document', 'question')", name=op.f("ck_need_kind")),
        sa.ForeignKeyConstraint(
            ["asked_by_id"], ["person.id"], name=op.f("fk_need_asked_by_id_person")
        ),
        sa.ForeignKeyConstraint(
            ["attachment_id"], ["attachment.id"], name=op.f("fk_need_attachment_id_attachment")
        ),
        sa.ForeignKeyConstraint(
            ["candidacy_id"], ["candidacy.id"], name=op.f("fk_need_candidacy_id_candidacy")
        ),
        sa.ForeignKeyConstraint(
            ["message_id"], ["message.id"], name=op.f("fk_need_message_id_message")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_need")),
    )
    with op.batch_alter_table("need", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_need_candidacy_id"), ["candidacy_id"], unique=False)

    op.create_table(
        "own_question",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("candidacy_id", sa.Integer(), nullable=False),
        sa.Column("words", sa.Text(), nullable=False),
        sa.Column("asked_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("answered_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("answered_by_id", sa.Integer(), nullable=True),
        sa.Column("message_id", sa.Integer(), nullable=True),
        sa.ForeignKeyConstraint(
            ["answered_by_id"], ["person.id"], name=op.f("fk_own_question_answered_by_id_person")
        ),
        sa.ForeignKeyConstraint(
            ["candidacy_id"], ["candidacy.id"], name=op.f("fk_own_question_candidacy_id_candidacy")
        ),
        sa.ForeignKeyConstraint(
            ["message_id"], ["message.id"], name=op.f("fk_own_question_message_id_message")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_own_question")),
    )
    with op.batch_alter_table("own_question", schema=None) as batch_op:
        batch_op.create_index(
            batch_op.f("ix_own_question_candidacy_id"), ["candidacy_id"], unique=False
        )
        batch_op.create_index(
            "ix_own_question_open",
            ["candidacy_id"],
            unique=False,
            sqlite_where=sa.text("answered_at IS NULL"),
            postgresql_where=sa.text("answered_at IS NULL"),
        )

    with op.batch_alter_table("candidate", schema=None) as batch_op:
        batch_op.add_column(sa.Column("profiles", sa.Text(), nullable=True))

    with op.batch_alter_table("company", schema=None) as batch_op:
        batch_op.add_column(sa.Column("colour", sa.String(length=7), nullable=True))
        batch_op.add_column(sa.Column("logo_sha256", sa.String(length=64), nullable=True))


def downgrade() -> None:
    """Take the change back."""
    with op.batch_alter_table("company", schema=None) as batch_op:
        batch_op.drop_column("logo_sha256")
        batch_op.drop_column("colour")

    with op.batch_alter_table("candidate", schema=None) as batch_op:
        batch_op.drop_column("profiles")

    with op.batch_alter_table("own_question", schema=None) as batch_op:
        batch_op.drop_index(
            "ix_own_question_open",
            sqlite_where=sa.text("answered_at IS NULL"),
            postgresql_where=sa.text("answered_at IS NULL"),
        )
        batch_op.drop_index(batch_op.f("ix_own_question_candidacy_id"))

    op.drop_table("own_question")
    with op.batch_alter_table("need", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_need_candidacy_id"))

    op.drop_table("need")
    with op.batch_alter_table("group_answer", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_group_answer_question_id"))

    op.drop_table("group_answer")
    with op.batch_alter_table("address_change", schema=None) as batch_op:
        batch_op.drop_index(
            "uq_address_change_open",
            sqlite_where=sa.text("done_at IS NULL AND ended_at IS NULL"),
            postgresql_where=sa.text("done_at IS NULL AND ended_at IS NULL"),
        )
        batch_op.drop_index(batch_op.f("ix_address_change_candidate_id"))
        batch_op.drop_index(batch_op.f("ix_address_change_candidacy_id"))

    op.drop_table("address_change")
    op.drop_table("page_text")
    op.drop_table("page_policy")
    op.drop_table("group_choice")
    op.drop_table("group_asking")
    op.drop_table("company_logo")
    op.drop_table("group_question")
