"""``car-assistant demo``: a short drive through the real model, each step held against its expected end state."""

import sys
from collections.abc import Mapping
from dataclasses import dataclass, field

from car_assistant.config import Settings
from car_assistant.console.panel import changes
from car_assistant.console.setup import open_car
from car_assistant.events import Seat, Value
from car_assistant.session import Session, TurnResult


@dataclass(frozen=True, kw_only=True)
class Step:
    """One sentence and the signals it must lead to."""

    say: str
    ends: Mapping[str, Value] = field(default_factory=dict)
    """Signal values after the car has settled; an empty mapping means that nothing may change."""
    seat: Seat = "driver"


_WINDOW = "Cabin.Door.{}.Window.Position"
_CLIMATE = "Cabin.HVAC.Station.Row1.{}.Temperature"

STEPS = (
    Step(say="Set the temperature to 23 degrees", ends={_CLIMATE.format("Driver"): 23.0}),
    Step(say="把主驾车窗打开一半", ends={_WINDOW.format("Row1.DriverSide"): 50}),
    Step(
        say="Close my window and turn on the steering wheel heating",
        ends={_WINDOW.format("Row1.DriverSide"): 0},
    ),
    Step(say="后排左边的座椅加热开到最高", ends={"Cabin.Seat.Row2.DriverSide.HeatingCooling": 100}),
    Step(
        say="Could you put some heat into the passenger seat?",
        ends={"Cabin.Seat.Row1.PassengerSide.HeatingCooling": 66},
    ),
    Step(say="屏幕转成竖屏", ends={"Cabin.Infotainment.Display.Orientation": "PORTRAIT"}),
    Step(say="Navigate to the airport", ends={"Cabin.Infotainment.Navigation.IsGuidanceActive": True}),
    Step(say="充电上限设为百分之八十五", ends={"Powertrain.TractionBattery.Charging.ChargeLimit": 85}),
    Step(say="Open the trunk", ends={}),
    Step(say="yes please", ends={"Body.Trunk.Rear.IsOpen": True}),
    Step(say="撤销", ends={"Body.Trunk.Rear.IsOpen": False}),
    Step(say="Please don't open the sunroof", ends={}),
)


async def demo(settings: Settings) -> int:
    """Run the steps; returns 0 only when each ended as expected."""
    async with open_car(settings) as session:
        identity = session.model.identity
        _print(f"{identity.name} ({identity.source}), {len(session.registry.tools)} tools")
        failures = 0
        for number, step in enumerate(STEPS, 1):
            result = await session.turn(step.say, seat=step.seat)
            session.settle()
            wrong = _wrong(session, result, step)
            failures += bool(wrong)
            _show(session, result, number, wrong)
    _print(f"{len(STEPS) - failures} of {len(STEPS)} steps ended as expected")
    return 1 if failures else 0


def _wrong(session: Session, result: TurnResult, step: Step) -> list[str]:
    """What is not as expected, a line each."""
    if not step.ends and session.changed(result):
        return ["nothing was to change"]
    return [
        f"{path} is {session.car.read(path)}, expected {value}"
        for path, value in step.ends.items()
        if session.car.read(path) != value
    ]


def _show(session: Session, result: TurnResult, number: int, wrong: list[str]) -> None:
    first = result.timings.first_action
    acted = f"acted after {first / 1000:.2f} s, " if first is not None else ""
    _print(f"\n{number:2}. {result.heard.text}   [{result.route}, {acted}{result.timings.total / 1000:.2f} s in all]")
    for done in result.done:
        args = ", ".join(f"{name}={value}" for name, value in done.call.args.items())
        _print(f"    {done.call.tool}({args}) {done.outcome.status}")
    for line in changes(session.changed(result).items()):
        _print(f"    {line}")
    _print(f"    “{result.reply}”")
    for line in wrong:
        _print(f"    ✗ {line}")


def _print(text: str) -> None:
    encoding = sys.stdout.encoding or "utf-8"
    print(text.encode(encoding, "replace").decode(encoding), flush=True)  # noqa: T201
