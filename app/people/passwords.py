"""Passwords: Argon2 hashes, and the rule for a new one."""

from functools import cache

from argon2 import PasswordHasher
from argon2.exceptions import InvalidHashError, VerificationError

from app.core.decision import Decision, unless

MINIMUM = 10
_hasher = PasswordHasher()


def hash_password(password: str) -> str:
    """Return an Argon2id hash (takes about 0.1 s: never inside a write transaction)."""
    return _hasher.hash(password)


@cache
def _nobody(hasher: PasswordHasher) -> str:
    """Return the hash that is tried where there is no account; made when first wanted."""
    return hasher.hash("nobody has this password")


def matches(hashed: str | None, password: str) -> bool:
    """Say whether the password fits; takes as long where there is no account."""
    try:
        _hasher.verify(hashed or _nobody(_hasher), password)
    except (VerificationError, InvalidHashError):
        return False
    return hashed is not None


def may_be_password(password: str, email: str, name: str) -> Decision:
    """Say whether a password is good enough: long, and not the person's own name or address."""
    lower = password.casefold()
    return unless(
        (len(password) >= MINIMUM, f"Use at least {MINIMUM} characters. A short sentence is best."),
        (len(password) <= 500, "Use at most 500 characters."),
        (
            lower not in {email.casefold(), name.casefold(), email.split("@")[0].casefold()},
            "Your name or address is the first thing anyone would try.",
        ),
        (len(set(lower)) > 3, "Use more than three different characters."),
    )
