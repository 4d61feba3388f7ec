"""An ask remembers that its card came in, and that never hides a card that is owed."""

from sqlalchemy import select

from app.requisitions.models import Requirements, Requisition
from app.requisitions.queries import current_requirements
from app.scorecards import actions
from app.scorecards.queries import owes_any
from app.scorecards.queries.owing import somebody_owes
from tests.scorecards.panel import answers, asked, panel_of


def owes(db, panel) -> bool:
    found = select(Requisition.id).where(Requisition.id == panel.requisition.id, somebody_owes())
    return db.session.scalar(found) is not None


def test_a_card_that_came_in_is_no_longer_looked_for_until_it_is_reopened(make, db, now):
    panel = panel_of(make)
    assert not owes(db, panel)
    ask = make.ask(panel.ana, panel.manager)
    assert owes(db, panel)
    actions.submit(asked(ask), answers(panel, 4, 5), by=panel.manager, at=now)
    db.session.flush()
    assert ask.card_in_at == now
    assert not owes(db, panel)
    actions.reopen(asked(ask), reason="A slip", by=panel.manager, at=now)
    db.session.flush()
    assert ask.card_in_at is None
    assert owes(db, panel)


def test_under_new_requirements_it_is_owed_again_whatever_the_ask_remembers(make, db, now):
    panel = panel_of(make)
    ask = make.ask(panel.ana, panel.manager)
    actions.submit(asked(ask), answers(panel, 4, 5), by=panel.manager, at=now)
    old = current_requirements(panel.requisition.id)
    old.superseded_at = now
    db.session.flush()
    make.add(Requirements(requisition_id=panel.requisition.id, version=2, made_at=now))
    assert ask.card_in_at == now
    assert owes_any(panel.manager.id, panel.requisition.id)
    assert owes(db, panel)


def test_whoever_is_excused_or_has_left_owes_nothing(make, db, now):
    panel = panel_of(make)
    make.ask(panel.ana, panel.manager, excused_at=now)
    make.ask(panel.bo, panel.manager)
    panel.bo.withdrawn_at = now
    db.session.flush()
    assert not owes(db, panel)
