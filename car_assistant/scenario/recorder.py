"""Turns a conversation that is going on into a scenario: what was said and touched, and what came of it.

Listens to the bus; the person who records decides afterwards which of the expectations really matter.
"""

from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from io import StringIO
from pathlib import Path
from random import Random
from typing import Any

from car_assistant.clock import ManualClock
from car_assistant.errors import ConfigError
from car_assistant.events import Bus, Event, Heard, Said, SignalChanged, Tapped, Value
from car_assistant.scenario.consequences import consequences
from car_assistant.scenario.loader import SUFFIX
from car_assistant.scenario.matchers import SeenCall
from car_assistant.scenario.observed import Observer
from car_assistant.session import Session
from car_assistant.text import detect_lang
from car_assistant.vehicle.car import Car
from car_assistant.vehicle.catalogue import CATALOGUE
from car_assistant.world.pack import build_world

_ROUND_S = 0.5
"""Pauses are written in steps of that many simulated seconds."""

_BY_ITSELF = ("Vehicle.Exterior.", "Vehicle.CurrentLocation.", "Vehicle.Body.Raindetection.")


class Recorder:
    """Collects a session's utterances, taps and outside changes in order."""

    def __init__(self, session: Session, path: Path) -> None:
        if not path.name.endswith(SUFFIX):
            raise ConfigError(f"{path} cannot be a scenario; its name must end in {SUFFIX}")
        self._session = session
        self._path = path
        self._observer = Observer(session.car)
        self._before = session.car.snapshot()
        usual = _usual_car().snapshot()
        self._start = {path: value for path, value in self._before.items() if value != usual[path]}
        self._now = session.clock.wall()
        self._steps: list[dict[str, Any]] = []
        self._turn_steps: dict[int, dict[str, Any]] = {}
        self._last = session.clock.now()
        self._set_at = -1.0
        self._followers: set[str] = set()

    @contextmanager
    def running(self) -> Iterator[None]:
        """Listen for the length of a ``with`` block, then write the file."""
        with self._session.bus.subscribed(self._on_event):
            yield
        self.save()

    def _on_event(self, event: Event) -> None:
        self._observer(event)
        match event:
            case Heard():
                step: dict[str, Any] = {"say": event.text}
                if event.seat != "driver":
                    step["seat"] = event.seat
                if event.lang != detect_lang(event.text):
                    step["lang"] = event.lang
                self._turn_steps[event.turn] = step
                self._add(step, event.at)
            case Tapped():
                tap = event.element if event.value is None else {event.element: event.value}
                self._add({"tap": tap}, event.at)
            case SignalChanged(cause="world"):
                self._outside(event)
            case Said():
                self._last = event.at

    def _outside(self, event: SignalChanged) -> None:
        """Keep what somebody set; not the weather, which comes by itself, nor what followed from a signal just set."""
        followed = event.at == self._set_at and event.path in self._followers
        if event.path.startswith(_BY_ITSELF) or followed:
            return
        self._set_at = event.at
        self._followers = consequences(event.path, self._session.car.snapshot())
        self._add({"signal": {event.path: event.new}}, event.at)

    def _add(self, step: dict[str, Any], at: float) -> None:
        pause = round((at - self._last) / _ROUND_S) * _ROUND_S
        if pause >= 1 and self._steps:
            self._steps.append({"wait": f"{pause:g}s"})
        self._steps.append(step)
        self._last = at

    def save(self) -> Path:
        """Write the scenario and return its path. Raises ``ConfigError`` when nothing was said or touched."""
        if not self._steps:
            raise ConfigError("nothing was said or touched, so there is nothing to record")
        self._session.settle()  # whoever leaves while a window travels means the window where it was to go
        from ruamel.yaml import YAML

        yaml = YAML()
        yaml.width = 120
        yaml.allow_unicode = True
        text = StringIO()
        yaml.dump(self._document(), text)
        self._path.parent.mkdir(parents=True, exist_ok=True)
        self._path.write_text(text.getvalue(), encoding="utf-8")
        return self._path

    def _document(self) -> dict[str, Any]:
        for number, turn in self._observer.turns.items():
            step = self._turn_steps[number]
            calls = [_expected(call) for call in turn.calls]
            step["expect"] = {"calls": calls}
            if not turn.interrupted:
                step["expect"]["reply"] = {"asks": turn.asks, "lang": "same"}
        changed = self._session.car.diff(self._before, self._session.car.snapshot())
        outside = {path for path, causes in self._observer.touched.items() if causes <= {"world", "physics"}}
        name = f"{self._path.resolve().parent.name}/{self._path.name.removesuffix(SUFFIX)}"
        return {
            "scenario": name,
            "why": "recorded from a conversation; say here what it protects",
            "tags": [self._path.resolve().parent.name.replace("-", "_")],
            "world": self._world(),
            "timeline": self._steps,
            "final": {
                "state": {path: _end(new) for path, (_, new) in changed.items() if path not in outside},
                "others": "unchanged",
            },
        }

    def _world(self) -> Mapping[str, object]:
        kept = {path: value for path, value in self._start.items() if not CATALOGUE[path].drift}
        world: dict[str, object] = {"now": self._now.isoformat()}
        return {**world, "set": kept} if kept else world


def _expected(call: SeenCall) -> dict[str, object]:
    expected: dict[str, object] = {"tool": call.tool}
    if call.args:
        expected["args"] = dict(call.args)
    return {**expected, "outcome": call.outcome}


def _end(value: Value) -> object:
    return {"approx": round(value, 2), "tol": 1} if isinstance(value, float) else value


def _usual_car() -> Car:
    """The starting car in the built-in world, as every scenario finds it."""
    bus, clock = Bus(), ManualClock()
    car = Car(bus=bus, clock=clock)
    build_world(car=car, clock=clock, bus=bus, rng=Random(7))
    return car
