"""How history speaks of mail."""

VERBS = {
    "mail.released": "released a message to {candidate}",
    "mail.sent_back": "sent a message to {candidate} back to its writer",
    "mail.edited": "changed the words of a held message to {candidate}",
    "mail.taken_back": "took a message to {candidate} back before it went out",
    "mail.thrown_away": "threw a message to {candidate} away",
    "mail.overridden": "let words to {candidate} go that read like an offer",
    "mail.phrase_added": "put words on the offer-language list",
    "mail.phrase_removed": "took words off the offer-language list",
    "mail.rule_off": "switched a rule of the offer-language check off: {rule}",
    "mail.rule_on": "switched a rule of the offer-language check on: {rule}",
    "mail.sent_again": "sent a message again",
    "mail.link_shown": "showed the {purpose} link of a message by hand",
}
