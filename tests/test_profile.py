"""What is remembered of the people in the car."""

import pytest

from car_assistant.clock import ManualClock
from car_assistant.events import Bus
from car_assistant.vehicle.car import Car
from car_assistant.world.profile import Profile


@pytest.fixture
def profile() -> Profile:
    bus, clock = Bus(), ManualClock()
    return Profile(car=Car(bus=bus, clock=clock), clock=clock, bus=bus)


def test_a_preference_is_kept_replaced_and_forgotten(profile: Profile) -> None:
    """The newest value counts, and what is forgotten is gone."""
    profile.remember("temperature", "21 degrees")
    assert profile.number("temperature") == 21
    profile.remember("temperature", "二十二度半")
    assert profile.get("temperature") == "22.5"
    assert profile.forget("temperature")
    assert profile.get("temperature") is None and profile.number("temperature") is None
    assert not profile.forget("temperature")


def test_everybody_has_preferences_of_their_own(profile: Profile) -> None:
    """What the driver likes is not what the passenger likes."""
    profile.remember("music", "jazz", "driver")
    profile.remember("music", "rock", "passenger")
    assert (profile.get("music", "driver"), profile.get("music", "passenger")) == ("jazz", "rock")
    assert profile.preferences("rear_left") == {}


@pytest.mark.parametrize(
    ("what", "value"), [("temperature", "50"), ("temperature", "warm"), ("volume", "120"), ("fan_speed", "-3")]
)
def test_an_impossible_number_is_not_kept(profile: Profile, what: str, value: str) -> None:
    """A preference that the car could never follow is not remembered."""
    assert profile.remember(what, value) is None
    assert profile.preferences() == {}


def test_an_earlier_state_is_untouched_by_later_changes(profile: Profile) -> None:
    """Undo finds the preferences exactly as they were."""
    profile.remember("name", "Max")
    before = profile.state
    profile.remember("name", "Moritz")
    profile.forget("name")
    profile.state = before
    assert profile.preferences() == {"name": "Max"}
