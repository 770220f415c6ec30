"""The car in a few lines of text, read from its signals whenever it is drawn."""

from collections.abc import Iterable

from car_assistant.events import Lang, Value
from car_assistant.session import Session

_GEARS = {126: "P", 127: "D", 0: "N", -1: "R"}
_WINDOWS = ("Row1.DriverSide", "Row1.PassengerSide", "Row2.DriverSide", "Row2.PassengerSide")


def panel(session: Session) -> list[tuple[str, str]]:
    """Pairs of a label and what to show beside it, most looked-at first."""
    read, target = session.car.read, session.car.target
    windows = [f"Cabin.Door.{side}.Window.Position" for side in _WINDOWS]
    hvac = "Cabin.HVAC.Station.Row1."
    return [
        (
            "drive",
            (
                f"{_GEARS.get(int(read('Powertrain.Transmission.SelectedGear')), '?')} {_number(read('Speed'))} km/h  "
                f"battery {_number(read('Powertrain.TractionBattery.StateOfCharge.Current'))} %  "
                f"range {int(read('Powertrain.TractionBattery.Range')) // 1000} km  {session.clock.wall():%H:%M}"
            ),
        ),
        (
            "climate",
            (
                f"{_number(read(hvac + 'Driver.Temperature'))} | {_number(read(hvac + 'Passenger.Temperature'))} °C  "
                f"fan {_number(read(hvac + 'Driver.FanSpeed'))} %  "
                f"{_flag('A/C', read('Cabin.HVAC.IsAirConditioningActive'))}"
                f"cabin {_number(read('Cabin.HVAC.AmbientAirTemperature'))} °C"
            ),
        ),
        (
            "open",
            f"windows {' '.join(_part(read(path), target(path)) for path in windows)}  "
            f"sunroof {_number(read('Cabin.Sunroof.Position'))}  "
            + _flag("trunk", read("Body.Trunk.Rear.IsOpen"))
            + _flag("locked", read("Cabin.Door.Row1.DriverSide.IsLocked")),
        ),
        (
            "screen",
            (
                f"{session.screen.lower()}  {str(read('Cabin.Infotainment.Display.Orientation')).lower()}  "
                f"volume {_number(read('Cabin.Infotainment.Media.Volume'))}  {_media(session)}{_route(session)}"
            ),
        ),
    ]


def _part(value: Value, target: Value) -> str:
    return _number(value) if value == target else f"{_number(value)}→{_number(target)}"


def _media(session: Session) -> str:
    if session.car.read("Cabin.Infotainment.Media.Status") != "PLAYING":
        return ""
    played = "Cabin.Infotainment.Media.Played."
    return f"♪ {session.car.read(played + 'Track')}  "


def _route(session: Session) -> str:
    navigation = "Cabin.Infotainment.Navigation."
    if not session.car.read(navigation + "IsGuidanceActive"):
        return ""
    minutes = int(session.car.read(navigation + "RemainingTime")) // 60
    return f"→ {session.car.read(navigation + 'DestinationName')} {minutes} min"


def _flag(word: str, on: Value) -> str:
    return f"{word}  " if on else ""


def _number(value: Value) -> str:
    return f"{round(value, 1):g}" if isinstance(value, float) else str(value)


def changes(pairs: Iterable[tuple[str, tuple[Value, Value]]]) -> list[str]:
    """Changed signals, a line each: ``Cabin.Sunroof.Position 0 → 50``."""
    return [f"{path.removeprefix('Vehicle.')} {_number(old)} → {_number(new)}" for path, (old, new) in pairs]


HELP: dict[Lang, str] = {
    "en": (
        "Say anything in English or Chinese. /state shows all signals that differ from the start, /undo takes back "
        "the last change, /set PATH VALUE sets a signal, /say-as SEAT TEXT speaks from another seat, /drive on|off "
        "lets the car drive its route, /help, /quit. Ctrl-C interrupts an answer."
    ),
    "zh": (
        "中文英文都可以说。/state 显示变化的信号，/undo 撤销，/set 路径 值 设置信号，/say-as 座位 内容 换座位说话，"
        "/drive on|off 让车沿路线行驶，/help 帮助，/quit 退出。Ctrl-C 打断回答。"
    ),
}
