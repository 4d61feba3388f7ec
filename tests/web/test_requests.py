"""The request's own rules."""

import pytest


@pytest.mark.parametrize("address", ["/sign-in?then=%00", "/sign-in%00"])
def test_an_address_with_a_nul_is_refused_in_words(client, address):
    answer = client.get(address)
    assert answer.status_code == 400
    assert "We could not read that" in answer.text


def test_a_form_with_a_nul_is_refused_in_words(client, make):
    make.person()
    data = {"email": "a\x00b@example.com", "password": "x"}
    assert client.post("/sign-in", data=data).status_code == 400


def test_health_says_what_is_missing(client):
    assert client.get("/healthz").json == {"ok": True}
    ready = client.get("/readyz")
    assert (ready.status_code, ready.json["database"], ready.json["worker"]) == (503, True, False)


def test_choosing_light_or_dark_never_leads_to_an_address_that_cannot_be_opened(client):
    headers = {"Referer": "http://localhost/sign-out"}
    answer = client.post("/theme", data={"theme": "dark"}, headers=headers)
    assert answer.location == "/"
