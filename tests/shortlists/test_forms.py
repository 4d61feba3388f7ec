"""What the forms send, whatever is sent."""

from hypothesis import given
from hypothesis import strategies as st
from werkzeug.datastructures import MultiDict

from app.shortlists.forms import moved, read_list, read_pick


def sent(*pairs):
    return MultiDict(pairs)


def test_ticks_keep_the_order_sent_and_new_ones_come_last():
    form = sent(("order", "3"), ("order", "1"), ("pick", "1"), ("pick", "2"), ("pick", "3"))
    assert read_pick(form) == [3, 1, 2]


def test_an_unticked_one_leaves_the_order():
    assert read_pick(sent(("order", "3"), ("order", "1"), ("pick", "1"))) == [1]


def test_a_button_moves_one_up_or_down():
    assert moved([1, 2, 3], "3:up") == [1, 3, 2]
    assert moved([1, 2, 3], "1:down") == [2, 1, 3]
    assert moved([1, 2, 3], "1:up") == [1, 2, 3]
    assert moved([1, 2, 3], "9:up") == [1, 2, 3]
    assert moved([1, 2, 3], "2:sideways") == [1, 2, 3]


def test_a_list_is_read_with_its_reasons_and_the_edit_it_was_read_at():
    form = sent(
        ("edit", "7"),
        ("order", "1"),
        ("order", "2"),
        ("reason-1", " First\r\nof all "),
        ("reason-3", "Not yet"),
        ("reason-x", "nobody"),
        ("exception", "Only two"),
    )
    read = read_list(form)
    assert read.edit == 7
    assert list(read.text.order) == [1, 2]
    assert read.text.reasons == {1: "First\nof all", 3: "Not yet"}
    assert read.text.exception_reason == "Only two"


def test_one_reason_is_given_to_those_ticked_who_are_not_on_the_list():
    form = sent(
        ("order", "1"),
        ("reason-2", "Own"),
        ("same", "1"),
        ("same", "3"),
        ("shared_reason", "Less"),
        ("share", "1"),
    )
    assert read_list(form).text.reasons == {2: "Own", 3: "Less"}


def test_a_shared_reason_is_kept_out_unless_its_button_was_pressed():
    form = sent(("order", "1"), ("same", "3"), ("shared_reason", "Less"))
    assert read_list(form).text.reasons == {}


def test_putting_on_and_taking_off():
    assert list(read_list(sent(("order", "1"), ("add", "2"))).text.order) == [1, 2]
    assert list(read_list(sent(("order", "1"), ("add", "1"))).text.order) == [1]
    assert list(read_list(sent(("order", "1"), ("order", "2"), ("remove", "1"))).text.order) == [2]


def test_a_double_in_the_order_is_kept_so_that_it_can_be_refused():
    assert list(read_list(sent(("order", "1"), ("order", "1"))).text.order) == [1, 1]


words = st.text(max_size=12)
names = st.sampled_from(
    ["edit", "order", "pick", "move", "add", "remove", "same", "share", "reason-1"]
)


@given(st.lists(st.tuples(names | words, words)))
def test_no_form_breaks_the_reading(pairs):
    read_pick(MultiDict(pairs))
    read_list(MultiDict(pairs))
