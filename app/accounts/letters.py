"""The words of the mails about accounts."""

from app.people.models import Person

INVITATION_DAYS = 7
RESET_HOURS = 2


def invitation(person: Person, company: str, by: str) -> tuple[str, str]:
    """Return subject and body of an invitation."""
    subject = f"Your account at {company}"
    body = f"""Hello {person.name},

{by} has made an account for you in Finalist, where {company} decides whom to hire.

Choose your password here. The link works once, for {INVITATION_DAYS} days:

{{link}}

After that, sign in with this address: {person.email}

If you did not expect this, ignore it. Nothing happens without you.
"""
    return subject, body


def made_hr(reader: Person, person: Person, company: str, by: str) -> tuple[str, str]:
    """Return subject and body of the word that somebody was made hr."""
    subject = f"{person.name} now acts for hr at {company}"
    body = f"""Hello {reader.name},

{by} gave {person.name} ({person.email}) the role hr in Finalist. From now on they read marks,
references and pay in every requisition.

You get this because you act for hr or run accounts. If it surprises you, ask {by}. Any other admin
can take the role away again under People.
"""
    return subject, body


def reset(person: Person, company: str) -> tuple[str, str]:
    """Return subject and body of the mail that sets a new password."""
    subject = f"A new password for your account at {company}"
    body = f"""Hello {person.name},

someone, most likely you, asked for a new password for this address in Finalist.

Choose it here. The link works once, for {RESET_HOURS} hours:

{{link}}

If it was not you, ignore this. Your password stays as it is.
"""
    return subject, body
