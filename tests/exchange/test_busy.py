"""While a file is read the page says so, for how long, and sends it once."""

STAYS = """
  window.sent = 0;
  addEventListener("submit", event => {
    if (!event.defaultPrevented) window.sent += 1;
    event.preventDefault();
  });
"""


def test_a_file_that_takes_long_is_said_to_be_read_and_sent_once(live, visitor, axe):
    with live.data() as make:
        requisition = make.requisition()
        recruiter = make.member(requisition, "recruiter")
        path, email = f"/requisitions/{requisition.id}/import", recruiter.email
    page = visitor(email)
    page.goto(path)
    page.evaluate(STAYS)  # the answer never comes
    button = page.locator("[data-busy] [type=submit]")
    button.click()
    page.get_by_text("Reading the file. Nothing is taken yet").wait_for()
    page.get_by_text("2 s", exact=True).wait_for()
    axe(page)
    button.click()
    assert page.locator(".busy").count() == 1
    assert page.evaluate("window.sent") == 1
    page.evaluate("dispatchEvent(new Event('pageshow'))")  # as when coming back to it
    assert page.locator(".busy").count() == 0
    button.click()
    assert page.evaluate("window.sent") == 2
