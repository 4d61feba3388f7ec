"""Pages of files in and out, by what the file is of."""

from app.exchange.views import candidates as candidates
from app.exchange.views.blueprint import bp

blueprints = [bp]
