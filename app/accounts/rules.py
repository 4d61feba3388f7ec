"""What may be done with an account, and why not."""

from dataclasses import dataclass

from app.core.decision import Decision, unless
from app.core.wording import listed, plural


@dataclass(frozen=True, slots=True)
class AccountFacts:
    """One account, and whether it is the viewer's own or the last that can run accounts."""

    name: str
    is_admin: bool
    is_hr: bool
    has_password: bool
    active: bool
    mine: bool
    other_admins: int
    leads: tuple[str, ...] = ()


def state(*, active: bool, has_password: bool) -> str:
    """Return switched off, invited or active."""
    if not active:
        return "switched off"
    return "active" if has_password else "invited"


def may_invite(*, taken_by: str | None) -> Decision:
    """Say whether an address may be invited."""
    return unless((taken_by is None, f"{taken_by} has an account with this address already."))


def may_be_invited_again(facts: AccountFacts) -> Decision:
    """Say whether the invitation may be sent again."""
    return unless(
        (facts.active, f"The account of {facts.name} is switched off."),
        (
            not facts.has_password,
            f"{facts.name} has set a password. They can ask for a new one at the sign-in page.",
        ),
    )


def may_show_invitation(facts: AccountFacts, *, hr_looks: bool) -> Decision:
    """Say whether the invitation's link may be shown by hand (law L16).

    Whoever holds it can set the password, so that of somebody from hr goes by mail alone.
    """
    by_mail = f"{facts.name} will read marks and pay, so this link goes by mail only."
    return may_be_invited_again(facts) & unless((hr_looks or not facts.is_hr, by_mail))


def may_change_roles(facts: AccountFacts, *, admin: bool) -> Decision:
    """Say whether the global roles may become these: never one's own, and the last admin stays.

    An admin sees neither marks nor pay; who could make themselves hr would see both.
    """
    return unless(
        (not facts.mine, "Nobody changes their own roles. Another admin can change yours."),
        (
            admin or not facts.is_admin or facts.other_admins > 0,
            f"{facts.name} is the only one who can run accounts. Make someone else admin first.",
        ),
    )


def may_switch_off(facts: AccountFacts) -> Decision:
    """Say whether an account may be switched off: not a lead's before somebody else leads."""
    which = f"{plural(len(facts.leads), 'open requisition')}: {listed(facts.leads)}"
    return may_leave_office(facts) & unless(
        (not facts.leads, f"{facts.name} leads {which}. Name another lead there first."),
    )


def may_leave_office(facts: AccountFacts) -> Decision:
    """Say whether somebody's account may be switched off at all: not one's own, not the last."""
    return unless(
        (facts.active, f"The account of {facts.name} is switched off already."),
        (not facts.mine, "You cannot switch off your own account. Another admin can."),
        (
            not facts.is_admin or facts.other_admins > 0,
            f"{facts.name} is the only one who can run accounts. Make someone else admin first.",
        ),
    )


def may_switch_on(facts: AccountFacts) -> Decision:
    """Say whether an account may be switched on."""
    return unless((not facts.active, f"The account of {facts.name} is on already."))


def may_draw_codes(*, on: bool) -> Decision:
    """Say whether there are recovery codes to be drawn again."""
    return unless((on, "There is no second factor yet, so there is nothing to recover."))


def may_remove_own_factor(*, on: bool, asked: bool) -> Decision:
    """Say whether a person may go back to the password alone."""
    return unless(
        (on, "There is no second factor to take away."),
        (
            not asked,
            "Your company asks you for a second factor. You can set up another phone instead.",
        ),
    )


def may_reset_factor(*, on: bool, mine: bool, name: str) -> Decision:
    """Say whether an admin may take somebody's second factor away."""
    return unless(
        (on, f"{name} has no second factor."),
        (not mine, "Take your own away under Your account, with your password."),
    )
