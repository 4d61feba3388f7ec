"""What every template may ask of requisitions: their heading, and what comes first in them."""

from flask import Flask

from app.requisitions.first_step import first_step
from app.requisitions.headings import heading


def register(app: Flask) -> None:
    """Give every template ``requisition_heading`` and ``first_step``."""
    app.jinja_env.globals["requisition_heading"] = heading
    app.jinja_env.globals["first_step"] = first_step
