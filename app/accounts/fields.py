"""Form fields that several pages share: a time zone."""

from typing import Any

from wtforms import StringField
from wtforms.validators import ValidationError

from app.core.zones import known_zone, zone_like


class ZoneField(StringField):
    """A time zone or a city in it, typed or taken from the list; kept in the zone's spelling."""

    data: Any

    def __init__(self, label: str = "Time zone", **given: Any) -> None:
        super().__init__(label, render_kw={"list": "zones", "autocomplete": "off"}, **given)

    def pre_validate(self, form: Any) -> None:
        """Refuse what is no zone, and say what would be one."""
        typed = (self.data or "").strip()
        zone = known_zone(typed)
        if zone is None:
            raise ValidationError(_not_a_zone(typed))
        self.data = zone


def _not_a_zone(typed: str) -> str:
    examples = "Type a large city in the same zone, such as Europe/Lisbon, Paris or New York."
    if not typed:
        return examples
    near = zone_like(typed)
    meant = f"Did you mean {near}? " if near else ""
    return f"We do not know “{typed[:60]}”. {meant}{examples}"
