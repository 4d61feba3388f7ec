"""seed and demo: the demo company in, and out again."""

import secrets
from pathlib import Path

import click
from flask import current_app
from flask.cli import with_appcontext
from sqlalchemy import func, select

from app.candidates.models import Candidate
from app.core import clock
from app.core.decision import Refused
from app.db import db, unit_of_work
from app.people.models import Person
from app.people.queries import company
from app.requisitions.models import Requisition
from app.seeding.files import FOLDER
from app.seeding.loading import load
from app.seeding.removing import remove_demo

KEPT_IN = "demo-password"


@click.command()
@with_appcontext
def seed() -> None:
    """Load the demo company of seed_data/ into the default SQLite database, while it is empty."""
    if not current_app.config["IS_DEFAULT_DATABASE"]:
        raise click.ClickException(
            "Demo data goes into the default SQLite database only, and DATABASE_URL names another. "
            "Nothing was loaded."
        )
    if not _is_empty():
        raise click.ClickException("The database is not empty, so nothing was loaded.")
    load_demo()
    show_sign_ins()


def load_demo_once() -> None:
    """Load the demo into a new default database; otherwise only say how to sign in (law L22).

    Where it was loaded before and taken out, it stays out.
    """
    if current_app.config["IS_DEFAULT_DATABASE"] and _is_empty() and not company().demo_loaded_at:
        click.echo("Loading the demo company …")
        load_demo()
    show_sign_ins()


def load_demo() -> None:
    """Play the seed files into the database, in one transaction."""
    words = (FOLDER / "password_words.txt").read_text("utf-8").split()
    password = "-".join(secrets.choice(words) for _ in range(4))
    with unit_of_work():
        load(clock.now(), password)
    path = _password_file()
    path.touch(mode=0o600)
    path.write_text(password, encoding="utf-8")


def show_sign_ins() -> None:
    """Print the demo accounts and this installation's password, where there are any."""
    people = db.session.scalars(select(Person).where(Person.is_demo).order_by(Person.id)).all()
    path = _password_file()
    if db.session.scalar(select(Person.id).limit(1)) is None:
        click.echo(
            "Nobody has an account yet. Run: "
            "flask --app app people add you@company.com --name You --admin --password-stdin"
        )
    if not people or not path.exists():
        return
    click.echo("Sign in as one of the demo company, password: " + path.read_text("utf-8"))
    for person in people:
        click.echo(f"  {person.email:<38} {person.name}, {person.title}")


@click.group()
def demo() -> None:
    """The demo company."""


@demo.command()
@with_appcontext
def remove() -> None:
    """Take all demo people and hirings out again."""
    with unit_of_work() as session:
        if session.scalar(select(Person.id).where(Person.is_demo).limit(1)) is None:
            raise click.ClickException("There is no demo company here.")
        try:
            files = remove_demo(at=clock.now())
        except Refused as refused:
            raise click.ClickException("\n".join(refused.reasons)) from None
    for path in (*files, _password_file()):
        path.unlink(missing_ok=True)
    click.echo("The demo company is gone.")


def _is_empty() -> bool:
    counts = [db.session.scalar(select(func.count()).select_from(table)) for table in TABLES]
    db.session.rollback()
    return not any(counts)


def _password_file() -> Path:
    return Path(current_app.config["INSTANCE"]) / KEPT_IN


TABLES = (Person, Requisition, Candidate)
commands = [seed, demo]
