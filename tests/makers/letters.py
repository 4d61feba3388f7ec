"""Letters to candidates and from them, the texts they begin with, and words not to be used."""

from app.core.names import name_key
from app.letters.models import LetterIn, LetterTemplate, TemplateVersion
from app.mail.models import Message, OfferPhrase
from app.mail.offer_language import own_words
from app.requisitions.queries import policy


def hr_speaks(make, requisition, *, at=None):
    """HR speaks in a requisition from now on; nothing queued is touched."""
    found = policy(requisition.id)
    found.hr_speaks_at = at or make.at
    return found


def letter(make, candidacy, by, *, held=False, draft=False, **columns):
    """A letter by a person: queued now, or held for hr, or still a draft."""
    make.session.refresh(candidacy, ["requisition_id", "candidate"])
    number = make.number()
    waits = held or draft
    columns = {
        "subject": "Where things stand",
        "body": f"Dear {candidacy.candidate.name}, we decide on Friday.",
        "written_at": make.at,
        "queued_at": None if waits else make.at,
        "held_at": make.at if held else None,
        "next_try_at": make.at,
        "language": "en",
        "composed": True,
        **columns,
    }
    return make.add(
        Message(
            kind="letters.letter",
            subject_id=candidacy.id,
            key=f"letters.letter:{candidacy.id}:{number}",
            requisition_id=candidacy.requisition_id,
            candidacy_id=candidacy.id,
            to_name=candidacy.candidate.name,
            to_email=candidacy.candidate.email,
            written_by_id=by.id,
            facts={"tells_outcome": False},
            attempts=0,
            message_id=f"letter-{number}",
            **columns,
        )
    )


def letter_in(make, candidacy, told_by, words="May I ask how it stands?", **columns):
    """What a candidate wrote to somebody, handed on now."""
    make.session.refresh(candidacy, ["requisition_id"])
    return make.add(
        LetterIn(
            requisition_id=candidacy.requisition_id,
            candidacy_id=candidacy.id,
            words=words,
            told_at=make.at,
            told_by_id=told_by.id,
            **columns,
        )
    )


def letter_template(
    make,
    name="Thank you",
    *,
    language="en",
    standing=False,
    released=False,
    subject=None,
    body=None,
):
    """A text letters begin with, in its first version; a standing one perhaps released."""
    hr = make.person(hr=True)
    made = make.add(
        LetterTemplate(
            name=name,
            name_key=name_key(name),
            language=language,
            standing=standing,
            made_at=make.at,
            made_by_id=hr.id,
        )
    )
    make.add(
        TemplateVersion(
            template_id=made.id,
            version=1,
            subject=subject or "Your interview for {title}",
            body=body or "Dear {first_name},\n\nthank you for coming.\n\n{writer}",
            made_at=make.at,
            made_by_id=hr.id,
            released_at=make.at if released else None,
            released_by_id=hr.id if released else None,
        )
    )
    return made


def offer_phrase(make, words, *, by, reason="It was taken for an offer once."):
    """Words on the company's list."""
    return make.add(
        OfferPhrase(
            words=words,
            words_key=own_words(words),
            reason=reason,
            added_at=make.at,
            added_by_id=by.id,
        )
    )
