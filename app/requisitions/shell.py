"""What every template may ask of requisitions: the heading of their pages."""

from flask import Flask

from app.requisitions.headings import heading


def register(app: Flask) -> None:
    """Give every template ``requisition_heading(requisition, current)``."""
    app.jinja_env.globals["requisition_heading"] = heading
