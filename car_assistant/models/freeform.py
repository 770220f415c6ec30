"""Reads the tool calls out of what a model wrote freely. Owns the forms seen; checks no name and no argument.

Small Qwens write calls as bare JSON, in fences, in ``<tool_call>`` tags, with doubled braces, or like Python,
with talk before and after. Calls of tools that do not exist are given back as well, so that the caller can say so.
"""

import json
import re
from collections.abc import Iterator, Mapping
from typing import Any

from car_assistant.models.base import Schemas, ToolCall
from car_assistant.models.syntax import closing_bracket, read_call

_NAME_KEYS = ("name", "tool", "tool_name", "function")
_ARGUMENT_KEYS = ("arguments", "parameters", "args", "params", "input")
_OPENING = re.compile(r"[\[{]")
_PYTHON_CALL = re.compile(r"\b([a-z_][a-z0-9_]*)\s*\(")
_NO_CALL = frozenset({"none", "no_tool", "null", ""})


def read_calls(text: str, tools: Schemas) -> list[ToolCall]:
    """Every call in ``text``, in order: as JSON or, where there is none, as calls of known tools like in Python."""
    calls = [call for value in _json_values(_single_braces(text)) for call in _calls_in(value)]
    return calls or list(_python_calls(text, tools))


def _single_braces(text: str) -> str:
    """The 1.5B coder's own template shows ``{{"name": ...}}``, and the model copies it."""
    return text.replace("{{", "{").replace("}}", "}") if '{{"' in text else text


def _json_values(text: str) -> Iterator[Any]:
    decoder = json.JSONDecoder(strict=False)
    at = 0
    while found := _OPENING.search(text, at):
        try:
            value, at = decoder.raw_decode(text, found.start())
            yield value
        except ValueError:
            at = found.end()


def _calls_in(value: Any) -> Iterator[ToolCall]:
    if isinstance(value, list):
        for entry in value:
            yield from _calls_in(entry)
    elif isinstance(value, Mapping):
        name = next((value[key] for key in _NAME_KEYS if key in value), None)
        if isinstance(name, Mapping):
            yield from _calls_in(name)
        elif "tool_calls" in value:
            yield from _calls_in(value["tool_calls"])
        elif isinstance(name, str) and name.casefold() not in _NO_CALL:
            yield ToolCall(tool=name, args=_arguments(value))


def _arguments(value: Mapping[str, Any]) -> Mapping[str, object]:
    args: Any = next((value[key] for key in _ARGUMENT_KEYS if key in value), {})
    if isinstance(args, str):
        try:
            args = json.loads(args)
        except ValueError:
            return {}
    return args if isinstance(args, Mapping) else {}


def _python_calls(text: str, tools: Schemas) -> Iterator[ToolCall]:
    known = {tool.name: tool for tool in tools}
    at = 0
    while found := _PYTHON_CALL.search(text, at):
        at = found.end()
        end = closing_bracket(text, found.end() - 1) if found[1] in known else None
        if end is not None:
            call = read_call(text[found.start() : end + 1], known)
            if call is not None:
                yield call
            at = end + 1
