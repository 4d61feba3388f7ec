"""Code names: each once in a requisition, the same every time."""

from itertools import islice

from app.candidates.code_names import BIRDS, ROUND, code_name, free_code_names


def test_no_two_of_very_many_candidacies_share_a_code_name():
    names = [code_name(index) for index in range(ROUND + 5_000)]
    assert len(set(names)) == len(names)


def test_a_code_name_is_a_bird_and_a_number_and_stays_the_same():
    assert code_name(7) == code_name(7)
    bird, number = code_name(7).split()
    assert bird in BIRDS
    assert number.isdecimal()


def test_neighbours_do_not_look_like_neighbours():
    birds = [code_name(index).split()[0] for index in range(len(BIRDS))]
    assert len(set(birds)) == len(BIRDS)
    assert birds != sorted(birds)


def test_a_name_that_is_taken_is_passed_over():
    taken = {code_name(0), code_name(1)}
    assert list(islice(free_code_names(taken, 0), 2)) == [code_name(2), code_name(3)]
