"""The form of signing in."""

from flask_wtf import FlaskForm
from wtforms import HiddenField, PasswordField, StringField
from wtforms.validators import InputRequired, Length


class SignInForm(FlaskForm):
    """Address and password."""

    email = StringField(
        "E-mail",
        [InputRequired("Type the address you were invited with."), Length(max=254)],
    )
    password = PasswordField("Password", [InputRequired("Type your password."), Length(max=500)])
    then = HiddenField()
