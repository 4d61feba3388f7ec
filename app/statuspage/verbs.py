"""What history says of the candidate's page."""

VERBS = {
    "statuspage.page_set": "changed what candidates read on their page",
    "statuspage.link_mailed": "mailed {candidate} the link to their page",
    "statuspage.needed": "asked {candidate} for something ({kind})",
    "statuspage.need_taken_back": "no longer needs something of {candidate} ({kind})",
    "statuspage.need_answered": "sent what was asked for ({kind})",
    "statuspage.asked": "asked a question on their page",
    "statuspage.answer_written": "wrote an answer to a question of {candidate}",
    "statuspage.answered": "noted that a question of {candidate} is answered",
    "statuspage.address_asked": "asked for another e-mail address",
    "statuspage.address_stopped": "stopped the change of their e-mail address",
    "statuspage.address_changed": "confirmed a new e-mail address from both addresses",
    "statuspage.copy_asked": "asked for a copy of their data",
}
