"""Where the program listens: beyond this machine only without demo people (law L22)."""

import click
import pytest

from app.cli.serve import refuse_to_show_demo_people


@pytest.mark.parametrize("host", ["0.0.0.0", "::", "192.0.2.7", "finalist.example.com", ""])
def test_demo_people_are_shown_to_nobody_beyond_this_machine(make, host):
    make.person(email="demo@example.com", is_demo=True)
    with pytest.raises(click.ClickException, match="demo remove"):
        refuse_to_show_demo_people(host)


@pytest.mark.parametrize("host", ["127.0.0.1", "::1", "localhost", "127.8.8.8"])
def test_on_this_machine_they_are(make, host):
    make.person(email="demo@example.com", is_demo=True)
    refuse_to_show_demo_people(host)


def test_without_demo_people_any_address_will_do(make):
    make.person(email="ana@example.com")
    refuse_to_show_demo_people("0.0.0.0")
