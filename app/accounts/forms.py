"""The forms of accounts."""

from flask_wtf import FlaskForm
from wtforms import BooleanField, PasswordField, StringField
from wtforms.validators import DataRequired, Email, InputRequired, Length, Optional

from app.accounts.actions import NewAccount
from app.accounts.fields import ZoneField

ADDRESS = "Type a whole e-mail address, such as ana@example.com."


class InviteForm(FlaskForm):
    email = StringField("E-mail", [InputRequired(ADDRESS), Email(ADDRESS), Length(max=254)])
    name = StringField("Name", [DataRequired("Type their name."), Length(max=200)])
    title = StringField("Title", [Optional(), Length(max=200)])
    time_zone = ZoneField()
    admin = BooleanField("Admin", description="Runs accounts and settings. Sees no marks.")
    hr = BooleanField(
        "HR", description="Acts in every requisition, and opens them for other people."
    )

    def account(self) -> NewAccount:
        """Return what was typed."""
        return NewAccount(
            email=(self.email.data or "").strip(),
            name=(self.name.data or "").strip(),
            time_zone=self.time_zone.data,
            title=(self.title.data or "").strip(),
            admin=bool(self.admin.data),
            hr=bool(self.hr.data),
        )


class RolesForm(FlaskForm):
    admin = BooleanField("Admin", description="Runs accounts and settings. Sees no marks.")
    hr = BooleanField(
        "HR", description="Acts in every requisition, and opens them for other people."
    )


class PasswordForm(FlaskForm):
    password = PasswordField(
        "New password",
        [InputRequired("Type a password.")],
        description="At least 10 characters. A short sentence is best.",
    )


class ResetForm(FlaskForm):
    email = StringField("E-mail", [InputRequired(ADDRESS), Email(ADDRESS), Length(max=254)])


class OwnForm(FlaskForm):
    name = StringField("Name", [DataRequired("Type your name."), Length(max=200)])
    time_zone = ZoneField()


class ChangePasswordForm(PasswordForm):
    old = PasswordField(
        "Present password", [InputRequired("Type your present password."), Length(max=500)]
    )
