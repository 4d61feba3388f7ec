"""Forms for files that come in."""

from typing import Any

from flask_wtf import FlaskForm
from flask_wtf.file import FileField
from wtforms import BooleanField, HiddenField, RadioField, SelectChoice, ValidationError

ORDERS = {
    "dmy": "The day first: 31/10/2026",
    "mdy": "The month first: 10/31/2026",
    "iso": "Neither: every date begins with the year",
}


class FileForm(FlaskForm):
    file = FileField("The file", description="CSV or an Excel workbook (.xlsx), 12 MB at most")

    def validate_file(self, field: Any) -> None:
        if not field.data or not field.data.filename:
            raise ValidationError("No file is chosen yet.")


class SealForm(FlaskForm):
    seal = HiddenField()


class TakeForm(SealForm):
    dates = HiddenField()
    leave_out = BooleanField()
    on_duplicate = RadioField(
        "Those who are here already",
        choices=[
            SelectChoice("skip", "Leave them as they are"),
            SelectChoice("update", "Write what the file says anew"),
        ],
        default="skip",
    )
