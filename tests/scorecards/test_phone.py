"""A rater on a phone: marks kept as they are given, and handed in with a tap."""

from tests.scorecards.panel import panel_of


def test_a_card_is_filled_on_a_phone_and_keeps_itself(live, visitor, axe):
    with live.data() as make:
        panel = panel_of(make)
        ask = make.ask(panel.ana, panel.interviewer)
        address, email = f"/scorecards/{ask.id}", panel.interviewer.email
    visitor.expect("422")
    page = visitor(email, phone=True)
    page.goto(address)
    axe(page)

    mark(page, "1. Data modelling", "4 Strong")
    page.get_by_text("1 of 2 answered").wait_for()
    page.get_by_text("Draft saved").wait_for()
    page.reload()
    page.get_by_text("1 of 2 answered").wait_for()

    page.get_by_role("button", name="Submit scorecard").click()
    page.get_by_text("2 things to mend").wait_for()
    axe(page)
    mark(page, "2. Prototyping", "Not assessed")
    mark(page, "Overall", "Strong yes")
    page.get_by_role("button", name="Submit scorecard").click()
    page.get_by_text("Your scorecard for Ana Ribeiro is in.").wait_for()
    axe(page)


def mark(page, group, choice):
    """Tap one answer of a criterion."""
    page.get_by_role("group", name=group).get_by_role("radio", name=choice).check()
