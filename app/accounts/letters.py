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

{by} gave {person.name} ({person.email}) the role HR in Finalist. From now on they read marks,
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


_NOT_YOU = """If it was not you, ask for a new password at the sign-in page at once, and tell
whoever runs accounts at {company}.
"""


def password_changed(person: Person, company: str) -> tuple[str, str]:
    """Return subject and body of the word that a password was changed."""
    return _notice(person, company, "Your password was changed", "your password was changed.")


def factor_set_up(person: Person, company: str) -> tuple[str, str]:
    """Return subject and body of the word that a second factor was set up."""
    said = "from now on you sign in with a code of your phone as well as your password."
    return _notice(person, company, "Your second factor is set up", said)


def factor_removed(person: Person, company: str) -> tuple[str, str]:
    """Return subject and body of the word that a second factor was taken away."""
    said = "your second factor was taken away. Your password alone signs you in."
    return _notice(person, company, "Your second factor was taken away", said)


def factor_reset(person: Person, company: str) -> tuple[str, str]:
    """Return subject and body of the word that an admin took a second factor away."""
    said = """an admin took your second factor away, as for a lost phone. You are
signed out everywhere, and your password alone signs you in until you set up another phone under
Your account."""
    return _notice(person, company, "Your second factor was reset", said)


def recovery_code_used(person: Person, company: str) -> tuple[str, str]:
    """Return subject and body of the word that a recovery code was used."""
    said = """one of your recovery codes was used to sign in. It works no more. If your phone is
lost, set up another under Your account."""
    return _notice(person, company, "A recovery code was used", said)


def _notice(person: Person, company: str, subject: str, said: str) -> tuple[str, str]:
    body = f"Hello {person.name},\n\n{said}\n\n{_NOT_YOU.format(company=company)}"
    return f"{subject}: Finalist at {company}", body
