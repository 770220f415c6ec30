"""What moves together in the vehicle itself. Owns these rules and nothing else; comfort rules belong to tool packs.

Three tables, each looked up by path: ``redirect`` (a request that really means another signal), ``COMMANDS`` (what is
commanded along with a request, and put back with it) and ``FOLLOWS`` (what is always computed from a value).
"""

from collections.abc import Callable, Iterable, Iterator, Mapping

from car_assistant.events import Value
from car_assistant.vehicle import paths
from car_assistant.vehicle.catalogue import CATALOGUE

Read = Callable[[str], Value]
Effect = tuple[str, Value]
Rule = Callable[[Read, Value], Iterable[Effect]]

WH_PER_KM = 171.0
"""Energy the range estimate counts on, in watt-hours a kilometre."""

_LOW_PRESSURE_KPA = 210
_DARK_PERCENT = 25
_SWITCHED_TO: Mapping[Value, int] = {
    "OPEN": 100,
    "ONE_SHOT_OPEN": 100,
    "CLOSE": 0,
    "ONE_SHOT_CLOSE": 0,
    "TILT_UP": -100,
    "TILT_DOWN": 0,
}


def redirect(path: str, value: Value) -> Effect:
    """``X.IsOpen`` is a view of ``X.Position`` where the part has one: asking for it moves the part."""
    position = _POSITION_OF.get(path)
    return (path, value) if position is None else (position, 100 if value else 0)


_POSITION_OF = {
    path: position
    for path in CATALOGUE
    if path.endswith(".IsOpen") and (position := path.removesuffix("IsOpen") + "Position") in CATALOGUE
}


def _switch(position: str) -> Rule:
    def rule(read: Read, value: Value) -> Iterator[Effect]:
        goal = _SWITCHED_TO.get(value, read(position))
        yield position, goal
        if position in COMMANDS:
            yield from COMMANDS[position](read, goal)

    return rule


def _unlock(lock: str) -> Rule:
    def rule(_read: Read, value: Value) -> Iterator[Effect]:
        if value:
            yield lock, False

    return rule


def _sync_from(station: str) -> Rule:
    def rule(read: Read, value: Value) -> Iterator[Effect]:
        if read(paths.HVAC_SYNC):
            if station == paths.STATIONS[0]:
                yield from ((f"{other}.Temperature", value) for other in paths.STATIONS[1:])
            else:
                yield paths.HVAC_SYNC, False

    return rule


def _sync(read: Read, value: Value) -> Iterator[Effect]:
    if value:
        temperature = read(f"{paths.STATIONS[0]}.Temperature")
        yield from ((f"{other}.Temperature", temperature) for other in paths.STATIONS[1:])


def _light_switch(read: Read, value: Value) -> Iterator[Effect]:
    yield paths.LOW_BEAM, value == "BEAM" or (value == "AUTO" and _is_dark(read))
    yield paths.RUNNING_LIGHTS, value in ("POSITION", "DAYTIME_RUNNING_LIGHTS")
    if value != "BEAM":
        yield paths.HIGH_BEAM, False


def _is_dark(read: Read) -> bool:
    return float(read(paths.INSIDE_LIGHT)) < _DARK_PERCENT


COMMANDS: Mapping[str, Rule] = {
    **{f"{door}.IsOpen": _unlock(f"{door}.IsLocked") for door in paths.DOORS},
    **{f"{trunk}.Position": _unlock(f"{trunk}.IsLocked") for trunk in paths.TRUNKS},
    **{
        path: _switch(position)
        for path in CATALOGUE
        if path.endswith(".Switch") and (position := path.removesuffix("Switch") + "Position") in CATALOGUE
    },
    **{f"{station}.Temperature": _sync_from(station) for station in paths.STATIONS},
    paths.HVAC_SYNC: _sync,
    paths.SUNROOF_REQUEST: lambda _read, value: [(paths.SUNROOF, value)],
    paths.LIGHT_SWITCH: _light_switch,
    paths.CHARGE_SWITCH: lambda _read, value: [(paths.IS_CHARGING, value == "START")],
}


def _speed(read: Read, value: Value) -> Iterator[Effect]:
    moving = float(value) > 0
    yield paths.IS_MOVING, moving
    if moving:
        yield paths.VIDEO, False
        yield paths.KARAOKE, False
        if read(paths.PAGE) in ("VIDEO", "KARAOKE"):
            yield paths.PAGE, "HOME"


def _gear(_read: Read, value: Value) -> Iterator[Effect]:
    yield paths.CURRENT_GEAR, value
    yield paths.PARK_LOCK, value == paths.GEAR_PARK


def _charge(read: Read, value: Value) -> Iterator[Effect]:
    energy_kwh = float(value) / 100 * float(read(paths.CAPACITY))
    range_m = round(energy_kwh * 1000 / WH_PER_KM) * 1000
    yield paths.CHARGE_DISPLAYED, value
    yield paths.ENERGY, round(energy_kwh, 1)
    yield paths.RANGE, range_m
    yield paths.BATTERY_RANGE, range_m


def _cable(_read: Read, value: Value) -> Iterator[Effect]:
    yield (paths.FLAP, True) if value else (paths.IS_CHARGING, False)


def _charging(_read: Read, value: Value) -> Iterator[Effect]:
    yield paths.CHARGE_SWITCH, "START" if value else "STOP"
    if not value:
        yield paths.CHARGE_POWER, 0.0
        yield paths.CHARGE_RATE, 0.0
        yield paths.CHARGE_TIME, 0


def _daylight(read: Read, _value: Value) -> Iterator[Effect]:
    if read(paths.LIGHT_SWITCH) == "AUTO":
        yield paths.LOW_BEAM, _is_dark(read)


def _derived(path: str, compute: Callable[[Value], Value]) -> Rule:
    return lambda _read, value: [(path, compute(value))]


def _families() -> Iterator[tuple[str, Rule]]:
    for opened, position in _POSITION_OF.items():
        yield position, _derived(opened, bool)
    for path in CATALOGUE:
        if path.endswith(".Tire.Pressure"):
            low = path.removesuffix("Pressure") + "IsPressureLow"
            yield path, _derived(low, lambda kpa: float(kpa) < _LOW_PRESSURE_KPA)
        elif path.endswith(".Massage.Level"):
            status = path.removesuffix("Level") + "Status"
            yield path, _derived(status, lambda level: "ON" if level else "OFF")


_CONDITIONING = "Vehicle.Powertrain.TractionBattery.BatteryConditioning"

FOLLOWS: Mapping[str, Rule] = {
    **dict(_families()),
    paths.SPEED: _speed,
    paths.SELECTED_GEAR: _gear,
    paths.CHARGE: _charge,
    paths.CABLE: _cable,
    paths.IS_CHARGING: _charging,
    paths.OUTSIDE_LIGHT: _derived(paths.INSIDE_LIGHT, lambda percent: round(float(percent))),
    paths.INSIDE_LIGHT: _daylight,
    paths.REAR_CHILD_LOCK: lambda _read, value: [(f"{door}.IsChildLockActive", value) for door in paths.DOORS[2:]],
    f"{_CONDITIONING}.RequestedMode": _derived(f"{_CONDITIONING}.IsActive", lambda mode: mode != "INACTIVE"),
}
