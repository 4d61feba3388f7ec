"""What makes a password good enough, and that hashes are checked."""

import pytest

from app.people.passwords import hash_password, matches, may_be_password


@pytest.mark.parametrize(
    "password", ["short", "ana@example.com", "Ana Lúcia Ferreira", "aaaaaaaaaaaaaa", "x" * 501]
)
def test_a_weak_password_is_refused_in_words(password):
    decision = may_be_password(password, "ana@example.com", "Ana Lúcia Ferreira")
    assert not decision
    assert decision.why


def test_a_short_sentence_is_welcome():
    assert may_be_password("the tram climbs slowly", "ana@example.com", "Ana")


def test_only_the_right_password_matches():
    hashed = hash_password("the tram climbs slowly")
    assert hashed.startswith("$argon2id$")
    assert matches(hashed, "the tram climbs slowly")
    assert not matches(hashed, "the tram climbs fast")


def test_nothing_matches_where_there_is_no_password():
    assert not matches(None, "nobody has this password")


def test_a_guess_costs_64_mb_and_some_time(own_hasher):
    assert own_hasher.memory_cost >= 65536
    assert own_hasher.time_cost >= 3
    assert own_hasher.hash("the tram climbs slowly").startswith("$argon2id$")
