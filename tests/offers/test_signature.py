"""A typed signature: plausibly the full name the offer is made out to, or asked for again."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.offers.signature import BLANK, is_name_of, may_be_signed

ANA = "Ana Lúcia Ferreira"


@pytest.mark.parametrize("typed", ["", "   ", "\n\t", "...", "123", "—", "\u200b"])
def test_a_blank_signature_is_refused(typed):
    assert may_be_signed(typed, ANA).why == BLANK
    assert not may_be_signed(typed, ANA, confirmed=typed)


@pytest.mark.parametrize("typed", ["A", "Z", "a.", " Ó "])
def test_a_signature_of_one_letter_is_refused_even_twice(typed):
    assert "full name" in may_be_signed(typed, ANA, confirmed=typed).why


@pytest.mark.parametrize(
    ("typed", "name"),
    [
        ("ana lucia ferreira", ANA),
        ("FERREIRA, Ana Lúcia", ANA),
        ("Ana Ferreira", ANA),
        ("Ana L. Ferreira", ANA),
        ("Ana Lúcia Ferreira da Costa", ANA),
        ("Zoe van der Meer", "Zoë van der Meer"),
        ("Zoë van-der-Meer", "Zoë van der Meer"),
        ("王 小明", "王小明"),
        ("محمد عبد الله", "محمد عبدالله"),
        ("Sukarno", "Sukarno"),
        ("O", "O"),
        ("Nguyen Minh Chau", "Nguyễn Minh Châu"),
        ("D’Angelo Rossi", "D'Angelo Rossi"),
        ("Wałęsa Lech", "Lech Walesa"),
    ],
)
def test_one_name_written_by_different_hands_is_a_signature(typed, name):
    assert may_be_signed(typed, name)


@pytest.mark.parametrize(
    ("typed", "name"),
    [
        ("Ana", ANA),
        ("Ana Lúcia Schmidt", ANA),
        ("Ferreira", ANA),
        ("小明", "王小明"),
        ("王小明", "Wang Xiaoming"),
        ("Anna Petrova", "Анна Петрова"),
        ("A. Ferreira", ANA),
    ],
)
def test_a_name_that_differs_is_signed_only_after_a_second_look(typed, name):
    first = may_be_signed(typed, name)
    assert first.why == f"You typed “{typed}”; the offer is made out to {name}."
    assert may_be_signed(typed, name, confirmed=f" {typed} ")
    assert not may_be_signed(typed, name, confirmed="Somebody Else")


@pytest.mark.parametrize("typed", ["Mickey Mouse", "xx", "I accept", "Bo Li"])
def test_a_name_of_which_no_part_matches_is_refused_in_words_even_twice(typed):
    why = may_be_signed(typed, ANA, confirmed=typed).why
    assert f"“{typed}”" in why
    assert "made out to Ana Lúcia Ferreira" in why
    assert "ask for a change" in why


def test_a_signature_of_a_whole_page_is_refused():
    assert "200" in may_be_signed("a" * 201, ANA).why


words = st.lists(st.text(st.characters(categories=["L"]), min_size=2, max_size=9), min_size=1)


@given(words, st.randoms(use_true_random=False))
def test_the_same_words_in_any_order_are_one_name(parts, random):
    shuffled = list(parts)
    random.shuffle(shuffled)
    assert is_name_of(" ".join(shuffled), " ".join(parts))
