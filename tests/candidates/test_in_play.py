"""The two ways to say who is in play say the same."""

from sqlalchemy import select

from app.candidates.in_play import few_are_in_play, is_in_play
from app.candidates.models import Candidacy


def test_both_ways_find_the_same(make, db):
    requisition = make.requisition()
    stays, withdrew, aside, both = (make.candidacy(requisition) for _ in range(4))
    withdrew.withdrawn_at = both.withdrawn_at = make.at
    aside.set_aside_at = both.set_aside_at = make.at
    db.session.flush()
    for says in (is_in_play, few_are_in_play):
        assert db.session.scalars(select(Candidacy.id).where(says())).all() == [stays.id]
