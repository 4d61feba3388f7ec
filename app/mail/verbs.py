"""How history speaks of mail."""

VERBS = {
    "mail.sent_again": "sent a message again",
    "mail.link_shown": "showed the {purpose} link of a message by hand",
}
