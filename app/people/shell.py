"""What the shell of every page shows of people: me, the company, whether I run accounts."""

from flask import Flask

from app.people.queries import called, company
from app.people.sessions import me
from app.web.context import provide


def register(app: Flask) -> None:
    """Offer ``shell.me``, ``.company`` and ``.admin``, and ``me`` and ``called`` to templates."""
    provide(app, "me", me)
    provide(app, "company", lambda: company().name)
    provide(app, "admin", lambda: (person := me()) is not None and person.is_admin)
    app.jinja_env.globals["me"] = me
    app.jinja_env.globals["called"] = called
