"""Every table of moves is whole: known states, a reason in words for each refusal."""

import pytest

from tests.house.moves import all_moves

MOVES = all_moves()


@pytest.mark.parametrize("name", MOVES)
def test_moves_start_and_end_in_known_states(name):
    moves = MOVES[name]
    for verb, move in moves.table.items():
        assert move.start <= set(moves.states), verb
        assert move.end in moves.states, verb


@pytest.mark.parametrize("name", MOVES)
def test_every_state_and_verb_has_an_answer_in_words(name):
    moves = MOVES[name]
    for verb, move in moves.table.items():
        for state in moves.states:
            answer = moves.may(verb, state)
            assert bool(answer) == (state in move.start), (verb, state)
            for reason in answer.reasons:
                assert reason[0].isupper(), reason
                assert reason.endswith("."), reason
                assert "{" not in reason, reason
