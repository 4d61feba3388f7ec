"""Verbs of the candidate's page, by what they are about."""

from app.statuspage.actions.addresses import ask_for_address as ask_for_address
from app.statuspage.actions.addresses import confirm as confirm
from app.statuspage.actions.addresses import stop as stop
from app.statuspage.actions.copies import ask_for_copy as ask_for_copy
from app.statuspage.actions.links import mail_link as mail_link
from app.statuspage.actions.needs import answer_in_words as answer_in_words
from app.statuspage.actions.needs import answer_with_file as answer_with_file
from app.statuspage.actions.needs import need as need
from app.statuspage.actions.needs import read as read
from app.statuspage.actions.needs import take_back as take_back
from app.statuspage.actions.questions import answered_by as answered_by
from app.statuspage.actions.questions import ask as ask
from app.statuspage.actions.questions import mark_answered as mark_answered
from app.statuspage.actions.texts import set_page as set_page
