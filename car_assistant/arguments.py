"""Arguments of a tool: their description as data, and the repair of what a model or a person wrote for them.

Owns the way from a function's signature to parameters, and from "22.5 degrees" or "主驾" to a valid value.
Knows nothing of running tools.
"""

import inspect
import re
import types
from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import cache
from math import isfinite
from typing import Annotated, Any, Literal, Union, get_args, get_origin, get_type_hints

from pydantic.fields import FieldInfo

from car_assistant.errors import PackError, ToolError
from car_assistant.text import parse_number
from car_assistant.toolkit import Aliases, ToolFunction

MAX_TEXT = 500
"""Longest text argument, in characters."""

_MISSING = inspect.Parameter.empty
_ON = {"on", "true", "yes", "1", "open", "enable", "enabled", "开", "打开", "开启", "启用", "是"}
_OFF = {"off", "false", "no", "0", "close", "closed", "disable", "disabled", "关", "关闭", "关掉", "停用", "否"}


class OutOfRange(ToolError):
    """A number is plain but outside what the tool allows."""

    def __init__(self, param: "Param", value: float) -> None:
        self.param = param
        self.value = value
        super().__init__(f"{param.name}={value:g} is outside {param.minimum:g}..{param.maximum:g}")


@dataclass(frozen=True, kw_only=True)
class Param:
    """One argument of a tool."""

    name: str
    kind: Literal["bool", "int", "float", "str", "choice"]
    description: str = ""
    choices: tuple[str, ...] = ()
    minimum: float | None = None
    maximum: float | None = None
    step: float | None = None
    default: Any = _MISSING
    aliases: Mapping[str, str] = field(default_factory=dict)
    """Other words, folded, to the allowed value they mean."""

    @property
    def required(self) -> bool:
        return self.default is _MISSING

    @property
    def signed(self) -> bool:
        """Whether it can be negative: a change, up or down."""
        return (self.minimum or 0) < 0

    def schema(self) -> dict[str, object]:
        """This argument as a flat JSON schema property; the range stands in the description as well."""
        kinds = {"bool": "boolean", "int": "integer", "float": "number", "str": "string", "choice": "string"}
        schema: dict[str, object] = {"type": kinds[self.kind]}
        if self.choices:
            schema["enum"] = list(self.choices)
        if self.minimum is not None:
            schema["minimum"] = self.minimum
        if self.maximum is not None:
            schema["maximum"] = self.maximum
        if self.step is not None:
            schema["multipleOf"] = self.step
        description = self.description
        if self.minimum is not None and self.maximum is not None:
            span = f"{self.minimum:g}..{self.maximum:g}"
            if not all(f"{bound:g}" in description for bound in (self.minimum, self.maximum)):
                description = f"{description} ({span})" if description else span
        if description:
            schema["description"] = description
        if not self.required and self.default is not None:
            schema["default"] = self.default
        return schema

    def coerce(self, value: object) -> object:
        """``value`` as this argument needs it. Raises ``ToolError`` naming what is allowed, or ``OutOfRange``."""
        if value is None and not self.required:
            return self.default
        match self.kind:
            case "bool":
                return self._bool(value)
            case "int" | "float":
                return self._number(value)
            case "choice":
                return self._choice(value)
            case "str":
                text = str(value).strip()[:MAX_TEXT]
                if not text:
                    raise ToolError(f"{self.name} is empty; say what it should be")
                return text

    def _bool(self, value: object) -> bool:
        if isinstance(value, bool):
            return value
        word = _fold(str(value))
        if word in _ON:
            return True
        if word in _OFF:
            return False
        raise ToolError(f"{self.name}={value!r} is neither true nor false")

    def _number(self, value: object) -> float | int:
        number: float | None
        if isinstance(value, bool):
            number = None
        elif isinstance(value, int | float):
            try:
                number = float(value)
            except OverflowError:
                number = None
        else:
            number = parse_number(str(value), minimum=self.minimum, maximum=self.maximum)
        if number is None or not isfinite(number):
            span = "" if self.minimum is None or self.maximum is None else f" {self.minimum:g}..{self.maximum:g}"
            raise ToolError(f"{self.name}={value!r} is not a number; give one{span}")
        low, high = self.minimum, self.maximum
        if (low is not None and number < low) or (high is not None and number > high):
            raise OutOfRange(self, number)
        if self.step:
            number = round(number / self.step) * self.step
        return round(number) if self.kind == "int" else number

    def _choice(self, value: object) -> str:
        word = _fold(str(value))
        for choice in self.choices:
            if word == _fold(choice):
                return choice
        if word in self.aliases:
            return self.aliases[word]
        if isinstance(value, bool):
            for choice in self.choices:
                if _fold(choice) in (_ON if value else _OFF):
                    return choice
        words = [(_fold(choice), choice) for choice in self.choices] + list(self.aliases.items())
        inside = [(len(name), choice) for name, choice in words if _holds(word, name)]
        longest = {choice for size, choice in inside if size == max(inside)[0]}
        if len(longest) == 1:
            return longest.pop()
        raise ToolError(f"{self.name}={value!r} is unknown; allowed are {', '.join(self.choices)}")


def _fold(text: str) -> str:
    return re.sub(r"[\s_]+|(?<=\w)-+|-(?!\d)", " ", text).strip(" .。").casefold()  # "-2" is not "2"


@cache
def _holds(text: str, name: str) -> bool:
    """Whether ``name`` stands in ``text`` as a word of its own; Chinese needs no spaces around it."""
    if name.isascii():
        return re.search(rf"(?<!-)\b{re.escape(name)}\b", text) is not None
    return len(name) > 1 and name in text


def params_of(function: ToolFunction) -> tuple[Param, ...]:
    """The arguments of a tool function, in order, without its context. Raises ``PackError`` for types not flat."""
    hints = get_type_hints(function, include_extras=True)
    found = []
    for name, parameter in list(inspect.signature(function).parameters.items())[1:]:
        found.append(_param(function.__name__, name, hints[name], parameter.default))
    return tuple(found)


def _param(tool: str, name: str, hint: Any, default: object) -> Param:
    details: dict[str, Any] = {}
    extras: tuple[object, ...] = ()
    if get_origin(hint) is Annotated:
        hint, *rest = get_args(hint)
        extras = tuple(rest)
    if get_origin(hint) in (Union, types.UnionType):
        inner = [part for part in get_args(hint) if part is not type(None)]
        if len(inner) != 1:
            raise PackError(f"{tool}.{name}: only 'X | None' unions are allowed, found {hint}")
        hint = inner[0]
    if get_origin(hint) is Annotated:
        hint, *rest = get_args(hint)
        extras += tuple(rest)
    for extra in extras:
        if isinstance(extra, FieldInfo):
            details["description"] = extra.description or details.get("description", "")
            for bound in extra.metadata:
                details.update(
                    {
                        ours: getattr(bound, theirs)
                        for theirs, ours in (("ge", "minimum"), ("le", "maximum"), ("multiple_of", "step"))
                        if getattr(bound, theirs, None) is not None
                    }
                )
        elif isinstance(extra, Aliases):
            details["aliases"] = {_fold(word): value for value, words in extra.words.items() for word in words}
    if get_origin(hint) is Literal:
        return Param(name=name, kind="choice", choices=get_args(hint), default=default, **details)
    if hint in (bool, int, float, str):
        return Param(name=name, kind=hint.__name__, default=default, **details)
    raise PackError(f"{tool}.{name}: type {hint} is not flat; use bool, int, float, str or Literal")
