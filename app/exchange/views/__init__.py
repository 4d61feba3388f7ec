"""Pages of files in and out, by what the file is of."""

from app.exchange.views import candidates as candidates
from app.exchange.views import exports as exports
from app.exchange.views import fairness as fairness
from app.exchange.views import reports as reports
from app.exchange.views import scores as scores
from app.exchange.views.blueprint import bp

blueprints = [bp]
