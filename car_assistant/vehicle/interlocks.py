"""What the vehicle itself never does, whoever asks. Owns these rules; what a maker merely prefers is a tool policy.

A rule refuses by raising ``Interlock``; the sentence for it is the reply message ``interlock-<rule>``.
"""

from collections.abc import Callable, Iterator, Mapping

from car_assistant.errors import Interlock
from car_assistant.events import Value
from car_assistant.vehicle import paths

Read = Callable[[str], Value]
Rule = Callable[[Read, Value, str], None]
"""Asked with the wanted value and the seat that asks ("" when no seat does)."""

_REAR_SEATS = ("rear_left", "rear_right")


def check(read: Read, path: str, value: Value, cause: str) -> None:
    """Raise ``Interlock`` when setting ``path`` to ``value`` is never done in the present state of the car."""
    rule = INTERLOCKS.get(path)
    if rule is not None and read(path) != value:
        rule(read, value, cause.partition("@")[2])


def _while_moving(name: str) -> Rule:
    """Refuse to open, fold or switch on (any true value) while the car rolls."""

    def rule(read: Read, value: Value, _seat: str) -> None:
        if value and read(paths.IS_MOVING):
            raise Interlock(name, speed=round(float(read(paths.SPEED))))

    return rule


def _rear_door(door: str) -> Rule:
    while_moving = _while_moving("door-while-moving")

    def rule(read: Read, value: Value, seat: str) -> None:
        while_moving(read, value, seat)
        if value and seat in _REAR_SEATS and read(f"{door}.IsChildLockActive"):
            raise Interlock("child-lock")

    return rule


def _window(read: Read, _value: Value, seat: str) -> None:
    if seat in _REAR_SEATS and read(paths.WINDOW_LOCK):
        raise Interlock("rear-window-locked")


def _page(read: Read, value: Value, seat: str) -> None:
    _while_moving("video-while-moving")(read, value in ("VIDEO", "KARAOKE"), seat)


def _gear(read: Read, value: Value, _seat: str) -> None:
    if value not in (paths.GEAR_PARK, paths.GEAR_NEUTRAL) and read(paths.CABLE):
        raise Interlock("drive-while-charging")
    rolls_on = value == paths.GEAR_NEUTRAL or (
        value == paths.GEAR_DRIVE and read(paths.CURRENT_GEAR) != paths.GEAR_REVERSE
    )
    if read(paths.IS_MOVING) and not rolls_on:
        raise Interlock("gear-needs-standstill", speed=round(float(read(paths.SPEED))))


def _charging(read: Read, value: Value, _seat: str) -> None:
    if value == "START" and not read(paths.CABLE):
        raise Interlock("charging-needs-cable")


def _v2l(read: Read, value: Value, _seat: str) -> None:
    floor = float(read(paths.V2L_FLOOR))
    charge = float(read(paths.CHARGE))
    if value and charge <= floor:
        raise Interlock("v2l-floor", charge=round(charge), floor=round(floor))


def _rules() -> Iterator[tuple[str, Rule]]:
    for door in paths.DOORS:
        yield f"{door}.IsOpen", _rear_door(door)
    for window in paths.WINDOWS:
        yield window, _window
    for trunk in paths.TRUNKS:
        name = "trunk-while-moving" if trunk.endswith("Rear") else "hood-while-moving"
        yield f"{trunk}.Position", _while_moving(name)
    yield "Vehicle.Body.Hood.IsOpen", _while_moving("hood-while-moving")
    for side in ("DriverSide", "PassengerSide"):
        yield f"Vehicle.Body.Mirrors.{side}.IsFolded", _while_moving("mirrors-while-moving")
    yield paths.FLAP, _while_moving("flap-while-moving")
    yield paths.VIDEO, _while_moving("video-while-moving")
    yield paths.KARAOKE, _while_moving("video-while-moving")
    yield paths.PAGE, _page
    yield paths.SELECTED_GEAR, _gear
    yield paths.CHARGE_SWITCH, _charging
    yield paths.V2L, _v2l


INTERLOCKS: Mapping[str, Rule] = dict(_rules())
