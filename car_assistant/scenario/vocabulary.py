"""Checks a scenario's words against the car and the tools under test. Owns no format; runs nothing."""

from collections.abc import Iterable, Iterator, Mapping
from difflib import get_close_matches

from car_assistant.arguments import OutOfRange
from car_assistant.errors import SignalError, ToolError
from car_assistant.events import Value
from car_assistant.registry import Registry
from car_assistant.scenario.loader import Loaded, Problem
from car_assistant.scenario.schema import CallMatch, Expect, Fault, Step
from car_assistant.scenario.yaml_tree import Place
from car_assistant.vehicle.car import Car

_INTERLOCK = "interlock-"


class Vocabulary:
    """The names that exist: signals, tools and their arguments, rules."""

    def __init__(self, car: Car, registry: Registry) -> None:
        self._car = car
        self._registry = registry
        interlocks = {key.removeprefix(_INTERLOCK) for key in registry.replies.keys("en") if key.startswith(_INTERLOCK)}
        self._rules = {rule.name for rule in registry.rules} | interlocks

    def problems(self, loaded: Loaded) -> list[Problem]:
        """Everything in the scenario that names or sets what does not exist or cannot be."""
        found = []
        for place, text in self._scenario(loaded):
            found.append(loaded.problem(place, text))
        return found

    def _scenario(self, loaded: Loaded) -> Iterator[tuple[Place, str]]:
        scenario = loaded.scenario
        yield from self._values(scenario.world.set, ("world", "set"))
        for index, name in enumerate(scenario.tools.remove):
            yield from self._tool(name, ("tools", "remove", index))
        for index, step in enumerate(scenario.timeline):
            yield from self._step(step, ("timeline", index))
        yield from self._paths(scenario.final.state, ("final", "state"))

    def _step(self, step: Step, place: Place) -> Iterator[tuple[Place, str]]:
        yield from self._values(step.signal or {}, (*place, "signal"))
        if isinstance(step.tap, dict):
            yield from self._values(step.tap, (*place, "tap"))
        for fault in step.fault:
            yield from self._fault(fault, (*place, "fault"))
        if step.expect:
            yield from self._expect(step.expect, (*place, "expect"))

    def _fault(self, fault: Fault, place: Place) -> Iterator[tuple[Place, str]]:
        if fault.tool:
            yield from self._tool(fault.tool, place)
        for path in (fault.jam, fault.unjam, fault.pinch):
            if path:
                yield from self._paths({path: None}, place)

    def _expect(self, expect: Expect, place: Place) -> Iterator[tuple[Place, str]]:
        for name in ("calls", "in_order", "never"):
            for index, call in enumerate(getattr(expect, name) or ()):
                yield from self._call(call, (*place, name, index))
        yield from self._paths(expect.state, (*place, "state"))
        rules = [(rule, (*place, "policy")) for rule in expect.policy]
        rules += [(call.policy, (*place, "calls")) for call in expect.calls or () if call.policy]
        for rule, where in rules:
            if rule not in self._rules:
                yield where, f"policy: there is no rule '{rule}'; {_near(rule, self._rules)}"

    def _call(self, call: CallMatch, place: Place) -> Iterator[tuple[Place, str]]:
        problems = list(self._tool(call.tool, place))
        yield from problems
        if problems:
            return
        params = self._registry.tools[call.tool].params
        for name, matcher in call.args.items():
            where = (*place, "args", name)
            if name not in params:
                yield where, f"{call.tool} has no argument '{name}'; it takes: {', '.join(params) or 'none'}"
                continue
            wanted = matcher.get("in", ()) if isinstance(matcher, Mapping) else (matcher,)
            for value in wanted:
                try:
                    params[name].coerce(value)
                except OutOfRange:
                    pass  # a scenario may expect the call that is refused for its range
                except ToolError as error:
                    yield where, str(error)

    def _tool(self, name: str, place: Place) -> Iterator[tuple[Place, str]]:
        if name not in self._registry.tools:
            yield place, f"there is no tool '{name}'; {_near(name, self._registry.tools)}"

    def _paths(self, paths: Mapping[str, object], place: Place) -> Iterator[tuple[Place, str]]:
        for path in paths:
            try:
                self._car.signal(path)
            except SignalError as error:
                yield (*place, path), str(error)

    def _values(self, values: Mapping[str, Value], place: Place) -> Iterator[tuple[Place, str]]:
        for path, value in values.items():
            try:
                self._car.signal(path).coerce(value)
            except SignalError as error:
                yield (*place, path), str(error)


def _near(name: str, known: Iterable[str]) -> str:
    matches = get_close_matches(name, list(known), n=3)
    return f"did you mean {' or '.join(matches)}?" if matches else "'car-assistant tools' lists them all"
