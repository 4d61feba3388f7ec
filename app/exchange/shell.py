"""What every template may ask of this package: what its reader may take as a file."""

from flask import Flask

from app.exchange.exports import Export, exports_for
from app.people.sessions import me
from app.requisitions.models import Requisition
from app.web.requests import now


def register(app: Flask) -> None:
    """Give every template ``exports_of(requisition)``."""
    app.jinja_env.globals["exports_of"] = _exports_of


def _exports_of(requisition: Requisition) -> list[Export]:
    person = me()
    return exports_for(requisition, person, now()) if person else []
