"""Reads of promises, cut to what the viewer may see."""

from app.promises.queries.lists import SHOWN as SHOWN
from app.promises.queries.lists import page as page
from app.promises.queries.lists import silent as silent
from app.promises.queries.rates import Rates as Rates
from app.promises.queries.rates import counts as counts
from app.promises.queries.rates import rates as rates
from app.promises.queries.rates import words as words
from app.promises.queries.reading import Line as Line
from app.promises.queries.reading import load_promise as load_promise
from app.promises.queries.reading import moves_of as moves_of
from app.promises.queries.reading import next_dates as next_dates
from app.promises.queries.reading import of_candidacy as of_candidacy
from app.promises.queries.reading import one as one
from app.promises.queries.reading import open_to as open_to
from app.promises.queries.reading import owners as owners
from app.promises.queries.reading import promise_rows as promise_rows
from app.promises.queries.reading import slipping as slipping
from app.promises.queries.reading import waiting_for as waiting_for
from app.promises.queries.reading import would_slip as would_slip
from app.promises.queries.waiting import waiting as waiting
