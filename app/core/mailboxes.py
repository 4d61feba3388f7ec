"""Which mail domains may be somebody's: those of closed networks too.

The library that checks addresses refuses every name that no public mail server has. A company
whose mail never leaves its own network (`.local`), and one that tries the program out (`.test`),
have such addresses and would be shut out of every form, file and command.
"""

from email_validator import SPECIAL_USE_DOMAIN_NAMES

CLOSED = frozenset({"local", "test"})


def let_closed_networks_in() -> None:
    """Take their endings off the library's list, as its own description says to."""
    SPECIAL_USE_DOMAIN_NAMES[:] = [one for one in SPECIAL_USE_DOMAIN_NAMES if one not in CLOSED]
