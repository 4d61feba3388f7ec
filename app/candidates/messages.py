"""The one kind of mail here: that an agency recruiter brought somebody."""

from app.candidates.bringing import BROUGHT
from app.mail.kinds import Kind, register

register(Kind(BROUGHT))
