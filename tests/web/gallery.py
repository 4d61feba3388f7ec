"""A small application around the gallery page: every component once, for tests and our own eyes."""

from datetime import UTC, datetime, timedelta
from pathlib import Path
from types import SimpleNamespace

from flask import Flask, flash, render_template
from flask_wtf import FlaskForm
from jinja2 import ChoiceLoader, FileSystemLoader
from wtforms import (
    BooleanField,
    DateField,
    FileField,
    RadioField,
    SelectChoice,
    SelectField,
    SelectMultipleField,
    StringField,
    TextAreaField,
)
from wtforms.validators import DataRequired
from wtforms.widgets import CheckboxInput, ListWidget

from app.core.decision import no
from app.db import db
from app.web import assets, filters, headers, icons, theme

ROOT = Path(__file__).resolve().parents[2]
NOW = datetime(2026, 11, 26, 10, 12, tzinfo=UTC)


TURNS = [SelectChoice("turn", "One after another"), SelectChoice("any", "Any order")]


class SampleForm(FlaskForm):
    """One field of every kind."""

    title = StringField("Title", validators=[DataRequired("Give the requisition a title.")])
    about = TextAreaField("About", description="Two lines are enough.")
    zone = SelectField("Time zone", choices=["Europe/Lisbon", "Asia/Bangkok"])
    start_on = DateField("Start", validators=[DataRequired("Say when the work starts.")])
    order = RadioField("Sign in", choices=TURNS)
    with_whom = SelectMultipleField(
        "With whom",
        choices=["Ana", "Châu"],
        widget=ListWidget(prefix_label=False),
        option_widget=CheckboxInput(),
    )
    must = BooleanField("Must-have")
    file = FileField("File", description="CSV or XLSX, up to 10 MB.")


def gallery_app() -> Flask:
    """Return an application with the look and the gallery, and nothing else."""
    app = Flask("gallery", template_folder=str(ROOT / "templates"), static_folder=None)
    app.config.update(SECRET_KEY="gallery", WTF_CSRF_ENABLED=False, TESTING=True)
    app.config["SQLALCHEMY_DATABASE_URI"] = "sqlite://"
    db.init_app(app)
    here = FileSystemLoader(Path(__file__).parent)
    assert app.jinja_loader is not None
    app.jinja_loader = ChoiceLoader([here, app.jinja_loader])
    for part in (assets, filters, headers, icons, theme):
        part.register(app)

    @app.context_processor
    def shell() -> dict[str, object]:
        me = SimpleNamespace(name="Beatriz Nogueira", initials="BN", id=1)
        open_ones = [
            ("Senior Data Engineer", "Offer · Lisbon", "/requisitions/SDE", True),
            ("Product Designer", "Scoring · Porto", "/requisitions/PD", False),
        ]
        values = {
            "me": lambda: me,
            "desk_count": lambda: 14,
            "nav_requisitions": lambda: open_ones,
            "admin": lambda: True,
            "company": lambda: "Caravela Freight",
            "find": lambda: True,
        }
        return {"shell": values, "now": NOW}

    @app.get("/")
    def gallery() -> str:
        flash("Scorecard submitted. The others are open to you now.")
        form = SampleForm(data={"zone": "Europe/Lisbon", "order": "turn"})
        form.validate()
        return render_template(
            "gallery.html",
            form=form,
            zone="Europe/Lisbon",
            hours=lambda n: NOW + timedelta(hours=n),
            refusal=no("Only 2 finalists are named.", "Zoë van der Meer has withdrawn."),
        )

    @app.post("/draft")
    def draft() -> tuple[str, int]:
        # What the sample form saves by itself while somebody types.
        return "", 204

    @app.get("/letter")
    def letter() -> str:
        return render_template("gallery_letter.html", hours=lambda n: NOW + timedelta(hours=n))

    @app.get("/door")
    def door() -> str:
        return render_template("gallery_door.html", form=SampleForm())

    @app.get("/error/<int:status>")
    def error(status: int) -> str:
        return render_template("errors/any.html", status=status, reasons=())

    return app
