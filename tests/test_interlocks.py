"""What the vehicle itself never does."""

from pathlib import Path

import pytest

import car_assistant
from car_assistant.clock import ManualClock
from car_assistant.errors import Interlock
from car_assistant.events import Bus, Lang, Value
from car_assistant.text import Replies
from car_assistant.vehicle.car import Car

CHARGING = "Powertrain.TractionBattery.Charging"
V2L = "Powertrain.TractionBattery.V2L"
GEAR = "Powertrain.Transmission.SelectedGear"
CABLE = f"{CHARGING}.ChargingPort.RearRight.IsChargingCableConnected"
REAR_WINDOW = "Cabin.Door.Row2.DriverSide.Window.Position"

ROLLING: dict[str, Value] = {"Speed": 40, GEAR: 127}
REFUSED: list[tuple[str, dict[str, Value], str, Value, str]] = [
    ("door-while-moving", ROLLING, "Cabin.Door.Row1.DriverSide.IsOpen", True, "driver"),
    ("trunk-while-moving", ROLLING, "Body.Trunk.Rear.IsOpen", True, "driver"),
    ("trunk-while-moving", ROLLING, "Body.Trunk.Rear.Switch", "ONE_SHOT_OPEN", "driver"),
    ("hood-while-moving", ROLLING, "Body.Hood.IsOpen", True, "driver"),
    ("hood-while-moving", ROLLING, "Body.Trunk.Front.IsOpen", True, "driver"),
    ("mirrors-while-moving", ROLLING, "Body.Mirrors.PassengerSide.IsFolded", True, "passenger"),
    ("video-while-moving", ROLLING, "Cabin.Infotainment.Media.IsVideoPlaying", True, "driver"),
    ("video-while-moving", ROLLING, "Cabin.Infotainment.Media.IsKaraokeActive", True, "rear_left"),
    ("video-while-moving", ROLLING, "Cabin.Infotainment.Display.Page", "KARAOKE", "driver"),
    ("flap-while-moving", ROLLING, f"{CHARGING}.ChargingPort.RearRight.IsFlapOpen", True, "driver"),
    ("gear-needs-standstill", ROLLING, GEAR, 126, "driver"),
    ("gear-needs-standstill", ROLLING, GEAR, -1, "driver"),
    ("gear-needs-standstill", {"Speed": 5, GEAR: -1}, GEAR, 127, "driver"),
    ("drive-while-charging", {CABLE: True}, GEAR, 127, "driver"),
    ("charging-needs-cable", {}, f"{CHARGING}.StartStopCharging", "START", "driver"),
    ("rear-window-locked", {"Cabin.IsWindowChildLockEngaged": True}, REAR_WINDOW, 50, "rear_left"),
    (
        "rear-window-locked",
        {"Cabin.IsWindowChildLockEngaged": True},
        "Cabin.Door.Row2.DriverSide.Window.Switch",
        "OPEN",
        "rear_right",
    ),
    ("child-lock", {"Cabin.IsRearChildLockEngaged": True}, "Cabin.Door.Row2.DriverSide.IsOpen", True, "rear_left"),
    (
        "v2l-floor",
        {"Powertrain.TractionBattery.StateOfCharge.Current": 19.5, f"{V2L}.MinimumStateOfCharge": 20},
        f"{V2L}.IsActive",
        True,
        "driver",
    ),
]
ALLOWED: list[tuple[dict[str, Value], str, Value, str]] = [
    ({"Body.Trunk.Rear.Position": 60, **ROLLING}, "Body.Trunk.Rear.IsOpen", False, "driver"),
    ({"Body.Mirrors.DriverSide.IsFolded": True, **ROLLING}, "Body.Mirrors.DriverSide.IsFolded", False, "driver"),
    (ROLLING, "Cabin.Infotainment.Display.Page", "MEDIA", "driver"),
    (ROLLING, GEAR, 0, "driver"),
    ({"Speed": 40, GEAR: 0}, GEAR, 127, "driver"),
    (ROLLING, REAR_WINDOW, 50, "rear_left"),
    ({"Cabin.IsWindowChildLockEngaged": True}, REAR_WINDOW, 50, "driver"),
    ({"Cabin.IsRearChildLockEngaged": True}, "Cabin.Door.Row2.DriverSide.IsOpen", True, "driver"),
    ({"Cabin.IsRearChildLockEngaged": True}, "Cabin.Door.Row1.DriverSide.IsOpen", True, "driver"),
    ({CABLE: True}, f"{CHARGING}.StartStopCharging", "START", "driver"),
    ({f"{V2L}.MinimumStateOfCharge": 71}, f"{V2L}.IsActive", True, "driver"),
]


def _car(state: dict[str, Value]) -> Car:
    car = Car(bus=Bus(), clock=ManualClock())
    for path, value in state.items():
        car.publish(path, value)
    return car


@pytest.mark.parametrize(("rule", "state", "path", "value", "seat"), REFUSED)
def test_the_vehicle_refuses(rule: str, state: dict[str, Value], path: str, value: Value, seat: str) -> None:
    """Whoever asks and by whichever signal, the named rule refuses and nothing has changed or moves."""
    car = _car(state)
    before = car.snapshot()
    with pytest.raises(Interlock) as caught:
        car.actuate(path, value, cause=f"turn:1@{seat}")
    assert caught.value.rule == rule
    assert (car.snapshot(), car.moving) == (before, False)


@pytest.mark.parametrize(("state", "path", "value", "seat"), ALLOWED)
def test_the_vehicle_allows_what_is_safe(state: dict[str, Value], path: str, value: Value, seat: str) -> None:
    """The neighbouring harmless request passes: closing, another seat, standing still, a cable that is in."""
    car = _car(state)
    assert car.actuate(path, value, cause=f"turn:1@{seat}") == value


def test_a_touch_on_the_screen_is_held_to_the_same_rules() -> None:
    """The dashboard cannot do what a voice cannot."""
    with pytest.raises(Interlock, match="door-while-moving"):
        _car(ROLLING).actuate("Cabin.Door.Row1.PassengerSide.IsOpen", True, cause="hmi")


@pytest.mark.parametrize("lang", ["en", "zh"])
def test_every_refusal_has_words(lang: Lang) -> None:
    """Each rule's sentence exists in both languages and uses only what the refusal carries."""
    replies = Replies(strict=True)
    replies.add_folder(Path(car_assistant.__file__).with_name("replies"))
    for rule, state, path, value, seat in REFUSED:
        with pytest.raises(Interlock) as caught:
            _car(state).actuate(path, value, cause=f"turn:1@{seat}")
        assert replies.render(f"interlock-{rule}", lang, caught.value.data).endswith((".", "。"))
