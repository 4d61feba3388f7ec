"""Form fields that several pages share: a time zone."""

from typing import Any

from wtforms import StringField
from wtforms.validators import ValidationError

from app.core.zones import known_zone


class ZoneField(StringField):
    """A time zone, typed or taken from the list; kept in the zone's own spelling."""

    data: Any

    def __init__(self, label: str = "Time zone", **given: Any) -> None:
        super().__init__(label, render_kw={"list": "zones", "autocomplete": "off"}, **given)

    def pre_validate(self, form: Any) -> None:
        """Refuse what is no zone."""
        zone = known_zone(self.data or "")
        if zone is None:
            raise ValidationError("Choose a time zone from the list, such as Europe/Lisbon.")
        self.data = zone
