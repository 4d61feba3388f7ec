"""`score` without the rest of the program, which takes a second to put together and is not needed.

A file of ratings needs no page and no database. Called as the documentation says, the command runs
in an application that holds it and nothing else; called in any other way, in the whole one.
"""

from flask import Flask

from app.cli.score import score


def only_score() -> Flask:
    """Return an application with the one command."""
    app = Flask("app", static_folder=None)
    app.cli.add_command(score)
    return app
