"""The board by keyboard and by finger: a card moves by the acts it offers, nothing is dragged."""

import pytest


@pytest.fixture
def opening(live):
    with live.data() as make:
        requisition = make.requisition()
        recruiter = make.member(requisition, "recruiter", make.person("Ines Duarte"))
        for name in ("Ana Ribeiro", "王小明", "محمد عبد الله"):
            make.candidacy(requisition, name)
        return f"/requisitions/{requisition.id}/candidates", recruiter.email


def wide(page) -> bool:
    return page.evaluate("document.documentElement.scrollWidth > innerWidth")


@pytest.mark.parametrize("dark", [False, True])
def test_a_card_is_set_aside_by_keys_alone(visitor, axe, opening, dark):
    path, email = opening
    page = visitor(email, dark=dark)
    page.goto(path)
    page.get_by_role("button", name="Board").press("Enter")
    page.get_by_role("heading", name="Being interviewed 3").wait_for()
    axe(page)
    page.keyboard.press("j")
    page.keyboard.press("m")
    page.get_by_role("link", name="Ask for scorecards").wait_for()
    axe(page)
    page.get_by_text("An offer goes to who stands on the approved list.").first.wait_for()
    page.get_by_role("link", name="Set aside").press("Enter")
    page.get_by_label("Why").fill("Took another job.")
    page.get_by_role("button", name="Set aside").press("Enter")
    page.goto(path)
    page.get_by_role("heading", name="Being interviewed 2").wait_for()
    page.get_by_text("Set aside 1").press("Enter")
    page.get_by_role("link", name="Ana Ribeiro").wait_for()
    axe(page)


def test_on_a_phone_without_a_script_the_menu_opens_by_a_tap(visitor, opening):
    path, email = opening
    page = visitor(email, phone=True, java_script_enabled=False)
    page.goto(path)
    page.get_by_role("button", name="Board").tap()
    page.locator("summary", has_text="王小明").tap()
    assert page.get_by_role("link", name="Write to them").first.is_visible()
