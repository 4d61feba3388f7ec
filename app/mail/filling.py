"""Putting facts into the places of a message's subject and body."""

from app.mail.models import Message

#: the places of secret addresses: filled as a mail goes out, and never in the app
MINTED = ("link", "calendar")


def facts_of(message: Message) -> dict[str, str]:
    """Return what a message's places stand for, but for its link."""
    return {name: str(value) for name, value in (message.facts or {}).items()}


def as_read(message: Message) -> tuple[str, str]:
    """Return subject and body as the app shows them: facts filled in, the link as [link]."""
    facts = facts_of(message) | dict.fromkeys(MINTED, "[link]")
    return fill(message.subject, facts), fill(message.body, facts)


def fill(text: str, facts: dict[str, str]) -> str:
    """Put facts into their places in one pass, so that a fact's own braces stay as they are."""
    parts = text.split("{")
    filled = parts[0]
    for part in parts[1:]:
        name, brace, rest = part.partition("}")
        filled += facts[name] + rest if brace and name in facts else "{" + part
    return filled
