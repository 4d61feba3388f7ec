"""A promise slips through an extension, and is told honestly: in a browser, by real mail."""

from datetime import timedelta

from playwright.sync_api import expect


def test_more_time_for_one_is_told_to_the_other_before_the_old_date(live, visitor, smtp, axe):
    live.clock.set(live.clock.now().replace(hour=10, minute=0))
    with live.data() as make:
        requisition, (ana, bo, _) = make.hiring(policy={"quiet_from": 8, "quiet_until": 8})
        offer = make.offer(ana, "open")
        lead, manager = (make.leader(requisition, part) for part in ("recruiter", "hiring manager"))
        make.extension(
            offer,
            until=offer.closes_at + timedelta(days=2),
            manager_agreed_at=make.at,
            manager_until=offer.closes_at + timedelta(days=2),
            manager_id=manager.id,
        )
        promise = make.promise(
            bo, text="You will hear about the decision", due_at=make.at + timedelta(hours=40)
        )
        ids = requisition.id, offer.id, promise.id
        who, name, email = lead.email, bo.candidate.name, bo.candidate.email
        rival = ana.candidate.name
    requisition_id, offer_id, promise_id = ids
    page = visitor(who)
    page.goto(f"/offers/{offer_id}")
    slips = page.locator("#slips")
    expect(slips).to_contain_text("1 promise to others would not be kept as told")
    expect(slips).to_contain_text(name)
    axe(page)
    page.get_by_role("button", name="Agree to more time").click()
    page.goto("/")
    expect(page.locator("main")).to_contain_text("will not be kept as told")
    page.get_by_role("link", name="Read the drafts").click()
    axe(page)
    letter = page.get_by_label("Text")
    draft = letter.input_value()
    assert "We will not keep that date" in draft
    assert rival not in draft
    letter.fill(draft.replace("We are sorry.", "We are sorry, and we mean it."))
    page.get_by_role("button", name=f"Send this letter to {name}").click()
    expect(page.locator("main")).to_contain_text("1 letter is in the outbox")
    expect(page.locator("main")).to_contain_text("is written, and has not gone yet")
    live.work()
    [mail] = smtp.to(email)
    assert "we mean it" in mail.text
    assert "You will hear from us by" in mail.text
    page.goto(f"/promises/{promise_id}")
    expect(page.locator("main")).to_contain_text("New dates they were told")
    expect(page.locator("main")).to_contain_text("By a letter")
    axe(page)
    page.goto(f"/requisitions/{requisition_id}/promises")
    axe(page)
    page.goto("/promises/rates")
    axe(page)
    phone = visitor(who, phone=True, dark=True)
    phone.goto("/promises")
    expect(phone.locator("main")).to_contain_text(name)
    axe(phone)
    assert phone.evaluate("document.documentElement.scrollWidth") <= 390
