"""The forms of accounts."""

from flask_wtf import FlaskForm
from flask_wtf.file import FileField, FileRequired
from wtforms import BooleanField, IntegerField, PasswordField, RadioField, StringField
from wtforms.fields.choices import SelectChoice
from wtforms.validators import DataRequired, Email, InputRequired, Length, NumberRange, Optional

from app.accounts.actions import NewAccount
from app.accounts.fields import ZoneField
from app.people.signing_in import FACTOR_FOR

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


class OwnPasswordForm(FlaskForm):
    old = PasswordField("Your password", [InputRequired("Type your password."), Length(max=500)])


class CodeForm(FlaskForm):
    code = StringField(
        "Six digits from your app", [InputRequired("Type the six digits."), Length(max=40)]
    )


class RecoveryForm(FlaskForm):
    code = StringField(
        "Recovery code", [InputRequired("Type one of your recovery codes."), Length(max=40)]
    )


class CompanyForm(FlaskForm):
    name = StringField("Name", [DataRequired("Give the company a name."), Length(max=200)])
    time_zone = ZoneField()


class SignInRulesForm(FlaskForm):
    factor_for = RadioField(
        "Who needs a second factor",
        choices=[
            SelectChoice(value, label)
            for value, label in zip(
                FACTOR_FOR,
                ("Nobody must; everybody may", "HR and admins", "Everybody"),
                strict=True,
            )
        ],
    )
    idle_hours = IntegerField(
        "Hours a browser may be silent",
        [InputRequired("Type a number of hours."), NumberRange(1, 72, "From 1 to 72 hours.")],
    )
    session_days = IntegerField(
        "Days a sign-in lasts",
        [InputRequired("Type a number of days."), NumberRange(1, 30, "From 1 to 30 days.")],
    )


class LogoForm(FlaskForm):
    file = FileField(
        "Logo",
        [FileRequired("Choose a file.")],
        description="PNG, JPEG or plain SVG, up to 300 kB. It stands on white in dark pages too.",
    )


class ColourForm(FlaskForm):
    colour = StringField(
        "Colour",
        description="Such as #0e5c59. Empty is our own. It is made darker or lighter to be read.",
    )
