"""Pages and acts of letters."""

from app.letters.views import composing, held, letters_in, phrases, templates, together
from app.letters.views.blueprint import bp

blueprints = [bp]

__all__ = ["composing", "held", "letters_in", "phrases", "templates", "together"]
