import pytest

from geo.layers.symbols import sidc

KINDS = ["headquarters", "air base", "naval base", "camp", "training camp", "operations room", "checkpoint", "base"]


@pytest.mark.parametrize("kind", KINDS)
@pytest.mark.parametrize("status", ["active", "planned", "captured", "destroyed", "abandoned"])
def test_every_kind_and_status_has_a_code_of_twenty_digits(kind, status):
    code = sidc(kind, status)
    assert len(code) == 20
    assert code.isdigit()


def test_a_headquarters_carries_its_staff_and_a_plan_its_dashes():
    assert sidc("headquarters", "active")[7] == "2"
    assert sidc("air base", "planned")[6:16] == "1000121301"


def test_nobody_is_friend_or_foe():
    assert {sidc(kind, "active")[3] for kind in KINDS} == {"1"}


def test_an_unknown_kind_is_a_plain_base():
    assert sidc("listening post", "active") == sidc("base", "active")
