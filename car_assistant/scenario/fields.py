"""Building blocks of the scenario form: durations, matchers, word lists, and models that refuse unknown keys."""

import re
from difflib import get_close_matches
from typing import Annotated, Any

from pydantic import BaseModel, BeforeValidator, ConfigDict, Field, model_validator
from pydantic_core import PydanticCustomError

_UNITS = {"ms": 0.001, "s": 1.0, "min": 60.0, "h": 3600.0}
_DURATION = re.compile(r"\s*(\d+(?:\.\d+)?)\s*(ms|s|min|h)\s*")

MATCHER_KEYS = ("approx", "lte", "gte", "in", "match", "contains_any", "any", "absent")


def _duration(value: object) -> object:
    """Seconds from ``400ms``, ``2.5s``, ``20min``, ``1h``."""
    match = _DURATION.fullmatch(value) if isinstance(value, str) else None
    if match is None:
        raise PydanticCustomError(
            "duration", "not a duration; write a number with ms, s, min or h, such as 400ms or 90s"
        )
    return float(match.group(1)) * _UNITS[match.group(2)]


def _matcher(value: object) -> object:
    """A scalar stands for equality; a mapping has one known key, or both ends of a range.

    ``tol`` may stand beside ``approx``.
    """
    if not isinstance(value, dict):
        return value
    if set(value) == {"gte", "lte"} and all(map(_is_number, value.values())):
        return value
    keys = set(value) - ({"tol"} if "approx" in value else set())
    if len(keys) != 1 or not keys <= set(MATCHER_KEYS):
        allowed = ", ".join(MATCHER_KEYS)
        raise PydanticCustomError(
            "matcher", "not a matcher; write a plain value or a mapping with one of: {allowed}", {"allowed": allowed}
        )
    (key,) = keys
    wanted = value[key]
    good = {
        "approx": _is_number(wanted) and _is_number(value.get("tol", 1)),
        "lte": _is_number(wanted),
        "gte": _is_number(wanted),
        "in": isinstance(wanted, list) and bool(wanted),
        "contains_any": isinstance(wanted, list) and bool(wanted),
        "match": isinstance(wanted, str) and is_pattern(wanted),
        "any": wanted is True,
        "absent": wanted is True,
    }[key]
    if not good:
        forms = "approx/lte/gte: a number; in/contains_any: a list; match: a regular expression; any/absent: true"
        raise PydanticCustomError("matcher", "wrong value for '{key}'; {forms}", {"key": key, "forms": forms})
    return value


def _is_number(value: object) -> bool:
    return isinstance(value, int | float) and not isinstance(value, bool)


def is_pattern(text: str) -> bool:
    try:
        re.compile(text)
    except re.error:
        return False
    return True


def listed(value: object) -> object:
    return value if isinstance(value, list | tuple) else [value]


Seconds = Annotated[
    float,
    BeforeValidator(_duration, json_schema_input_type=Annotated[str, Field(pattern=r"^\d+(\.\d+)?\s*(ms|s|min|h)$")]),
]
Scalar = bool | int | float | str
Matcher = Annotated[
    Scalar | dict[str, Any],
    BeforeValidator(_matcher),
    Field(
        description=f"a plain value, or a mapping with one of: {', '.join(MATCHER_KEYS)} "
        "(approx may have tol, gte and lte may stand together)"
    ),
]
WordList = Annotated[tuple[str, ...], BeforeValidator(listed, json_schema_input_type=str | list[str])]
StepId = Annotated[str, Field(pattern=r"^[A-Za-z0-9][A-Za-z0-9_.-]*$")]


class Strict(BaseModel):
    """Refuses keys it does not know and says which it does."""

    model_config = ConfigDict(extra="forbid", frozen=True, populate_by_name=False)

    @model_validator(mode="before")
    @classmethod
    def _known_keys(cls, data: object) -> object:
        if not isinstance(data, dict):
            return data
        allowed = sorted(field.alias or name for name, field in cls.model_fields.items())
        for key in data:
            if key not in allowed:
                near = get_close_matches(str(key), allowed, n=1)
                hint = f"did you mean '{near[0]}'? " if near else ""
                raise PydanticCustomError(
                    "unknown_key",
                    "unknown key '{key}'; {hint}allowed here: {allowed}",
                    {"key": key, "hint": hint, "allowed": ", ".join(allowed)},
                )
        return data
