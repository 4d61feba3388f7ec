"""Reads of referees and their references, cut to what the viewer may see."""

from app.checks.queries.answers import Said as Said
from app.checks.queries.answers import said_by as said_by
from app.checks.queries.file_rows import ReferenceRow as ReferenceRow
from app.checks.queries.file_rows import reference_rows as reference_rows
from app.checks.queries.finalists import finalist_ids as finalist_ids
from app.checks.queries.finalists import list_standing as list_standing
from app.checks.queries.lists import SHOWN as SHOWN
from app.checks.queries.lists import OfCandidacy as OfCandidacy
from app.checks.queries.lists import asking_facts as asking_facts
from app.checks.queries.lists import index as index
from app.checks.queries.lists import of_candidacies as of_candidacies
from app.checks.queries.lists import of_requisition as of_requisition
from app.checks.queries.readiness import readiness as readiness
from app.checks.queries.readiness import still_to_name as still_to_name
from app.checks.queries.referees import RefereeOf as RefereeOf
from app.checks.queries.referees import Wanted as Wanted
from app.checks.queries.referees import asked_to_name as asked_to_name
from app.checks.queries.referees import load_referee as load_referee
from app.checks.queries.referees import load_wanted as load_wanted
from app.checks.queries.referees import offers_sent as offers_sent
from app.checks.queries.referees import referees_of as referees_of
from app.checks.queries.referees import request_of as request_of
from app.checks.queries.waiting import has_begun as has_begun
from app.checks.queries.waiting import needs_references as needs_references
from app.checks.queries.waiting import waiting as waiting
from app.checks.rules import Readiness as Readiness
