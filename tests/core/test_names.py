"""Names are found whatever keyboard one has, and compared kindly."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.core.names import KEY_LENGTH, name_key, same_name, script_tag, told_apart


@pytest.mark.parametrize(
    ("name", "key"),
    [
        ("Łukasz", "lukasz"),
        ("Björn Ødegård", "bjorn odegard"),
        ("Groß", "gross"),
        ("Đặng Thị Hà", "dang thi ha"),
        ("Işık", "isik"),
        ("İpek", "ipek"),
        ("Æsa Þórsdóttir", "aesa thorsdottir"),
        ("Nguyễn", "nguyen"),
        ("José O’Brien", "jose o'brien"),
        ("Smith‑Jones", "smith-jones"),
        ("  Ana \t de\nSá ", "ana de sa"),
        ("ＡＮＡ", "ana"),
        ("zero\u200bwidth", "zerowidth"),
    ],
)
def test_latin_letters_are_found_by_their_plain_ones(name, key):
    assert name_key(name) == key


@pytest.mark.parametrize(
    ("name", "key"),
    [
        ("Дмитрий", "дмитрии"),
        ("Ελένη", "ελενη"),
        ("田中 由紀", "田中 由紀"),
        ("김민수", "김민수"),
        ("مُحَمَّد", "محمد"),
    ],
)
def test_other_scripts_stay_without_case_and_marks(name, key):
    assert name_key(name) == key


def test_vowel_signs_that_tell_names_apart_stay():
    assert not same_name("राम", "रमी")
    assert not same_name("กุ", "กู")


@pytest.mark.parametrize(
    ("one", "other"),
    [("José  Núñez", "jose nunez"), ("Jose\u0301", "José"), ("ŁUKASZ", "łukasz")],
)
def test_two_spellings_of_one_name_are_the_same(one, other):
    assert same_name(one, other)


@pytest.mark.parametrize(("one", "other"), [("Ana Sá", "Ana Só"), ("An Na", "Anna"), ("Ana", "")])
def test_different_names_are_not(one, other):
    assert not same_name(one, other)


@pytest.mark.parametrize(
    ("text", "tag"),
    [
        ("Ana Lima", None),
        ("Zoë Łukasik", None),
        ("Σωκράτης", None),
        ("Mei-Ling Wu 吳美玲", None),
        ("吳美玲", "und-Hani"),
        ("山田 はなこ", "ja"),
        ("김민지", "ko"),
        ("ليلى حداد", "und-Arab"),
        ("שרה לוי", "und-Hebr"),
        ("สมชาย ใจดี", "und-Thai"),
        ("प्रिया राघवन", "und-Deva"),
        ("123 …", None),
    ],
)
def test_a_name_wholly_in_another_script_is_tagged_with_it(text, tag):
    assert script_tag(text) == tag


@given(st.text(max_size=200))
def test_a_key_is_its_own_key_and_fits_its_column(text):
    key = name_key(text)
    assert name_key(key) == key
    assert len(key) <= KEY_LENGTH


@given(st.text(max_size=40))
def test_a_key_has_single_spaces_and_none_at_its_ends(text):
    assert name_key(text) == " ".join(name_key(text).split())


def test_namesakes_are_told_apart_and_nobody_else_shows_an_address():
    people = [(1, "Ana Sá", "a@x.example"), (2, "ANA SA", "b@x.example"), (3, "Bo", "c@x.example")]
    assert told_apart([*people, (4, "Ana Sá", None)]) == {
        1: "Ana Sá (a@x.example)",
        2: "ANA SA (b@x.example)",
        3: "Bo",
        4: "Ana Sá",
    }
