"""The rules about routes and energy, each with a call that would break it."""

import re

import pytest

from car_assistant.discovery import bundled
from car_assistant.events import Lang
from car_assistant.testing import Drive

CHARGE = "Powertrain.TractionBattery.StateOfCharge.Current"
V2L = "Powertrain.TractionBattery.V2L.IsActive"


@pytest.fixture
def drive() -> Drive:
    return Drive()


@pytest.mark.parametrize("said", ["from the airport to Haitang Museum", "从机场到海棠博物馆"])
async def test_route_starts_at_the_car(drive: Drive, said: str) -> None:
    """A route from elsewhere is refused; "from here" is fine, and every route begins at the car."""
    done = await drive.do("start_route", destination=said)
    assert done.policy == "route_starts_at_the_car"
    assert drive.stops == []
    await drive.do("start_route", destination="from here to Haitang Museum")
    assert drive.world.nav.route
    assert drive.world.nav.route.legs[0].start.metres_to(drive.world.nav.here) < 1


async def test_running_route_is_edited(drive: Drive) -> None:
    """A second start while guiding keeps the stops, and says what it replaces."""
    assert (await drive.do("start_route", destination="airport")).notes == ()
    await drive.do("add_waypoint", place="Haitang Library")
    done = await drive.do("start_route", destination="Grand Theatre")
    assert drive.stops == ["Haitang Library", "Grand Theatre"]
    assert any("Haitang International Airport" in text and "Haitang Library" in text for text in done.notes)


async def test_a_simple_replacement_is_said_in_chinese_too(drive: Drive) -> None:
    """Without stops, only the old destination is named."""
    await drive.do("start_route", destination="机场", lang="zh")
    done = await drive.do("start_route", destination="海棠博物馆", lang="zh")
    assert done.notes == ("原来去海棠国际机场的路线已被替换。",)


@pytest.mark.parametrize(("lang", "words"), [("en", "10 yuan"), ("zh", "10元")])
async def test_tolls_are_mentioned(drive: Drive, lang: Lang, words: str) -> None:
    """A toll on the way is said with its price; a toll-free route says nothing of it."""
    done = await drive.do("start_route", destination="Pine Hill Camp", lang=lang)
    assert any(words in text for text in done.notes)
    done = await drive.do("set_route_preference", preference="no_tolls", lang=lang)
    assert not any(words in text for text in done.notes)


async def test_stops_take_the_fastest_legs(drive: Drive) -> None:
    """With several stops and no wish, the fastest legs are taken and that is said; with a wish it is not."""
    await drive.do("start_route", destination="airport")
    done = await drive.do("add_waypoint", place="Haitang Museum")
    assert "I chose the fastest way for each leg." in done.notes
    await drive.do("set_route_preference", preference="shortest")
    done = await drive.do("add_waypoint", place="Haitang Library")
    assert not any("fastest" in text for text in done.notes)


async def test_charger_is_offered_when_low(drive: Drive) -> None:
    """Arriving below 10 percent is said together with an offer; with charge enough nothing is said."""
    assert (await drive.do("start_route", destination="Lakeside Camp")).notes == ()
    await drive.do("stop_route")
    drive.car.publish(CHARGE, 12.0)
    done = await drive.do("start_route", destination="Lakeside Camp")
    assert drive.stops == ["Lakeside Camp"]
    assert any("charging stop" in text for text in done.notes)


async def test_a_route_out_of_reach_is_asked_about(drive: Drive) -> None:
    """Beyond the charge nothing starts without a yes."""
    drive.car.publish(CHARGE, 2.0)
    done = await drive.do("start_route", destination="湖畔营地", lang="zh")
    assert done.outcome.status == "needs_confirmation"
    assert done.policy == "charger_is_offered_when_low"
    assert drive.stops == []
    await drive.do("start_route", destination="湖畔营地", lang="zh", confirmed=True)
    assert drive.stops == ["Lakeside Camp"]


async def test_v2l_stays_above_its_floor(drive: Drive) -> None:
    """At or below the floor no power goes out."""
    drive.car.publish(CHARGE, 18.0)
    done = await drive.do("set_v2l", on=True)
    assert done.policy == "v2l_stays_above_its_floor"
    assert drive.car.read(V2L) is False
    await drive.do("set_v2l_floor", percent=10)
    await drive.do("set_v2l", on=True)
    assert drive.car.read(V2L) is True


async def test_raised_floor_stops_v2l(drive: Drive) -> None:
    """A floor that would cut off running devices is asked about first."""
    await drive.do("set_v2l", on=True)
    done = await drive.do("set_v2l_floor", percent=80)
    assert done.outcome.status == "needs_confirmation"
    assert done.policy == "raised_floor_stops_v2l"


@pytest.mark.parametrize("area", ["navigation", "energy", "weather", "policies_journey"])
def test_units_are_metric_and_the_clock_has_24_hours(area: str) -> None:
    """No template of these areas speaks of miles, Fahrenheit or a.m. and p.m."""
    for lang in ("en", "zh"):
        text = (bundled("tools") / "replies" / lang / f"{area}.ftl").read_text(encoding="utf-8")
        assert not re.search(r"(?i)\b(miles?|mph|feet|fahrenheit|[ap]\.?m\.?)\b|英里|华氏|上午|下午", text)
