"""What an approver states with a yes: how far a later version may go without asking them again."""

from dataclasses import dataclass
from datetime import date, datetime

from app.core.decision import Decision, unless
from app.core.wording import long_day, moment, money
from app.signoffs.models import Signoff


@dataclass(frozen=True, slots=True)
class Limits:
    """The limits of one yes. None stated at all: it counts for this version only.

    ``amount`` is in minor units of ``currency`` for ``period``; ``finalists`` names candidacies by
    id, with commas between; ``order`` is signed or any.
    """

    amount: int | None = None
    currency: str | None = None
    period: str | None = None
    latest_start_on: date | None = None
    finalists: str | None = None
    order: str | None = None
    until: datetime | None = None

    @property
    def stated(self) -> bool:
        """Say whether any limit was stated."""
        return self != Limits()

    @property
    def named(self) -> frozenset[int]:
        """Return the candidacies named as finalists."""
        return frozenset(int(one) for one in (self.finalists or "").split(",") if one)


@dataclass(frozen=True, slots=True)
class Terms:
    """What a version says that limits speak of; ``rest`` is what no limit can widen, by name.

    ``out_of_turn`` is the written reason where it does not follow the signed order.
    """

    amount: int
    currency: str
    period: str
    start_on: date
    finalist: int
    out_of_turn: str | None = None
    rest: tuple[tuple[str, str], ...] = ()


def outside(limits: Limits, signed: Terms, asked: Terms, at: datetime) -> tuple[str, ...]:
    """Return what of another version lies outside the limits of a yes; nothing: it is covered.

    Each limit widens its own field alone. What has none stands as it was signed, and a yes
    without any limit is for the version it names and no other (law L4).
    """
    if not limits.stated:
        return ("any change",)
    was, now = dict(signed.rest), dict(asked.rest)
    checks = (
        ("the moment", limits.until is None or at < limits.until),
        ("pay", _pay_fits(limits, signed, asked)),
        ("first day", _start_fits(limits, signed, asked)),
        ("candidate", asked.finalist in limits.named | {signed.finalist}),
        ("order", _order_fits(limits, signed, asked)),
        *((name, was.get(name) == now.get(name)) for name in sorted(was.keys() | now.keys())),
    )
    return tuple(name for name, fits in checks if not fits)


def _pay_fits(limits: Limits, signed: Terms, asked: Terms) -> bool:
    if limits.amount is None:
        return (asked.amount, asked.currency, asked.period) == (
            signed.amount,
            signed.currency,
            signed.period,
        )
    unit = (asked.currency, asked.period) == (limits.currency, limits.period)
    return unit and asked.amount <= limits.amount


def _start_fits(limits: Limits, signed: Terms, asked: Terms) -> bool:
    if limits.latest_start_on is None:
        return asked.start_on == signed.start_on
    return asked.start_on <= limits.latest_start_on


def _order_fits(limits: Limits, signed: Terms, asked: Terms) -> bool:
    same = (asked.finalist, asked.out_of_turn) == (signed.finalist, signed.out_of_turn)
    return limits.order == "any" or asked.out_of_turn is None or same


def may_state(limits: Limits, signed: Terms, at: datetime) -> Decision:
    """Say whether limits make sense beside the version they are stated with."""
    return unless(
        (
            limits.amount is None or limits.amount >= signed.amount,
            "Your limit is below the pay you sign. Write at least that, or leave it empty.",
        ),
        (
            limits.latest_start_on is None or limits.latest_start_on >= signed.start_on,
            "Your latest first day is before the one you sign.",
        ),
        (
            limits.until is None or limits.until > at,
            "Choose a moment in the future until which your limits hold.",
        ),
    )


def of(signoff: Signoff) -> Limits:
    """Return the limits kept with a sign-off."""
    return Limits(
        amount=signoff.limit_amount,
        currency=signoff.limit_currency,
        period=signoff.limit_period,
        latest_start_on=signoff.limit_latest_start_on,
        finalists=signoff.limit_finalists,
        order=signoff.limit_order,
        until=signoff.limit_until,
    )


def write(limits: Limits, signoff: Signoff) -> None:
    """Keep the limits with the sign-off."""
    signoff.limit_amount = limits.amount
    signoff.limit_currency = limits.currency
    signoff.limit_period = limits.period
    signoff.limit_latest_start_on = limits.latest_start_on
    signoff.limit_finalists = limits.finalists
    signoff.limit_order = limits.order
    signoff.limit_until = limits.until


def words(signoff: Signoff) -> str | None:
    """Return the limits of a sign-off as one text; a yes without any is for this version."""
    if signoff.decision != "given":
        return None
    stated = (
        ("amount", signoff.limit_amount),
        ("currency", signoff.limit_currency),
        ("period", signoff.limit_period),
        ("latest start", signoff.limit_latest_start_on),
        ("finalists", signoff.limit_finalists),
        ("order", signoff.limit_order),
        ("until", signoff.limit_until and signoff.limit_until.isoformat()),
    )
    return "; ".join(f"{key} {value}" for key, value in stated if value) or "this version"


def sentences(limits: Limits, zone: str, names: dict[int, str] | None = None) -> tuple[str, ...]:
    """Return limits as a page says them: one short text each."""
    found = []
    if limits.amount is not None and limits.currency:
        found.append(f"up to {money(limits.amount, limits.currency)} per {limits.period}")
    if limits.latest_start_on:
        found.append(f"first day by {long_day(limits.latest_start_on)}")
    if limits.named:
        known = [names[one] for one in sorted(limits.named) if names and one in names]
        found.append(f"also for {', '.join(known) or 'other finalists'}")
    if limits.order == "any":
        found.append("in any order")
    if limits.until:
        found.append(f"until {moment(limits.until, zone)}")
    return tuple(found)
