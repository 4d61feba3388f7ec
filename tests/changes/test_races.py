"""A withdrawal by phone races an acceptance by link: one of them happened, never both."""

from app.candidates.models import Candidacy
from app.db import db
from app.offers.models import Offer
from app.people.models import Person
from app.requisitions.models import Place
from tests.conftest import new_client_of


def test_who_accepts_has_not_withdrawn_and_who_withdrew_has_not_accepted(race_db):
    with race_db.data() as make:
        rounds = []
        for _ in range(race_db.rounds):
            requisition, (ana, *_) = make.hiring()
            offer = make.offer(ana, "open")
            recruiter = make.leader(requisition)
            rounds.append((ana.id, offer.id, make.offer_link(offer), recruiter.id))
    for candidacy_id, offer_id, link, recruiter_id in rounds:
        by_phone, by_link = new_client_of(race_db.app), new_client_of(race_db.app)
        with race_db.app.app_context():
            by_phone.sign_in(db.session.get_one(Person, recruiter_id))
        url = f"/candidacies/{candidacy_id}/withdrawal"
        codes = race_db.together(
            lambda one=by_phone, url=url: one.post(url, data={"note": "By phone."}).status_code,
            lambda one=by_link, url=link: (
                one.post(url + "/acceptance", data={"full_name": "Ana Lúcia Ferreira"}).status_code
            ),
        )
        assert sorted(codes) == [303, 409]
        with race_db.app.app_context():
            offer = db.session.get_one(Offer, offer_id)
            in_play = db.session.get_one(Candidacy, candidacy_id).in_play
            assert (offer.accepted_at is not None) is in_play
            assert (offer.declined_at is None) is in_play
            place = db.session.get_one(Place, offer.place_id)
            assert (place.filled_at is not None) is in_play
