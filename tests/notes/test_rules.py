"""A note is mended for ten minutes by its writer, then only withdrawn."""

from datetime import UTC, datetime, timedelta

from app.notes.rules import NoteFacts, may_correct, may_withdraw

AT = datetime(2026, 11, 22, 10, 0, tzinfo=UTC)
TEN = timedelta(minutes=10)


def test_its_writer_mends_it_up_to_ten_minutes_and_not_at_ten():
    own = NoteFacts(is_own=True, written_at=AT, is_withdrawn=False)
    assert may_correct(own, AT + TEN - timedelta(seconds=1))
    assert "ten minutes" in may_correct(own, AT + TEN).why
    assert may_withdraw(own)


def test_nobody_else_and_nothing_withdrawn_is_changed():
    others = NoteFacts(is_own=False, written_at=AT, is_withdrawn=False)
    gone = NoteFacts(is_own=True, written_at=AT, is_withdrawn=True)
    for note in (others, gone):
        assert not may_correct(note, AT)
        assert not may_withdraw(note)
