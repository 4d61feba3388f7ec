"""One requisition with one of everything, and a person in every role: what the walks visit."""

from datetime import timedelta
from typing import Any

from app.candidates import files
from app.candidates.models import Attachment
from app.checks.models import Referee
from app.core.names import name_key
from app.exchange.models import ImportFile
from app.fairness import actions
from app.fairness.queries import questions
from app.links.actions import mint
from app.links.models import PURPOSES
from app.mail.models import Message
from app.notes.models import Note
from app.offers.models import ChangeAsked, Extension, Offer
from app.people.models import KeptView
from app.requisitions.models import Place
from app.scorecards.models import Ask, Mark, Scorecard
from app.shortlists.models import Pick, Picking
from app.signoffs.models import Signoff
from app.statuspage.models import AddressChange, Need, OwnQuestion
from app.work.models import WorkerSeen

#: role → what it means; the columns of the table, in this order
ROLES = {
    "nobody": "not signed in",
    "outsider": "an account without a part here",
    "admin": "runs accounts, no part here",
    "hr": "acts for hr, no part here",
    "lead recruiter": "",
    "recruiter": "",
    "lead manager": "",
    "manager": "",
    "interviewer": "has handed in their card",
    "owing": "an interviewer who still owes a card",
    "approver": "",
    "observer": "",
    "agency": "an agency recruiter",
    "recused": "a recruiter whose own address is a candidate's here",
}


#: words that stand for what not everybody may read, as they would appear on a page
SECRETS = {
    "evidence": "Drew the queue as a river",
    "reference": "Keeps a calm room",
    "note": "Hummed while it rained",
    "name": "Quillfeather",
    "pay": "73,210",
    "promise": "A word before the swallows leave",
}
_TEAM = {"hr", "lead recruiter", "recruiter", "lead manager", "manager"}
MAY_READ = {
    "evidence": _TEAM | {"interviewer"},
    "reference": _TEAM,
    "note": _TEAM | {"interviewer"},
    "name": _TEAM | {"interviewer", "owing", "approver", "observer"},
    "pay": _TEAM,
    "promise": _TEAM,
}


class World:
    """The requisition, its people by role, and a value for each name in an address."""

    def __init__(self, make: Any) -> None:
        """Make everything."""
        self.make = make
        self.people = _people(make)
        self.requisition = make.requisition(
            code="MATRIX",
            recruiter=self.people["lead recruiter"],
            manager=self.people["lead manager"],
        )
        self._parts()
        self.candidacies = [
            make.candidacy(self.requisition, f"{SECRETS['name']} {number}") for number in range(4)
        ]
        self.values: dict[str, Any] = {"requisition_id": self.requisition.id, "code": "MATRIX"}
        self._requirements()
        self._candidacy()
        self._letters()
        self._note()
        self._promise()
        self._shortlist()
        make.clock.forward(minutes=1)  # what was asked before a list went forward is not owed
        self._scorecards()
        self._offer()
        self._import()
        self._page()
        self._add(WorkerSeen(name="worker", at=self.at))
        make.session.commit()

    def link(self, purpose: str) -> str:
        """Return the token of a fresh link of this purpose."""
        subject = {
            "invitation": self.people["outsider"].id,
            "reset": self.people["outsider"].id,
            "candidate": self.values["candidacy_id"],
            "calendar": self.values["offer_id"],
            "feed": self.people["hr"].id,
            "offer": self.values["offer_id"],
            "referee": self.values["referee_id"],
            "signoff": self.values["signoff_id"],
            "disavowal": self.values["signoff_id"],
            "old-address": self.values["change_id"],
            "new-address": self.values["change_id"],
        }[purpose]
        personal = purpose in {"invitation", "reset", "feed"}
        address = mint(
            purpose,
            subject,
            at=self.at,
            ends_at=self.at + timedelta(days=7),
            requisition_id=None if personal else self.requisition.id,
            person_id=subject if personal else None,
        )
        return address.rpartition(PURPOSES[purpose])[2]

    @property
    def at(self) -> Any:
        """The present moment."""
        return self.make.at

    def _add(self, row: Any) -> Any:
        return self.make.add(row)

    def _parts(self) -> None:
        parts = {
            "recruiter": "recruiter",
            "manager": "hiring manager",
            "interviewer": "interviewer",
            "owing": "interviewer",
            "approver": "approver",
            "observer": "observer",
            "agency": "agency recruiter",
            "recused": "recruiter",
        }
        for role, part in parts.items():
            self.make.member(self.requisition, part, self.people[role])
        self.make.recusal(self.requisition, self.people["recused"].email)

    def _requirements(self) -> None:
        from app.people.models import Membership, SignIn
        from app.requisitions.models import Requirements

        session = self.make.session
        sign_in = self._add(
            SignIn(
                person_id=self.people["outsider"].id,
                secret_hash="0" * 64,
                started_at=self.at,
                last_seen_at=self.at,
            )
        )
        requirements = session.query(Requirements).filter_by(requisition_id=self.requisition.id)
        self.requirements = requirements.one()
        memberships = session.query(Membership).filter_by(
            requisition_id=self.requisition.id, part="observer"
        )
        place = session.query(Place).filter_by(requisition_id=self.requisition.id).one()
        view = KeptView(
            person_id=self.people["recruiter"].id,
            path="/candidates",
            name="Newest",
            query="sort=newest",
            kept_at=self.at,
        )
        self.values |= {
            "view_id": self._add(view).id,
            "requirements_id": self.requirements.id,
            "criterion_id": self.requirements.criteria[0].id,
            "membership_id": memberships.one().id,
            "person_id": self.people["observer"].id,
            "place_id": place.id,
            "sign_in_id": sign_in.id,
            "relation": "manager",
            "what": "shortlist",
            "report": "waits",
            "to": "later",
            "rater_id": self.people["interviewer"].id,
            "which": "recruiter",
        }

    def _candidacy(self) -> None:
        first = self.candidacies[0]
        attachment = self._add(
            Attachment(
                candidacy_id=first.id,
                kind="cv",
                filename="cv.pdf",
                stored_as=files.keep(b"%PDF-1.4"),
                media_type="application/pdf",
                size=1,
                sha256="0" * 64,
                added_at=self.at,
            )
        )
        interview = self.make.interview(first, self.people["interviewer"])
        referee = self._add(
            Referee(
                candidacy_id=first.id,
                name="Ines Duarte",
                name_key=name_key("Ines Duarte"),
                email="ines@example.org",
                email_key="ines@example.org",
                relation="manager",
                named_at=self.at,
                consented_at=self.at,
                asked_at=self.at,
                due_at=self.at + timedelta(days=3),
                received_at=self.at,
                comment=SECRETS["reference"],
            )
        )
        message = self._add(
            Message(
                kind="checks.asked",
                subject_id=referee.id,
                key="matrix",
                requisition_id=self.requisition.id,
                candidacy_id=first.id,
                to_name=referee.name,
                to_email=referee.email,
                subject="A reference",
                body="Hello",
                written_at=self.at,
                queued_at=self.at,
                next_try_at=self.at,
                message_id="<matrix@example.com>",
            )
        )
        self.values |= {
            "candidate_id": first.candidate_id,
            "candidacy_id": first.id,
            "attachment_id": attachment.id,
            "interview_id": interview.id,
            "referee_id": referee.id,
            "reference_id": referee.id,
            "message_id": message.id,
        }

    def _letters(self) -> None:
        held = self.make.letter(self.candidacies[0], self.people["recruiter"], held=True)
        draft = self.make.letter(self.candidacies[0], self.people["recruiter"], draft=True)
        told = self.make.letter_in(self.candidacies[0], self.people["manager"])
        text = self.make.letter_template("Thank you")
        phrase = self.make.offer_phrase("join the tribe", by=self.people["hr"])
        self.values |= {
            "held_id": held.id,
            "draft_id": draft.id,
            "letter_id": told.id,
            "template_id": text.id,
            "phrase_id": phrase.id,
            "rule": "hired",
        }

    def _note(self) -> None:
        note = self._add(
            Note(
                requisition_id=self.requisition.id,
                candidacy_id=self.candidacies[0].id,
                kind="debrief",
                text=SECRETS["note"],
                speaks_of_interview=True,
                written_by_id=self.people["lead recruiter"].id,
                written_at=self.at,
            )
        )
        self.values |= {"note_id": note.id}

    def _promise(self) -> None:
        """A promise that slips, so that its draft is on the page of drafts."""
        promise = self.make.promise(
            self.candidacies[0],
            self.people["lead recruiter"],
            text=SECRETS["promise"],
            slips_at=self.at,
            slips_until=self.at + timedelta(days=3),
            slips_why="offer",
        )
        self.values |= {"promise_id": promise.id}

    def _scorecards(self) -> None:
        for role in ("interviewer", "owing"):
            ask = self._add(
                Ask(
                    candidacy_id=self.candidacies[0].id,
                    person_id=self.people[role].id,
                    panel="soft",
                    asked_at=self.at,
                    due_at=self.at + timedelta(days=2),
                )
            )
            card = self._add(
                Scorecard(
                    candidacy_id=self.candidacies[0].id,
                    rater_id=self.people[role].id,
                    panel="soft",
                    requirements_id=self.requirements.id,
                    recommendation="yes",
                    saved_at=self.at,
                    submitted_at=self.at if role == "interviewer" else None,
                    first_submitted_at=self.at if role == "interviewer" else None,
                )
            )
            soft = [one for one in self.requirements.criteria if one.kind == "soft"]
            note = SECRETS["evidence"] if role == "interviewer" else "My own draft"
            for criterion in soft:
                self._add(Mark(scorecard_id=card.id, criterion_id=criterion.id, value=4, note=note))
            if role == "interviewer":
                self.values |= {"ask_id": ask.id, "scorecard_id": card.id}

    def _shortlist(self) -> None:
        picking = self._add(
            Picking(requisition_id=self.requisition.id, number=1, started_at=self.at)
        )
        for role in ("lead recruiter", "lead manager"):
            pick = self._add(Pick(picking_id=picking.id, person_id=self.people[role].id))
        shortlist = self.make.shortlist(
            self.requisition, self.candidacies[:3], approvers=[self.people["approver"]]
        )
        signoff = self.make.session.query(Signoff).one()
        self.values |= {
            "picking_id": picking.id,
            "pick_id": pick.id,
            "shortlist_id": shortlist.id,
            "line_id": shortlist.lines[0].id,
            "step_id": signoff.step_id,
            "signoff_id": signoff.id,
        }

    def _import(self) -> None:
        file = self._add(
            ImportFile(
                requisition_id=self.requisition.id,
                person_id=self.people["lead recruiter"].id,
                kind="candidates",
                filename="candidates.csv",
                stored_as=files.keep(b"name,email\nNoor Haddad,noor@example.org\n"),
                sha256="0" * 64,
                size=42,
                uploaded_at=self.at,
            )
        )
        self.values |= {"import_file_id": file.id}

    def _page(self) -> None:
        candidacy = self.candidacies[0]
        recruiter = self.people["lead recruiter"]
        actions.begin_asking(by=recruiter, at=self.at)
        need = self._add(
            Need(
                candidacy_id=candidacy.id,
                kind="question",
                words="When could you begin?",
                asked_at=self.at,
                asked_by_id=recruiter.id,
                message_id=self.values["message_id"],
            )
        )
        question = self._add(
            OwnQuestion(candidacy_id=candidacy.id, words="May I bring a dog?", asked_at=self.at)
        )
        change = self._add(
            AddressChange(
                candidate_id=candidacy.candidate_id,
                candidacy_id=candidacy.id,
                old_email=candidacy.candidate.email,
                new_email="quillfeather@example.net",
                asked_at=self.at,
                ends_at=self.at + timedelta(hours=72),
            )
        )
        self.values |= {
            "need_id": need.id,
            "own_question_id": question.id,
            "question_id": questions()[0].id,
            "change_id": change.id,
            "ending": "csv",
        }

    def _offer(self) -> None:
        offer = self._add(
            Offer(
                requisition_id=self.requisition.id,
                candidacy_id=self.candidacies[0].id,
                place_id=self.values["place_id"],
                version=1,
                title="Product designer",
                amount=7_321_000,
                currency="EUR",
                period="year",
                start_on=(self.at + timedelta(days=60)).date(),
                letter="We would be glad to have you.",
                made_at=self.at,
                made_by_id=self.people["lead recruiter"].id,
                dispatched_at=self.at,
                sending_at=self.at,
                sent_at=self.at,
                closes_at=self.at + timedelta(hours=24),
            )
        )
        place = self.make.session.get_one(Place, self.values["place_id"])
        place.offer_id, place.held_until = offer.id, offer.closes_at
        extension = self._add(
            Extension(offer_id=offer.id, asked_at=self.at, until=self.at + timedelta(hours=48))
        )
        asked = self._add(
            ChangeAsked(offer_id=offer.id, asked_at=self.at, about="pay", words="A little more.")
        )
        self.values |= {
            "offer_id": offer.id,
            "extension_id": extension.id,
            "asked_id": asked.id,
        }


def _people(make: Any) -> dict[str, Any]:
    return {
        role: make.person(
            f"The {role}",
            email=f"{role.replace(' ', '.')}@example.com",
            admin=role == "admin",
            hr=role == "hr",
        )
        for role in ROLES
        if role != "nobody"
    }
