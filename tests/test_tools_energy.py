"""Energy by voice: charge, chargers, charging and power for other devices."""

import pytest

from car_assistant.events import Lang
from car_assistant.testing import Drive

BATTERY = "Powertrain.TractionBattery."
CABLE = BATTERY + "Charging.ChargingPort.RearRight.IsChargingCableConnected"
CHARGE = BATTERY + "StateOfCharge.Current"


@pytest.fixture
def drive() -> Drive:
    return Drive()


@pytest.mark.parametrize(("lang", "words"), [("en", "72 percent"), ("zh", "72%")])
async def test_charge_and_range_are_told(drive: Drive, lang: Lang, words: str) -> None:
    """The battery's figures come from the car, in metric units."""
    done = await drive.do("get_battery", lang=lang)
    assert words in done.sentence
    assert {"en": "kilometres", "zh": "公里"}[lang] in done.sentence


async def test_chargers_are_told_with_what_matters(drive: Drive) -> None:
    """Distance, power and free stalls; fast and free ones on request; the list can be pointed at."""
    done = await drive.do("find_chargers")
    assert "West Garden Charging (350 metres, 60 kilowatts" in done.sentence
    for place in drive.world.city.chargers:
        if place.name.en == "West Garden Charging":
            drive.world.chargers.set_free(place, 0)
    done = await drive.do("find_chargers", fast_only=True, free_only=True)
    assert "Willow Court" not in done.sentence and "West Garden" not in done.sentence
    first = drive.world.nav.state.results[0]
    assert first.charger and first.charger.power_kw >= 60
    await drive.do("start_route", destination="第一个")
    assert drive.stops == [first.name.en]


@pytest.mark.parametrize(
    ("charge", "reply"), [(72, "energy-reach-yes"), (11, "energy-reach-barely"), (2, "energy-reach-no")]
)
async def test_reach_depends_on_the_charge(drive: Drive, charge: float, reply: str) -> None:
    """The same trip is possible, just about possible, and impossible."""
    drive.car.publish(CHARGE, charge)
    done = await drive.do("can_reach", destination="Lakeside Camp")
    assert done.outcome.reply == reply
    assert drive.stops == []


async def test_charging_is_planned_only_where_needed(drive: Drive) -> None:
    """With charge enough no stop is suggested; with little, a free fast station on the way is."""
    await drive.do("start_route", destination="Lakeside Camp")
    assert (await drive.do("plan_charging")).outcome.reply == "energy-plan-not-needed"
    drive.car.publish(CHARGE, 9.0)
    done = await drive.do("plan_charging", lang="zh")
    assert done.outcome.reply == "energy-plan"
    suggested = drive.world.nav.state.results[0]
    assert suggested in drive.world.nav.along("charger")


async def test_the_charge_limit_is_set_within_its_bounds(drive: Drive) -> None:
    """90 is set; 30 is refused with the range, and nothing changes."""
    await drive.do("set_charge_limit", percent="百分之九十")
    assert drive.car.read(BATTERY + "Charging.ChargeLimit") == 90
    refused = await drive.do("set_charge_limit", percent=30)
    assert refused.outcome.status == "refused"
    assert "50" in refused.sentence and "100" in refused.sentence
    assert drive.car.read(BATTERY + "Charging.ChargeLimit") == 90


async def test_the_charge_limit_changes_from_what_it_is(drive: Drive) -> None:
    """Steps add up between 50 and 100 percent; the end is said, and a limit below the range is not raised by less."""
    for by, sentence in (
        (10, "The charge limit is set to 90 percent."),
        (0, "The charge limit is 90 percent already."),
        (20, "The charge limit is set to 100 percent."),
        (10, "The charge limit stays at 100 percent; that is as far as it goes."),
    ):
        assert (await drive.do("change_charge_limit", by=by)).sentence == sentence
    assert (await drive.do("change_charge_limit", by=-50, lang="zh")).sentence == "充电上限已设为50%。"
    assert (await drive.do("change_charge_limit", by=-10, lang="zh")).sentence == "充电上限保持50%，不能再调了。"
    drive.car.publish(BATTERY + "Charging.ChargeLimit", 40)
    await drive.do("change_charge_limit", by=-10)
    assert drive.car.read(BATTERY + "Charging.ChargeLimit") == 40
    await drive.do("change_charge_limit", by=5)
    assert drive.car.read(BATTERY + "Charging.ChargeLimit") == 50


async def test_charging_needs_its_cable_and_stops_on_request(drive: Drive) -> None:
    """Without the cable the car refuses; with it, charging starts and stops; at the limit there is nothing to do."""
    refused = await drive.do("start_charging")
    assert refused.policy == "charging-needs-cable"
    drive.car.publish(CABLE, True)
    assert (await drive.do("start_charging")).outcome.status == "ok"
    assert drive.car.read(BATTERY + "Charging.IsCharging") is True
    assert "72" in (await drive.do("get_charging")).sentence
    await drive.do("stop_charging")
    assert drive.car.read(BATTERY + "Charging.IsCharging") is False
    assert (await drive.do("stop_charging")).sentence == "The car is not charging."
    drive.car.publish(CHARGE, 85.0)
    assert (await drive.do("start_charging")).outcome.reply == "energy-limit-reached"
    assert drive.car.read(BATTERY + "Charging.IsCharging") is False


@pytest.mark.parametrize(
    ("said", "moment"),
    [
        ("23:30", "2026-03-04T23:30:00+08:00"),
        ("11 pm", "2026-03-04T23:00:00+08:00"),
        ("凌晨一点", "2026-03-05T01:00:00+08:00"),
        ("09:00", "2026-03-05T09:00:00+08:00"),
    ],
)
async def test_charging_is_scheduled_for_the_next_such_moment(drive: Drive, said: str, moment: str) -> None:
    """Times in words or figures; what is over today means tomorrow; said back on the 24 h clock."""
    done = await drive.do("schedule_charging", time=said)
    assert drive.car.read(BATTERY + "Charging.Timer.Time") == moment
    assert drive.car.read(BATTERY + "Charging.Timer.Mode") == "START_TIME"
    assert moment[11:16] in done.sentence
    assert moment[11:16] in (await drive.do("get_charging", lang="zh")).sentence
    await drive.do("cancel_charging_schedule")
    assert drive.car.read(BATTERY + "Charging.Timer.Mode") == "INACTIVE"


async def test_what_is_no_time_is_not_scheduled(drive: Drive) -> None:
    """A word that is no time is said back."""
    done = await drive.do("schedule_charging", time="soon")
    assert done.outcome.status == "refused"
    assert drive.car.read(BATTERY + "Charging.Timer.Mode") == "INACTIVE"
    assert (await drive.do("cancel_charging_schedule")).sentence == "No charging is scheduled."


async def test_the_charge_port_is_opening_not_open(drive: Drive) -> None:
    """A moving part is said to be moving."""
    done = await drive.do("set_charge_port", open=True)
    assert done.sentence == "The charge port is opening."
    assert drive.car.target(BATTERY + "Charging.ChargingPort.RearRight.IsFlapOpen") is True
    assert (await drive.do("set_charge_port", open=True)).outcome.reply == "energy-port-open-already"
    assert (await drive.do("set_charge_port", open=False, lang="zh")).sentence == "充电口正在关闭。"


async def test_v2l_and_its_floor(drive: Drive) -> None:
    """Power for devices goes on and off, with what is kept in the battery said."""
    await drive.do("set_v2l_floor", percent=35)
    done = await drive.do("set_v2l", on=True)
    assert "35 percent" in done.sentence
    assert drive.car.read(BATTERY + "V2L.IsActive") is True
    assert (await drive.do("set_v2l", on="关")).outcome.status == "ok"
    assert drive.car.read(BATTERY + "V2L.IsActive") is False


async def test_the_battery_is_prepared_for_fast_charging(drive: Drive) -> None:
    """Preconditioning goes on and off."""
    await drive.do("precondition_battery", on=True)
    assert drive.car.read(BATTERY + "BatteryConditioning.RequestedMode") == "FAST_CHARGING_PREPARATION"
    await drive.do("precondition_battery", on=False, lang="zh")
    assert drive.car.read(BATTERY + "BatteryConditioning.RequestedMode") == "INACTIVE"
