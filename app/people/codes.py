"""The codes of a second factor: six digits for each half minute, and recovery codes."""

import hashlib
import hmac
import secrets
from datetime import datetime

import pyotp

EACH = 30  # seconds a code lives
RECOVERY_CODES = 10
_LETTERS = "abcdefghijkmnpqrstuvwxyz23456789"  # none that looks like another


def new_secret() -> str:
    """Return the 160 random bits that the phone and we share, as base32."""
    return pyotp.random_base32()


def address(secret: str, email: str, company: str) -> str:
    """Return the otpauth address that an authenticator app reads."""
    return pyotp.TOTP(secret).provisioning_uri(name=email, issuer_name=f"Finalist {company}")


def fitting_step(secret: str, typed: str, *, at: datetime, after: int | None) -> int | None:
    """Return the half minute whose code was typed: this one or one beside it.

    A phone's clock may differ by that much. None of ``after`` or before is taken, so that a code
    read over a shoulder works once.
    """
    here = int(at.timestamp()) // EACH
    digits = "".join(typed.split())
    for step in (here - 1, here, here + 1):
        right = pyotp.TOTP(secret).generate_otp(step)
        if hmac.compare_digest(right.encode(), digits.encode()) and step > (after or 0):
            return step
    return None


def new_recovery_codes() -> list[str]:
    """Return recovery codes of 120 random bits each, in groups that can be copied by hand.

    So many bits need no slow hash: nobody tries them all.
    """
    drawn = ["".join(secrets.choice(_LETTERS) for _ in range(24)) for _ in range(RECOVERY_CODES)]
    return ["-".join(code[at : at + 4] for at in range(0, 24, 4)) for code in drawn]


def hash_recovery_code(typed: str) -> str:
    """Return what the table keeps of a recovery code, however it is spaced."""
    plain = "".join(typed.casefold().replace("-", " ").split())
    return hashlib.sha256(plain.encode()).hexdigest()
