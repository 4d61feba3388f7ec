"""What history says of accounts."""

VERBS = {
    "accounts.added": "made an account for {person}",
    "accounts.invited": "invited {person}",
    "accounts.invited_again": "sent the invitation of {person} again",
    "accounts.link_shown": "showed the invitation link of {person} by hand",
    "accounts.reset_asked": "mailed {person} a link for a new password",
    "accounts.joined": "set a first password",
    "accounts.password_reset": "set a new password by link",
    "accounts.password_changed": "changed the password",
    "accounts.roles_changed": "changed the roles of {person} to {roles}",
    "accounts.made_hr": "gave {person} the role HR",
    "accounts.switched_off": "switched off the account of {person}",
    "accounts.switched_on": "switched on the account of {person}",
    "accounts.signed_out": "signed {person} out everywhere",
    "accounts.factor_set_up": "set up a second factor",
    "accounts.factor_removed": "took their second factor away",
    "accounts.factor_reset": "took the second factor of {person} away",
    "accounts.recovery_codes_drawn": "drew new recovery codes",
    "accounts.recovery_code_used": "signed in with a recovery code",
    "accounts.rules_changed": (
        "changed the rules of signing in: a second factor for {factor_for}, signed out after "
        "{idle_hours} silent hours, and after {session_days} days in any case"
    ),
    "accounts.company_changed": "changed the company settings",
    "accounts.colour_set": "set the colour of pages by link",
    "accounts.logo_set": "set the logo of pages by link",
    "accounts.logo_removed": "took the logo off pages by link",
    "accounts.feed_made": "made a private calendar address of their deadlines",
    "accounts.feed_ended": "ended the private calendar address of their deadlines",
    "accounts.mended": "changed their own name or time zone",
}
