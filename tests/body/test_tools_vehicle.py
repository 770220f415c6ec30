"""Questions about the car."""

from typing import TYPE_CHECKING, Any

import pytest

if TYPE_CHECKING:
    from tests.body.conftest import Cabin

TIRE = "Chassis.Axle.Row2.Wheel.Left.Tire.Pressure"


@pytest.mark.parametrize(
    ("tool", "world", "en", "zh"),
    [
        ("get_tire_pressure", {}, "All four tires are at 2.5 bar. That is fine.", "四个轮胎都是2.5巴，正常。"),
        ("get_tire_pressure", {TIRE: 190}, "The rear left tire is low", "左后胎压偏低"),
        ("get_tire_pressure", {TIRE: 240}, "rear left 2.4", "左后2.4"),
        ("get_warnings", {}, "no warnings", "没有故障提示"),
        (
            "get_warnings",
            {"Body.Windshield.Front.WasherFluid.Level": 5, TIRE: 190},
            "low pressure in the rear left tire and little washer fluid",
            "左后轮胎气压低和玻璃水不足",
        ),
        ("get_service", {}, "7520 kilometers", "7520公里"),
        ("get_service", {"Service.IsServiceDue": True}, "due for a service", "该保养"),
        ("get_open_parts", {}, "Everything is closed, and the doors are locked.", "都关好了，车门已全部上锁。"),
        (
            "get_open_parts",
            {"Cabin.Door.Row1.DriverSide.Window.Position": 30, "Body.Trunk.Rear.Position": 100},
            "Open: the driver's window and the trunk.",
            "主驾车窗和后备箱还开着",
        ),
        ("get_trip", {"TripMeterReading": 12340}, "12480 kilometers, 12.3 of them", "总里程12480公里，本次12.3公里"),
        ("get_speed", {"Speed": 62.4}, "62 kilometers an hour", "62公里"),
        ("get_speed", {}, "standing still", "停着"),
        ("get_temperature_outside", {"Exterior.AirTemperature": -3.4}, "-3 degrees", "-3度"),
    ],
)
async def test_answer_is_what_the_car_knows(cabin: "Cabin", tool: str, world: dict[str, Any], en: str, zh: str) -> None:
    """Answers hold the signals' values in both languages, and asking changes nothing."""
    cabin.set(world)
    assert en in await cabin.say(tool)
    assert zh in await cabin.say(tool, lang="zh")
    assert not cabin.changed


async def test_manual_answers_or_says_that_it_cannot(cabin: "Cabin") -> None:
    """What the manual does not cover is not made up."""
    done = await cabin.do("ask_manual", question="how does pet mode work")
    assert done[0].outcome.status == "ok"
    assert len(done[0].sentence) > 20
    done = await cabin.do("ask_manual", question="火星上有水吗", lang="zh")
    assert (done[0].outcome.status, done[0].sentence) == ("refused", "说明书里没有这方面的内容。")
