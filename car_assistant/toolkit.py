"""All that a tool pack imports: ``@tool``, ``@policy``, ``ToolContext``, ``Outcome``. Runs nothing by itself.

A pack is a folder of modules. Decorators only attach a ``ToolSpec`` or ``PolicySpec`` to the function; the
registry collects them when the pack is loaded, so importing a pack twice registers nothing twice.
"""

from collections.abc import Awaitable, Callable, Mapping
from dataclasses import dataclass, field
from random import Random
from typing import TYPE_CHECKING, Annotated, Any, Literal, get_args

from pydantic import Field

from car_assistant.clock import Clock
from car_assistant.errors import Interlock
from car_assistant.events import Lang, Seat, Value
from car_assistant.numbers import phone_number
from car_assistant.text import Name, parse_time

if TYPE_CHECKING:
    from car_assistant.vehicle.car import Car
    from car_assistant.world.city import Place as Place  # noqa: PLC0414 - passed on to packs, for types alone
    from car_assistant.world.pack import World
    from car_assistant.world.routing import Route as Route  # noqa: PLC0414 - passed on to packs, for types alone
    from car_assistant.world.weather import Conditions as Conditions  # noqa: PLC0414 - passed on to packs, for types alone

__all__ = [
    "SEATS",
    "Aliases",
    "Annotated",
    "Call",
    "Field",
    "Interlock",
    "Lang",
    "Literal",
    "Name",
    "Outcome",
    "PolicySpec",
    "Seat",
    "ToolContext",
    "ToolSpec",
    "Verdict",
    "allow",
    "confirm",
    "deny",
    "failed",
    "first",
    "note",
    "ok",
    "parse_time",
    "pending",
    "phone_number",
    "policy",
    "refused",
    "then",
    "tool",
]

SEATS: tuple[Seat, ...] = get_args(Seat)

Risk = Literal["read", "reversible", "careful", "outbound"]
"""``read`` changes nothing; ``reversible`` can be undone; ``careful`` and ``outbound`` wait for a yes."""

Status = Literal["ok", "refused", "needs_confirmation", "failed", "pending"]


@dataclass(frozen=True, eq=False)
class Aliases:
    """Other words for an argument's allowed values: ``Aliases({"driver": ("主驾", "left front")})``.

    Stands in ``Annotated`` beside ``Field``. The registry uses it to repair what a model wrote.
    """

    words: Mapping[str, tuple[str, ...]]


@dataclass(frozen=True, kw_only=True)
class Outcome:
    """What a tool did. ``reply`` is a key of the pack's reply templates, ``data`` fills it."""

    status: Status
    reply: str
    data: Mapping[str, object] = field(default_factory=dict)
    policy: str | None = None
    """The policy or interlock that decided, where one did."""


def ok(reply: str, **data: object) -> Outcome:
    """It is done (or, for a moving part, under way)."""
    return Outcome(status="ok", reply=reply, data=data)


def refused(reply: str, **data: object) -> Outcome:
    """It is not done, and the reason is one the driver can understand. Nothing was changed."""
    return Outcome(status="refused", reply=reply, data=data)


def failed(reply: str, **data: object) -> Outcome:
    """It should have worked and did not."""
    return Outcome(status="failed", reply=reply, data=data)


def pending(reply: str, **data: object) -> Outcome:
    """An answer is needed first, such as which of two people is meant."""
    return Outcome(status="pending", reply=reply, data=data)


@dataclass(frozen=True, kw_only=True)
class Call:
    """A tool call with valid arguments."""

    tool: str
    args: Mapping[str, Any] = field(default_factory=dict)


@dataclass(kw_only=True)
class ToolContext:
    """What a tool may see and touch during one call."""

    car: "Car"
    world: "World"
    clock: Clock
    rng: Random
    cause: str
    """Passed to ``car.actuate``, so that the journal knows which turn changed what."""
    seat: Seat = "driver"
    """Where the speaker sits."""
    lang: Lang = "en"

    def read(self, path: str) -> Value:
        """The value of a signal; ``path`` with or without the leading ``Vehicle.``."""
        return self.car.read(path)

    def target(self, path: str) -> Value:
        """Where a moving part is heading; for everything else its value."""
        return self.car.target(path)

    def actuate(self, path: str, value: Value) -> Value:
        """Ask the vehicle to move or switch something; returns the accepted value.

        Raises ``Interlock`` when the vehicle refuses and ``SignalError`` for a bad path or value. Tools let both
        pass: the registry turns them into a spoken refusal.
        """
        return self.car.actuate(path, value, cause=self.cause)


ToolFunction = Callable[..., Awaitable[Outcome] | Outcome]


@dataclass(frozen=True, kw_only=True)
class ToolSpec:
    """What ``@tool`` knows of a function."""

    name: str
    function: ToolFunction
    area: str
    risk: Risk
    examples: Mapping[Lang, tuple[str, ...]]
    timeout_s: float


def tool(
    *,
    area: str,
    risk: Risk,
    en: tuple[str, ...],
    zh: tuple[str, ...],
    timeout_s: float = 5.0,
) -> Callable[[ToolFunction], ToolFunction]:
    """Mark a function as a tool that a model may call.

    ``area`` groups tools (``climate``, ``navigation``...). ``en`` and ``zh`` are a few sentences a driver might say
    for it; they are learned from. ``timeout_s`` bounds one call. The function takes ``ctx`` first, then keyword
    arguments with flat types (``bool``, ``int``, ``float``, ``str``, ``Literal``) in ``Annotated[..., Field(...)]``;
    the first line of its docstring is what the model reads.
    """

    def mark(function: ToolFunction) -> ToolFunction:
        spec = ToolSpec(
            name=function.__name__,
            function=function,
            area=area,
            risk=risk,
            examples={"en": en, "zh": zh},
            timeout_s=timeout_s,
        )
        function.__tool__ = spec  # type: ignore[attr-defined]
        return function

    return mark


@dataclass(frozen=True, kw_only=True)
class Verdict:
    """What a policy says of a call that is about to run."""

    kind: Literal["allow", "first", "then", "confirm", "deny", "note"]
    reply: str = ""
    data: Mapping[str, object] = field(default_factory=dict)
    calls: tuple[Call, ...] = ()


def allow() -> Verdict:
    """Nothing to say."""
    return Verdict(kind="allow")


def first(*calls: Call, reply: str = "", **data: object) -> Verdict:
    """Make these calls before; ``reply`` tells the driver."""
    return Verdict(kind="first", calls=calls, reply=reply, data=data)


def then(*calls: Call, reply: str = "", **data: object) -> Verdict:
    """Make these calls after the call succeeded; ``reply`` tells the driver."""
    return Verdict(kind="then", calls=calls, reply=reply, data=data)


def confirm(reply: str, **data: object) -> Verdict:
    """Ask the driver and wait for a yes."""
    return Verdict(kind="confirm", reply=reply, data=data)


def deny(reply: str, **data: object) -> Verdict:
    """Do not make the call; say why."""
    return Verdict(kind="deny", reply=reply, data=data)


def note(reply: str, **data: object) -> Verdict:
    """Make the call and add a sentence."""
    return Verdict(kind="note", reply=reply, data=data)


PolicyFunction = Callable[[ToolContext, Call], Verdict]


@dataclass(frozen=True, kw_only=True)
class PolicySpec:
    """What ``@policy`` knows of a rule."""

    name: str
    tools: tuple[str, ...]
    function: PolicyFunction


def policy(*, tools: tuple[str, ...]) -> Callable[[PolicyFunction], PolicyFunction]:
    """Mark a function as a rule that is asked before each call of the named ``tools``. Its name is the rule's name."""

    def mark(function: PolicyFunction) -> PolicyFunction:
        function.__policy__ = PolicySpec(name=function.__name__, tools=tools, function=function)  # type: ignore[attr-defined]
        return function

    return mark
