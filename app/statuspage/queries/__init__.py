"""Reads of the candidate's page, by who reads: the candidate, the team, the desk."""

from app.statuspage.queries.addresses import load_change as load_change
from app.statuspage.queries.addresses import open_change as open_change
from app.statuspage.queries.addresses import zone_of_change as zone_of_change
from app.statuspage.queries.needs import load_need as load_need
from app.statuspage.queries.needs import load_question as load_question
from app.statuspage.queries.own import Own as Own
from app.statuspage.queries.own import own as own
from app.statuspage.queries.own import page_policy as page_policy
from app.statuspage.queries.own import standing_of as standing_of
from app.statuspage.queries.own import texts_of as texts_of
from app.statuspage.queries.team import of_candidacy as of_candidacy
from app.statuspage.queries.waiting import waiting as waiting
