"""Verbs on offers, by what they do: versions, sending, endings, more time."""

from app.offers.actions.changes import ask_for_change as ask_for_change
from app.offers.actions.changes import decline_change as decline_change
from app.offers.actions.changes import draft_in_place_of as draft_in_place_of
from app.offers.actions.endings import accept as accept
from app.offers.actions.endings import decline as decline
from app.offers.actions.endings import end_for_leaver as end_for_leaver
from app.offers.actions.endings import note_decline as note_decline
from app.offers.actions.endings import withdraw as withdraw
from app.offers.actions.extensions import agree as agree
from app.offers.actions.extensions import ask_for_time as ask_for_time
from app.offers.actions.extensions import counter as counter
from app.offers.actions.extensions import refuse as refuse
from app.offers.actions.lapse import stamp_lapsed as stamp_lapsed
from app.offers.actions.sending import dispatch as dispatch
from app.offers.actions.sending import hand_over as hand_over
from app.offers.actions.sending import it_arrived as it_arrived
from app.offers.actions.sending import release as release
from app.offers.actions.sending import send_again as send_again
from app.offers.actions.sending import show_link as show_link
from app.offers.actions.versions import Package as Package
from app.offers.actions.versions import ask_for_signoffs as ask_for_signoffs
from app.offers.actions.versions import make as make
from app.offers.actions.versions import revise as revise
from app.offers.actions.versions import send_back as send_back
from app.offers.actions.versions import sign as sign
