"""Verbs of references: have referees named, ask them, keep what they said, do without."""

from app.checks.actions.answering import decline as decline
from app.checks.actions.answering import mark_read as mark_read
from app.checks.actions.answering import receive as receive
from app.checks.actions.answering import take_down as take_down
from app.checks.actions.asking import ask as ask
from app.checks.actions.asking import ask_all as ask_all
from app.checks.actions.asking import end as end
from app.checks.actions.asking import remind as remind
from app.checks.actions.naming import Named as Named
from app.checks.actions.naming import mend_referee as mend_referee
from app.checks.actions.naming import name_referee as name_referee
from app.checks.actions.naming import remind_candidate as remind_candidate
from app.checks.actions.naming import remove_referee as remove_referee
from app.checks.actions.naming import request_referees as request_referees
from app.checks.actions.waiving import put_off as put_off
from app.checks.actions.waiving import waive as waive
from app.checks.actions.waiving import waive_relation as waive_relation
