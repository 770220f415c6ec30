"""Compares what was expected with what was seen. Owns the meaning of each matcher; fetches nothing itself.

Every function returns ``None`` when it fits, else what was expected and what was found, in words.
"""

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any

from car_assistant.arguments import Param
from car_assistant.errors import ToolError
from car_assistant.scenario.schema import CallMatch


class _Missing:
    def __repr__(self) -> str:
        return "nothing"


MISSING = _Missing()
"""Stands for a value that is not there."""

_DEFAULT_TOLERANCE = 0.01
Coerce = Callable[[Any], Any]


def _as_is(value: Any) -> Any:
    return value


def mismatch(matcher: object, found: object, coerce: Coerce = _as_is) -> str | None:
    """Compare ``found`` with a scalar or a matcher, of which every key must fit.

    ``coerce`` brings expected scalars into stored form.
    """
    if not isinstance(matcher, Mapping):
        return None if _equal(coerce(matcher), found) else f"expected {matcher!r}, found {found!r}"
    if "absent" in matcher:
        return None if found is MISSING else f"expected nothing, found {found!r}"
    if found is MISSING:
        return f"expected {_plain(matcher)}, found nothing"
    tolerance = matcher.get("tol", _DEFAULT_TOLERANCE)
    number = found if isinstance(found, int | float) and not isinstance(found, bool) else None
    fits: Mapping[str, Callable[[Any], bool]] = {
        "any": lambda wanted: True,
        "approx": lambda wanted: number is not None and abs(number - wanted) <= tolerance,
        "lte": lambda wanted: number is not None and number <= wanted,
        "gte": lambda wanted: number is not None and number >= wanted,
        "in": lambda wanted: any(_equal(coerce(one), found) for one in wanted),
        "match": lambda wanted: re.search(wanted, str(found)) is not None,
        "contains_any": lambda wanted: any(str(one).casefold() in str(found).casefold() for one in wanted),
    }
    fit = all(fits[key](wanted) for key, wanted in matcher.items() if key != "tol")
    return None if fit else f"expected {_plain(matcher)}, found {found!r}"


def _equal(wanted: object, found: object) -> bool:
    if isinstance(wanted, bool) or isinstance(found, bool):
        return wanted is found
    if isinstance(wanted, int | float) and isinstance(found, int | float):
        return abs(wanted - found) < 1e-6
    return wanted == found


def _plain(matcher: Mapping[str, object]) -> str:
    return ", ".join(f"{key} {value!r}" for key, value in matcher.items())


@dataclass(frozen=True, kw_only=True)
class SeenCall:
    """A call as the bus told of it."""

    at: float
    turn: int
    tool: str
    args: Mapping[str, object]
    outcome: str
    policy: str | None = None
    sentence: str = ""

    @property
    def ran(self) -> bool:
        """Whether the function was called, successfully or not."""
        return self.outcome not in ("refused", "needs_confirmation")

    def __str__(self) -> str:
        args = ", ".join(f"{name}={value!r}" for name, value in self.args.items())
        by = f" by {self.policy}" if self.policy else ""
        return f"{self.tool}({args}) -> {self.outcome}{by}"


def call_mismatch(expected: CallMatch, seen: SeenCall, params: Mapping[str, Param]) -> str | None:
    """Compare one call; expected scalars are repaired the way the tool's own arguments are."""
    if expected.tool != seen.tool:
        return f"expected {expected.tool}, found {seen.tool}"
    for name, matcher in expected.args.items():
        param = params.get(name)
        found = seen.args.get(name, MISSING)
        absent = isinstance(matcher, Mapping) and "absent" in matcher
        if found is MISSING and not absent and param and not param.required and param.default is not None:
            found = param.default
        problem = mismatch(matcher, found, _coercion(param))
        if problem:
            return f"{name}: {problem}"
    extra = sorted(set(seen.args) - set(expected.args)) if expected.exact else []
    if extra:
        return f"no other arguments expected, found {', '.join(extra)}"
    if expected.outcome and expected.outcome != seen.outcome:
        return f"outcome: expected {expected.outcome}, found {seen.outcome}"
    if expected.policy and expected.policy != seen.policy:
        return f"policy: expected {expected.policy}, found {seen.policy or 'none'}"
    return None


def _coercion(param: Param | None) -> Coerce:
    def coerce(value: Any) -> Any:
        if param is None:
            return value
        try:
            return param.coerce(value)
        except ToolError:
            return value

    return coerce
