"""One voice: what is composed waits for hr where hr speaks, and each act on it happens once."""

from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest

from app.candidates.queries import load_candidacy
from app.core.decision import Refused
from app.history.models import HistoryPayload
from app.letters import actions, letters_in, templates, together
from app.letters.actions import Letter
from app.letters.templates import Wording
from app.mail import actions as mail
from app.mail import holding
from app.mail.delivery import send_due
from app.mail.rules import status
from app.requisitions.voice import set_voice

NEWS = Letter("Where things stand", "Dear {first_name},\n\nwe decide on Friday.\n\n{writer}")


def state(message):
    return status(message, in_doubt=False)


def write(candidacy, by, at, letter=NEWS, once="one", **more):
    found = load_candidacy(candidacy.id)
    return actions.write(found, letter, once=once, by=by, at=at, **more)


def test_where_hr_speaks_a_letter_is_held_and_goes_when_hr_releases_it(
    make, db, opening, recruiter, hr, ana, outbox, clock, verbs
):
    make.hr_speaks(opening)
    message = write(ana, recruiter, make.at)
    assert state(message) == "held"
    db.session.commit()
    clock.forward(hours=3)
    assert send_due("w") == 0
    holding.release(message, by=hr, at=make.at)
    db.session.commit()
    assert send_due("w") == 1
    (mail_,) = outbox.to("ana@example.com")
    assert "Dear Ana," in mail_.text
    assert ana.last_word_at is not None
    assert verbs() == ["letters.held", "mail.released"]


def test_where_everybody_writes_it_goes_by_itself(db, make, recruiter, ana, outbox):
    write(ana, recruiter, make.at)
    db.session.commit()
    assert send_due("w") == 1
    assert outbox.to("ana@example.com")


def test_when_hr_begins_to_speak_what_is_queued_is_held_and_nothing_else(
    make, db, opening, recruiter, hr, ana, verbs
):
    other = make.candidacy(make.requisition(), "Bo Ek")
    queued = make.letter(ana, recruiter)
    sent = make.letter(ana, recruiter, sending_at=make.at, sent_at=make.at)
    elsewhere = make.letter(other, recruiter)
    standing = make.letter(ana, recruiter, composed=False)
    assert set_voice(opening, hr_speaks=True, by=hr, at=make.at) == 1
    for one in (queued, sent, elsewhere, standing):
        db.session.refresh(one)
    assert [state(one) for one in (queued, sent, elsewhere, standing)] == [
        "held",
        "sent",
        "queued",
        "queued",
    ]
    with pytest.raises(Refused, match="HR speaks here already"):
        set_voice(opening, hr_speaks=True, by=hr, at=make.at)
    set_voice(opening, hr_speaks=False, by=hr, at=make.at)
    db.session.refresh(queued)
    assert state(queued) == "held", "nothing leaves by the way"
    assert verbs() == ["requisitions.hr_speaks", "requisitions.all_write"]


def test_who_speaks_is_for_hr_to_say(make, opening, recruiter):
    with pytest.raises(Refused, match="for HR to say"):
        set_voice(opening, hr_speaks=True, by=recruiter, at=make.at)


def test_a_letter_sent_back_is_a_draft_with_the_reason_and_goes_to_hr_again(
    make, db, opening, recruiter, hr, ana, verbs
):
    make.hr_speaks(opening)
    message = write(ana, recruiter, make.at)
    with pytest.raises(Refused, match="Write why"):
        holding.send_back(message, reason=" ", by=hr, at=make.at)
    holding.send_back(message, reason="Name the day.", by=hr, at=make.at)
    assert (state(message), message.sent_back_reason) == ("draft", "Name the day.")
    again = Letter("Where things stand", "Dear {first_name}, on Friday the 27th.")
    actions.send_draft(message, again, by=recruiter, at=make.at, send_at=make.at)
    assert state(message) == "held"
    assert message.body == "Dear Ana, on Friday the 27th."
    assert verbs() == ["letters.held", "mail.sent_back", "letters.held"]


def test_hr_may_change_the_words_and_each_act_is_refused_when_it_is_too_late(
    make, db, opening, recruiter, hr, ana
):
    make.hr_speaks(opening)
    message = write(ana, recruiter, make.at)
    holding.edit(message, subject="News", body="On Friday.", override=None, by=hr, at=make.at)
    assert (message.subject, message.body, state(message)) == ("News", "On Friday.", "held")
    with pytest.raises(Refused, match="reads like an offer"):
        holding.edit(message, subject="News", body="You’re hired.", override="", by=hr, at=make.at)
    holding.release(message, by=hr, at=make.at)
    for late in (
        lambda: holding.release(message, by=hr, at=make.at),
        lambda: holding.send_back(message, reason="No", by=hr, at=make.at),
        lambda: holding.edit(message, subject="a", body="b", override=None, by=hr, at=make.at),
    ):
        with pytest.raises(Refused, match="It is queued"):
            late()


def test_a_letter_that_reads_like_an_offer_needs_a_reason_and_history_keeps_no_word_of_it(
    make, db, recruiter, ana, verbs, letters
):
    hasty = Letter("Good news", "Dear Ana, welcome aboard. Zebra.")
    with pytest.raises(Refused, match=r"“welcome aboard”.*write why"):
        write(ana, recruiter, make.at, hasty)
    db.session.rollback()
    assert letters() == []
    told = Letter(hasty.subject, hasty.body, override="She signed yesterday.")
    write(ana, recruiter, make.at, told)
    assert verbs() == ["mail.overridden", "letters.written"]
    bodies = str([one.body for one in db.session.query(HistoryPayload)])
    assert "She signed yesterday." in bodies
    assert "Zebra" not in bodies


def test_a_blank_left_is_refused_in_words_and_a_draft_may_have_some(make, recruiter, ana, letters):
    text = Letter("Your talk", "Dear {first_name}, on {day} at ____.")
    with pytest.raises(Refused, match=r"2 blanks are still to fill: \{day\} and ____"):
        write(ana, recruiter, make.at, text)
    draft = write(ana, recruiter, make.at, text, draft=True)
    assert state(draft) == "draft"
    with pytest.raises(Refused, match="2 blanks"):
        actions.send_draft(draft, text, by=recruiter, at=make.at, send_at=make.at)


def test_a_name_that_looks_like_a_place_stays_a_name(make, opening, recruiter):
    odd = make.candidacy(opening, "{title} Ek")
    message = write(odd, recruiter, make.at, Letter("Hello", "Dear {name}, on Friday."))
    assert message.body == "Dear {title} Ek, on Friday."


def at_hour(hour, minute=0):
    return datetime(2026, 11, 24, hour, minute, tzinfo=UTC)


@pytest.mark.parametrize(
    ("meant", "goes"),
    [
        (at_hour(10, 59), at_hour(23)),  # 19:59 in Tokyo is not quiet yet, 20:00 is
        (at_hour(11), at_hour(23)),
        (at_hour(22, 59), at_hour(23)),
        (at_hour(23), at_hour(23)),
    ],
)
def test_nothing_composed_leaves_at_night_where_the_candidate_is(
    make, db, opening, recruiter, outbox, clock, meant, goes
):
    yuki = make.candidacy(opening, candidate=make.candidate("Yuki Ito", time_zone="Asia/Tokyo"))
    clock.set(meant)
    message = write(yuki, recruiter, meant, send_at=meant + timedelta(minutes=1))
    expected = goes if meant != at_hour(23) else at_hour(23, 1)
    assert message.next_try_at == expected
    db.session.commit()
    clock.set(expected - timedelta(seconds=1))
    assert send_due("w") == 0
    clock.set(expected)
    assert send_due("w") == 1


def test_a_worker_that_was_away_by_day_does_not_send_at_night(
    make, db, opening, recruiter, outbox, clock, ana
):
    clock.set(at_hour(15))
    message = write(ana, recruiter, make.at)
    db.session.commit()
    clock.set(at_hour(21))  # 21:00 in Lisbon
    assert send_due("w") == 0
    db.session.refresh(message)
    assert (state(message), message.attempts) == ("queued", 0)
    assert message.next_try_at == datetime(2026, 11, 25, 8, tzinfo=UTC)


def test_a_letter_taken_back_is_a_draft_and_never_goes(make, db, recruiter, ana, outbox, clock):
    message = write(ana, recruiter, make.at, send_at=make.at + timedelta(hours=1))
    holding.take_back(message, by=recruiter, at=make.at)
    db.session.commit()
    clock.forward(hours=2)
    assert send_due("w") == 0
    assert state(message) == "draft"
    due = write(ana, recruiter, make.at, once="two")
    with pytest.raises(Refused, match="faster"):
        holding.take_back(due, by=recruiter, at=make.at)


def test_a_released_standing_text_is_not_held_as_long_as_it_is_sent_as_it_stands(
    make, db, opening, recruiter, hr, ana
):
    make.hr_speaks(opening)
    text = templates.make(
        "No, thank you",
        "en",
        Wording("About {title}", "Dear {first_name},\n\nwe chose another candidate.\n\n{company}"),
        standing=True,
        by=hr,
        at=make.at,
    )
    version = templates.versions(text.id)[0]
    as_is = Letter(version.subject, version.body, template=version)
    assert state(write(ana, recruiter, make.at, as_is, once="a")) == "held", "not released yet"
    templates.release(text, by=hr, at=make.at)
    assert state(write(ana, recruiter, make.at, as_is, once="b")) == "queued"
    altered = Letter(version.subject, version.body + " Sorry.", template=version)
    assert state(write(ana, recruiter, make.at, altered, once="c")) == "held"
    templates.reword(text, Wording("Other", "Other words, {name}."), by=hr, at=make.at)
    assert state(write(ana, recruiter, make.at, as_is, once="d")) == "held", "an older version"


def test_a_standing_text_has_no_blank_and_is_read_for_offers(make, hr):
    for body, why in (("On {day}.", "no blank"), ("Welcome to the team.", "reads like an offer")):
        with pytest.raises(Refused, match=why):
            templates.make("A", "en", Wording("S", body), standing=True, by=hr, at=make.at)


def test_a_text_is_kept_in_versions_with_its_history(make, db, hr, verbs):
    text = templates.make("A", "en", Wording("S", "One."), standing=False, by=hr, at=make.at)
    with pytest.raises(Refused, match="Nothing was changed"):
        templates.reword(text, Wording("S", "One."), by=hr, at=make.at)
    templates.reword(text, Wording("S", "Two."), by=hr, at=make.at)
    assert [(one.version, one.body) for one in templates.versions(text.id)] == [
        (2, "Two."),
        (1, "One."),
    ]
    db.session.commit()
    with pytest.raises(Refused, match="of this name in English already"):
        templates.make("a", "en", Wording("S", "B"), standing=False, by=hr, at=make.at)
    templates.retire(text, by=hr, at=make.at)
    assert templates.templates() == []
    templates.make("a", "en", Wording("S", "B"), standing=False, by=hr, at=make.at)
    assert verbs() == [
        "letters.template_made",
        "letters.template_changed",
        "letters.template_retired",
        "letters.template_made",
    ]


def test_the_text_is_taken_in_the_candidates_language_where_it_is_there(make):
    english = make.letter_template("Thanks")
    make.letter_template("Thanks", language="pt", body="Obrigado, {first_name}.")
    found = templates.usable(templates.templates())
    pick = templates.for_language
    assert pick(found, english.id, "pt").template.language == "pt"
    assert pick(found, english.id, "de").template.language == "en"
    assert pick(found, english.id, None).template.language == "en"


def test_one_letter_to_several_says_who_is_skipped_and_why(
    make, db, opening, recruiter, ana, letters
):
    make.letter_template("Thanks")
    (english,) = templates.templates()
    without = make.candidacy(opening, "Bo Ek")
    without.candidate.email = without.candidate.email_key = None
    without.candidate.external_id = "7"
    gone = make.candidacy(opening, "Cy Low", withdrawn_at=make.at)
    german = make.candidacy(opening, candidate=make.candidate("Dora Amt", language="de"))
    found = [ana, without, gone, german]
    plan = together.plan(opening, found, template=english, when="minute", at=make.at)
    assert [one.name for one in plan.reached] == ["Ana Sá"]
    why = {one.name: one.why for one in plan.skipped}
    assert "no e-mail" in why["Bo Ek"]
    assert "withdrew" in why["Cy Low"]
    assert why["Dora Amt"] == "They read German, and this is English."
    news = replace(NEWS, template=english)
    more = {"when": "minute", "once": "x", "by": recruiter, "at": make.at}
    together.send(opening, found, news, **more)
    assert [one.to_name for one in letters()] == ["Ana Sá"]
    with pytest.raises(Refused, match="Nobody would get it"):
        together.send(opening, found, news, **more)


def test_what_a_candidate_wrote_is_handed_on_and_answered_once(make, db, ana, recruiter, verbs):
    letter = letters_in.hand_on(ana, "Is there news?", by=recruiter, at=make.at)
    letters_in.answer(letter, by=recruiter, at=make.at)
    with pytest.raises(Refused, match="answered already"):
        letters_in.answer(letter, by=recruiter, at=make.at)
    with pytest.raises(Refused, match="Paste"):
        letters_in.hand_on(ana, "  ", by=recruiter, at=make.at)
    assert verbs() == ["letters.handed_on", "letters.answered"]


def test_a_reply_reaches_the_writer_or_hr_where_hr_speaks(
    make, db, opening, recruiter, hr, ana, outbox, app
):
    write(ana, recruiter, make.at)
    db.session.commit()
    send_due("w")
    make.hr_speaks(opening)
    held = write(ana, recruiter, make.at, once="two")
    holding.release(held, by=hr, at=make.at)
    db.session.commit()
    send_due("w")
    first, second = outbox.to("ana@example.com")
    assert first.message["Reply-To"] == recruiter.email
    assert second.message["Reply-To"] == hr.email


def test_a_letter_is_plain_text_and_simple_html_in_which_nothing_is_markup(
    make, db, recruiter, ana, outbox
):
    body = "Dear {first_name},\n\n<script>x</script> & https://example.com/a?b=1&c=2.\nBye"
    write(ana, recruiter, make.at, Letter("Hello", body))
    db.session.commit()
    send_due("w")
    message = outbox.to("ana@example.com")[0].message
    html = message.get_body(("html",)).get_content()
    assert message.get_content_type() == "multipart/alternative"
    assert "<script>x" in message.get_body(("plain",)).get_content()
    assert "&lt;script&gt;x" in html
    assert '<a href="https://example.com/a?b=1&amp;c=2">' in html
    assert 'lang="en"' in html


def test_a_letter_that_failed_is_held_when_hr_speaks_by_then(make, db, opening, recruiter, ana):
    message = make.letter(ana, recruiter, failed_at=make.at)
    make.hr_speaks(opening)
    mail.send_again(message, by=recruiter, at=make.at)
    assert state(message) == "held"


def test_the_candidates_language_is_kept(make, ana, recruiter, verbs):
    actions.set_language(ana, "pt", by=recruiter, at=make.at)
    assert ana.candidate.language == "pt"
    assert write(ana, recruiter, make.at).language == "pt"
    assert verbs() == ["letters.language_set", "letters.written"]
