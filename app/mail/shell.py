"""What templates may ask of mail: whether any goes out, and which link waits to be handed over."""

from flask import Flask

from app.mail.delivery import goes_out
from app.mail.queries import to_hand_over


def register(app: Flask) -> None:
    """Give every template ``mail_goes_out()`` and ``to_hand_over(kinds, subject_id, now)``."""
    app.jinja_env.globals.update(mail_goes_out=goes_out, to_hand_over=to_hand_over)
