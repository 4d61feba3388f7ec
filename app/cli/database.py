"""init: create the database or bring it to the present version."""

import click
from flask.cli import with_appcontext
from sqlalchemy import select

from app.db import db, unit_of_work
from app.people.models import FIRST_NAME, Company


@click.command()
@with_appcontext
def init() -> None:
    """Create or migrate the database."""
    migrate_database()
    click.echo("The database is ready.")


def migrate_database() -> None:
    """Bring the schema to the newest version and make sure the company's row is there."""
    from flask_migrate import upgrade

    upgrade()
    with unit_of_work():
        if db.session.scalar(select(Company.id)) is None:
            db.session.add(Company(name=FIRST_NAME, time_zone="Europe/Lisbon"))


commands = [init]
