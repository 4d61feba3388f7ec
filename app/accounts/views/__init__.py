"""The pages of accounts: people, setting a password, one's own account."""

from app.accounts.views import doors, own, people
from app.accounts.views.blueprint import bp

blueprints = [bp]
__all__ = ["blueprints", "doors", "own", "people"]
