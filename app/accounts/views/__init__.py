"""The pages of accounts: people, setting a password, one's own account."""

from app.accounts.views import (
    calendar,
    company,
    doors,
    factor,
    look,
    own,
    people,
    second_step,
    sign_in_rules,
)
from app.accounts.views.blueprint import bp

blueprints = [bp]
__all__ = [
    "blueprints",
    "calendar",
    "company",
    "doors",
    "factor",
    "look",
    "own",
    "people",
    "second_step",
    "sign_in_rules",
]
