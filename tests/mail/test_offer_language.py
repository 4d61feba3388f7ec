"""The offer-language check: what reads like an offer is found, what does not is left alone."""

from pathlib import Path

import pytest

from app.mail.offer_language import RULES, Phrase, find

TEXTS = Path(__file__).parent / "offer_language"


def texts(name):
    return (TEXTS / f"{name}.txt").read_text(encoding="utf-8").strip().split("\n\n")


def share(found, of):
    return len(found) / len(of)


@pytest.mark.parametrize(("name", "least"), [("risky", 100), ("held_out_risky", 60)])
def test_fewer_than_one_risky_text_in_twenty_is_missed(name, least):
    risky = texts(name)
    missed = [text for text in risky if not find(text)]
    assert len(set(risky)) >= least
    assert share(missed, risky) < 0.05, missed


@pytest.mark.parametrize(
    ("name", "found_of_a_hundred", "least"),
    [("tuned_risky", 75, 90), ("set_aside_risky", 68, 40), ("fresh_risky", 40, 40)],
)
def test_what_no_rule_knows_is_weighed_and_of_oblique_letters_this_share_is_found(
    name, found_of_a_hundred, least
):
    risky = texts(name)
    found = [text for text in risky if find(text)]
    assert len(set(risky)) >= least
    assert share(found, risky) >= found_of_a_hundred / 100


def test_weighing_finds_more_than_the_rules_do_alone():
    risky = texts("tuned_risky") + texts("set_aside_risky")
    by_rules = [text for text in risky if find(text, off={"sounds"})]
    assert share([text for text in risky if find(text)], risky) > share(by_rules, risky) + 0.2


@pytest.mark.parametrize(
    "text",
    [
        "Start looking for flats in Leeds.",
        "The search is over.",
        "I introduced you to the clients.",
    ],
)
def test_one_harmless_word_outweighs_a_telling_one(text):
    (one,) = find(text)
    assert one.rule == "sounds"
    assert one.reason == RULES["sounds"].reason
    assert not find(text.replace(".", " before the interview."))
    assert not find(text.replace(".", ", if it comes to that."))
    assert not find(text.replace(".", "?"))


def test_what_a_rule_switched_off_would_tell_is_not_told_by_the_weighing():
    text = "Your salary will be 4,200 a month."
    assert [one.rule for one in find(text)] == ["pay"]
    assert not find(text, off={"pay"})


@pytest.mark.parametrize(
    ("name", "least"),
    [
        ("neutral", 200),
        ("held_out_neutral", 120),
        ("tuned_neutral", 200),
        ("set_aside_neutral", 60),
        ("fresh_neutral", 60),
        ("usual_neutral", 50),
    ],
)
def test_fewer_than_one_neutral_text_in_fifty_is_stopped(name, least):
    neutral = texts(name)
    stopped = [(text, find(text)) for text in neutral if find(text)]
    assert len(set(neutral)) >= least
    assert share(stopped, neutral) < 0.02, stopped


@pytest.mark.parametrize(
    "text",
    [
        "You're hired",
        "YOU’RE HIRED",
        "you are\nhired",
        "You\u200b're   hired!!",
        "Hello Ana,\n\nyou are hired. Bye.",
    ],
)
def test_case_apostrophes_and_line_breaks_make_no_difference(text):
    (one,) = find(text)
    assert " ".join(text[one.start : one.end].split()) == one.words
    assert "hired" in one.words.lower()
    assert one.reason == RULES["hired"].reason


def test_a_finding_stands_where_the_text_says_it():
    text = "Thank you for coming, Zoë. We're pleased to offer you the role. Bring cake."
    (one,) = find(text)
    assert text[one.start : one.end] == "pleased to offer"
    assert one.rule == "offer"


@pytest.mark.parametrize("name", sorted(RULES))
def test_every_rule_finds_something_and_can_be_switched_off(name):
    told = [text for text in texts("risky") + texts("tuned_risky") if _by(name, text)]
    assert told, "a rule that no text needs"
    assert not any(_by(name, text, off={name}) for text in told)


def _by(name, text, **more):
    return [one for one in find(text, **more) if one.rule == name]


def test_a_companys_own_phrase_is_found_as_it_was_meant():
    own = [Phrase("Join the tribe", "It sounds like a contract.")]
    (one,) = find("So will you JOIN\nthe tribe?", phrases=own)
    assert (one.words, one.reason) == ("JOIN the tribe", "It sounds like a contract.")
    assert not find("You will rejoin the tribes.", phrases=own)
    assert not find("Nothing of the sort.", phrases=[Phrase("…", "No letter in it.")])


def test_a_long_text_is_read_at_once():
    neutral = "\n\n".join(texts("neutral") * 4)
    assert len(neutral) > 40_000
    assert len(find(neutral + "\n\nWelcome aboard.")) == 1
