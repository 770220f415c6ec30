"""Holds what was seen against what a scenario expects. Owns every verdict; plays nothing and prints nothing.

End state first, calls second, words last.
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field

from car_assistant.arguments import Param
from car_assistant.events import Value
from car_assistant.registry import Registry
from car_assistant.scenario.consequences import consequences
from car_assistant.scenario.loader import Loaded
from car_assistant.scenario.matchers import SeenCall, call_mismatch, mismatch
from car_assistant.scenario.observed import Turn
from car_assistant.scenario.runner import Moment, Played, label
from car_assistant.scenario.schema import Budget, CallMatch, Expect, Screen, Words
from car_assistant.scenario.yaml_tree import Place
from car_assistant.text import detect_lang
from car_assistant.vehicle.car import Car

_SCREEN = {"page": "Page", "orientation": "Orientation", "is_on": "IsOn"}
_Found = tuple[Place, str, float | None]
"""Where the expectation stands, what is wrong, and when it went wrong if not at the end of the step."""

_DISPLAY = "Vehicle.Cabin.Infotainment.Display."


@dataclass(frozen=True, kw_only=True)
class Failure:
    """One expectation that was not met."""

    what: str
    """The expectation, such as ``final.state``, and what was found."""
    line: int
    """Line in the scenario file."""
    at: float
    """Simulated seconds."""
    step: str = ""


@dataclass(frozen=True, kw_only=True)
class StateDiff:
    """A signal that is not as expected in the end."""

    path: str
    before: Value
    expected: str
    found: Value
    causes: tuple[str, ...] = field(default=())
    """Who changed it during the run."""


class Judge:
    """The verdict on one run."""

    def __init__(self, loaded: Loaded, played: Played, car: Car, registry: Registry) -> None:
        self._loaded = loaded
        self._played = played
        self._car = car
        self._params: Mapping[str, Mapping[str, Param]] = {name: tool.params for name, tool in registry.tools.items()}
        self.diffs: list[StateDiff] = []

    def failures(self) -> list[Failure]:
        """Every expectation that was not met; those of the end state come first."""
        scenario = self._loaded.scenario
        found = list(self._final())
        for index, step in enumerate(scenario.timeline):
            moment = self._played.moments.get(index)
            if step.expect and moment:
                for place, what, at in self._step(step.expect, moment):
                    where: Place = ("timeline", index, "expect", *place)
                    found.append(self._failure(where, what, moment.at if at is None else at, label(step, index)))
        found += self._budget(scenario.budget)
        return found

    def _failure(self, place: Place, what: str, at: float, step: str = "") -> Failure:
        return Failure(what=what, line=self._loaded.tree.line(place), at=at, step=step)

    # -- end state --------------------------------------------------------------------------------------------

    def _final(self) -> Iterator[Failure]:
        final = self._loaded.scenario.final
        after = self._played.after
        for path, matcher in final.state.items():
            signal = self._car.signal(path)
            problem = mismatch(matcher, after[signal.path], signal.coerce if not isinstance(matcher, dict) else _as_is)
            if problem:
                self._differs(signal.path, problem.partition(", found")[0])
                yield self._failure(("final", "state", path), f"final.state {path}: {problem}", self._played.ended)
        if final.others == "unchanged":
            for path, (old, new) in self._unexpected(final.state).items():
                self._differs(path, f"unchanged {old!r}")
                causes = ", ".join(sorted(self._played.observer.touched.get(path, ())))
                what = f"final.others: {path} was {old!r} and is {new!r}, changed by {causes}"
                yield self._failure(("final", "others"), what, self._changed_at(path))

    def _unexpected(self, expected: Mapping[str, object]) -> dict[str, tuple[Value, Value]]:
        """What differs from the start, except what is expected, its consequences, and what the world did."""
        allowed: set[str] = set()
        for path in expected:
            allowed |= consequences(path, self._played.after)
        changed = self._car.diff(self._played.before, self._played.after)
        touched = self._played.observer.touched
        found = {}
        for path in sorted(changed, key=lambda one: not one.endswith(".Position")):
            if path not in allowed and not touched.get(path, set()) <= {"world", "physics"}:
                found[path] = changed[path]
                allowed |= consequences(path, self._played.after)
        return found

    def _differs(self, path: str, expected: str) -> None:
        self.diffs.append(
            StateDiff(
                path=path,
                before=self._played.before[path],
                expected=expected,
                found=self._played.after[path],
                causes=tuple(sorted(self._played.observer.touched.get(path, ()))),
            )
        )

    def _changed_at(self, path: str) -> float:
        name = path.removeprefix("Vehicle.")
        times = [entry.at for entry in self._played.observer.entries if entry.text.startswith(f"{name} ")]
        return times[0] if times else self._played.ended

    # -- steps ------------------------------------------------------------------------------------------------

    def _step(self, expect: Expect, moment: Moment) -> Iterator[_Found]:
        turn = moment.turn
        calls = turn.calls if turn else []
        for path, matcher in expect.state.items():
            signal = self._car.signal(path)
            problem = mismatch(
                matcher, moment.values[signal.path], signal.coerce if not isinstance(matcher, dict) else _as_is
            )
            if problem:
                yield ("state", path), f"state {path}: {problem}", None
        if expect.screen:
            yield from _screen(expect.screen, moment.values)
        yield from self._calls(expect, calls)
        for rule in expect.policy:
            if rule not in moment.policies:
                decided = ", ".join(moment.policies) or "none"
                yield ("policy",), f"policy: expected {rule} to decide, found {decided}", None
        yield from _within(expect, turn)
        yield from _words(expect, moment)

    def _calls(self, expect: Expect, calls: Sequence[SeenCall]) -> Iterator[_Found]:
        if expect.calls is not None:
            if not expect.calls and any(call.ran for call in calls):
                yield ("calls",), f"calls: expected none to run, found {_listed(calls)}", None
            free = list(calls)
            for index, expected in enumerate(expect.calls):
                match = next((call for call in free if not self._differ(expected, call)), None)
                if match:
                    free.remove(match)
                else:
                    yield ("calls", index), f"calls: {self._why(expected, free)}", None
        position = 0
        for index, expected in enumerate(expect.in_order):
            at = next((i for i in range(position, len(calls)) if not self._differ(expected, calls[i])), None)
            if at is None:
                yield ("in_order", index), f"in_order: {self._why(expected, calls[position:])}", None
                break
            position = at + 1
        for index, unwanted in enumerate(expect.never):
            for call in calls:
                if (call.ran or unwanted.outcome) and not self._differ(unwanted, call):
                    yield ("never", index), f"never: {call} was called", call.at
                    break

    def _differ(self, expected: CallMatch, seen: SeenCall) -> str | None:
        return call_mismatch(expected, seen, self._params.get(expected.tool, {}))

    def _why(self, expected: CallMatch, calls: Sequence[SeenCall]) -> str:
        """Why no call fits: the difference to the nearest one, or that there is none."""
        for call in calls:
            if call.tool == expected.tool:
                return f"{expected.tool}: {self._differ(expected, call)}; found {call}"
        return f"expected {expected.tool}, found {_listed(calls)}"

    def _budget(self, budget: Budget) -> Iterator[Failure]:
        turns = list(self._played.observer.turns.values())
        ended = self._played.ended
        if budget.tool_rounds is not None:
            worst = max(turns, key=lambda turn: turn.requests, default=None)
            if worst and worst.requests > budget.tool_rounds:
                what = f"budget.tool_rounds: at most {budget.tool_rounds} in a turn, found {worst.requests}"
                yield self._failure(("budget", "tool_rounds"), what, worst.at, worst.step)
        if budget.model_tokens is not None:
            used = sum(turn.usage.prompt - turn.usage.cached + turn.usage.generated for turn in turns)
            if used > budget.model_tokens:
                what = f"budget.model_tokens: at most {budget.model_tokens}, found {used}"
                yield self._failure(("budget", "model_tokens"), what, ended)


def _screen(screen: Screen, values: Mapping[str, Value]) -> Iterator[_Found]:
    for name, leaf in _SCREEN.items():
        wanted = getattr(screen, name)
        found = values[_DISPLAY + leaf]
        if wanted is not None and str(wanted).casefold() != str(found).casefold():
            yield ("screen",), f"screen.{name}: expected {wanted}, found {found}", None


def _within(expect: Expect, turn: Turn | None) -> Iterator[_Found]:
    if expect.within is None:
        return
    for name, limit, taken in (
        ("first_action", expect.within.first_action, turn.first_action_s if turn else None),
        ("first_word", expect.within.first_word, turn.first_word_s if turn else None),
        ("turn", expect.within.turn, turn.total_s if turn else None),
    ):
        if limit is not None and (taken is None or taken > limit):
            found = "it did not happen" if taken is None else f"found {taken:.2f} s"
            yield ("within", name), f"within.{name}: expected at most {limit:g} s, {found}", None


def _words(expect: Expect, moment: Moment) -> Iterator[_Found]:
    turn = moment.turn
    if expect.reply:
        if turn is None or turn.interrupted:
            yield ("reply",), "reply: expected one, found none" + (" (interrupted)" if turn else ""), None
        else:
            spoken_to = turn.lang
            problem = _unlike(expect.reply, turn.reply, detect_lang(turn.reply), spoken_to)
            if problem is None and expect.reply.asks not in (None, turn.asks):
                problem = "expected it to wait for an answer" if expect.reply.asks else "expected no question"
            if problem:
                yield ("reply",), f"reply: {problem}, found {turn.reply!r}", None
    if expect.notice:
        problems = [_unlike(expect.notice, one.text, one.lang, one.lang) for one in moment.notices]
        if None not in problems:
            heard = " / ".join(repr(one.text) for one in moment.notices) or "nothing"
            yield ("notice",), f"notice: {problems[0] if problems else 'expected one'}, found {heard}", None


def _unlike(words: Words, text: str, lang: str, spoken_to: str) -> str | None:
    folded = text.casefold()
    if words.mentions and not any(word.casefold() in folded for word in words.mentions):
        return f"expected one of {list(words.mentions)}"
    missing = [word for word in words.mentions_all if word.casefold() not in folded]
    if missing:
        return f"expected all of {list(words.mentions_all)}, {missing} missing"
    unwanted = [word for word in words.not_mentions if word.casefold() in folded]
    if unwanted:
        return f"expected none of {unwanted}"
    if words.match is not None and mismatch({"match": words.match}, text):
        return f"expected a match of {words.match!r}"
    wanted = spoken_to if words.lang == "same" else words.lang
    if wanted and lang != wanted:
        return f"expected it in {wanted}"
    return None


def _listed(calls: Sequence[SeenCall]) -> str:
    return "; ".join(str(call) for call in calls) or "no call"


def _as_is(value: object) -> object:
    return value
