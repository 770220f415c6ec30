"""The short call syntax of the embedded model: ``set_window(position=50, window="rear")``, one call a line.

Owns how tools are listed, which grammar constrains an answer, and how calls are read back. Knows nothing of a
runtime. What models write that nothing constrains is read by ``freeform.py``.
"""

import ast
import json
import re
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import cast

from car_assistant.models.base import ChatRequest, Copied, JsonObject, Schemas, ToolCall, ToolSchema, Values
from car_assistant.models.copying import literal, sources, stretch_rules

NOTHING = "none()"
"""What the model writes when no tool fits; as easy to write as a call."""

MAX_CALLS = 8
"""Calls that one answer may hold."""

_ALIAS_VALUES = 5
"""An enumeration with this many values, used by two tools or more, is listed once under a name of its own."""

_REST_OF_UNQUOTED = r'[^"\\\x00-\x1F ] [^"\\\x00-\x1F]*'
_QUOTE = literal('"')
_REST_OF_TEXT = f"{_REST_OF_UNQUOTED} {_QUOTE}"
_ANY_TEXT = f"{_QUOTE} {_REST_OF_TEXT}"
_RANGE_NOTE = re.compile(r" ?\(-?[\d.]+\.\.-?[\d.]+\)$")
"""A range at the end of a description; the signature shows it already."""

_CONSTANTS: Mapping[str, object] = {"true": True, "false": False, "null": None}


Said = Mapping[str, str]
"""The rule for the stretches of each utterance that is copied from, by its words."""


@dataclass(frozen=True, kw_only=True)
class _Alias:
    name: str
    note: str


class Syntax:
    """Lists ``tools``, constrains and reads calls of them."""

    def __init__(self, tools: Schemas) -> None:
        self._tools = {tool.name: tool for tool in tools}
        self._aliases = _aliases(tools)

    def block(self) -> str:
        """Every tool as one line, after the enumerations that several of them share."""
        named = [f"{alias.name} = {'|'.join(values)}{alias.note}" for values, alias in self._aliases.items()]
        return "\n".join([*named, *(self._signature(tool) for tool in self._tools.values())])

    def grammar(
        self,
        choices: Iterable[str] | None = None,
        *,
        values: Mapping[str, Values] | None = None,
        must_call: bool = False,
        max_calls: int = MAX_CALLS,
    ) -> str:
        """A GBNF grammar for calls of ``choices`` (all tools when ``None``), or ``none()`` unless one must be made.

        ``values`` narrows the arguments of tools, as in a ``ChatRequest``.
        """
        names = [name for name in self._tools if choices is None or name in set(choices)]
        given = values or {}
        said = sources(given.get(name, {}) for name in names)
        rules = {
            f"t{index}": self._call_rule(self._tools[name], given.get(name, {}), said)
            for index, name in enumerate(names)
        }
        nothing = literal(NOTHING)
        root = nothing
        if rules:
            some = f'call ("\\n" call){{0,{max_calls - 1}}}' if max_calls > 1 else "call"
            root = some if must_call else f"{nothing} | {some}"
            rules["call"] = " | ".join(rules)
        return _grammar(root, rules, said)

    def write(self, calls: Sequence[ToolCall]) -> str:
        """``calls`` as the model would write them."""
        return "\n".join(self._write_call(call) for call in calls) or NOTHING

    def reader(self) -> "CallReader":
        return CallReader(self._tools)

    def _signature(self, tool: ToolSchema) -> str:
        parts, notes = [], []
        for name, prop, required in properties(tool):
            parts.append(f"{name}{'' if required else '?'}: {self._type(prop)}")
            note = _RANGE_NOTE.sub("", str(prop.get("description", "")))
            if note and not ("enum" in prop and _enum(prop) in self._aliases):
                notes.append(note if note.startswith(name) or len(_names(tool)) == 1 else f"{name}: {note}")
        about = "; ".join([tool.description.rstrip("."), *notes])
        return f"{tool.name}({', '.join(parts)}) # {about}"

    def _type(self, prop: JsonObject) -> str:
        if "enum" in prop:
            values = _enum(prop)
            return self._aliases[values].name if values in self._aliases else "|".join(values)
        match prop.get("type"):
            case "integer" | "number" if "minimum" in prop and "maximum" in prop:
                return f"{prop['minimum']:g}..{prop['maximum']:g}"
            case "integer" | "number":
                return "number"
            case "boolean":
                return "bool"
        return "text"

    def _call_rule(self, tool: ToolSchema, values: Values, said: Said) -> str:
        return _joined(
            literal(tool.name + "("), _sequence(_rules(properties(tool), values, said), first=True), literal(")")
        )

    def opening(self, request: ChatRequest) -> "Opening | None":
        """What every answer begins with, where only one tool can be called: it need not be written by the model."""
        tool = _only_tool(request)
        if tool is None or request.max_calls != 1:
            return None
        values, begun = request.values.get(tool.name, {}), list[str]()
        said = sources([values])
        left = properties(tool)
        while left and _is_settled(among := values.get(left[0][0], ())):
            begun += [f"{left[0][0]}={_value(among[0])}"] * (among[0] is not None)
            left = left[1:]
        text, end = f"{tool.name}({', '.join(begun)}", literal(")")
        if left and _is_text(left[0][1]) and (None not in among if among else left[0][2]):
            text += f'{", " if begun else ""}{left[0][0]}="'
            written = _text_rule(values.get(left[0][0]), said, begun=True)
            rest = _joined(written, _sequence(_rules(left[1:], values, said), first=False), end)
        else:
            rest = _joined(_sequence(_rules(left, values, said), first=not begun), end)
        return Opening(text=text, grammar=_grammar(rest, {}, said))

    def _write_call(self, call: ToolCall) -> str:
        known = _names(self._tools[call.tool]) if call.tool in self._tools else []
        order = [name for name in known if name in call.args] + [name for name in call.args if name not in known]
        return f"{call.tool}({', '.join(f'{name}={_value(call.args[name])}' for name in order)})"


class CallReader:
    """Takes text as it is generated and gives each call as soon as its bracket closes."""

    def __init__(self, tools: Mapping[str, ToolSchema]) -> None:
        self._tools = tools
        self._text = ""

    def feed(self, piece: str) -> Iterator[ToolCall]:
        self._text += piece
        while (end := closing_bracket(self._text)) is not None:
            written, self._text = self._text[: end + 1].strip(), self._text[end + 1 :]
            call = read_call(written, self._tools)
            if call is not None and written != NOTHING:
                yield call


def closing_bracket(text: str, start: int = 0) -> int | None:
    """Where the first bracket opened after ``start`` closes, quotes respected; ``None`` when it is still open."""
    depth, quote = 0, ""
    for at in range(start, len(text)):
        char = text[at]
        if quote:
            if char == quote and text[at - 1] != "\\":
                quote = ""
        elif char in "\"'" and depth:
            quote = char
        elif char == "(":
            depth += 1
        elif char == ")":
            depth -= 1
            if depth <= 0:
                return at
    return None


def read_call(written: str, tools: Mapping[str, ToolSchema]) -> ToolCall | None:
    """One call written like Python, or ``None`` when it is not one. Bare words count as texts."""
    try:
        node = ast.parse(written, mode="eval").body
    except (SyntaxError, ValueError):
        return None
    if not isinstance(node, ast.Call) or not isinstance(node.func, ast.Name):
        return None
    name = node.func.id
    order = _names(tools[name]) if name in tools else []
    pairs = [*zip(order, node.args, strict=False), *((keyword.arg or "", keyword.value) for keyword in node.keywords)]
    try:
        return ToolCall(tool=name, args={key: _read_value(value) for key, value in pairs if key})
    except ValueError:
        return None


def properties(tool: ToolSchema) -> list[tuple[str, JsonObject, bool]]:
    """Name, schema and necessity of each argument: what must be given first, then what may be left out."""
    props = cast(Mapping[str, JsonObject], tool.parameters.get("properties", {}))
    required = set(cast(Sequence[str], tool.parameters.get("required", ())))
    return sorted(((name, prop, name in required) for name, prop in props.items()), key=lambda item: not item[2])


def _names(tool: ToolSchema) -> list[str]:
    return [name for name, _, _ in properties(tool)]


def _enum(prop: JsonObject) -> tuple[str, ...]:
    return tuple(str(value) for value in cast(Sequence[object], prop["enum"]))


def _aliases(tools: Schemas) -> dict[tuple[str, ...], _Alias]:
    """A name for each long enumeration that two tools or more share, taken from the argument that uses it most."""
    used: dict[tuple[str, ...], Counter[str]] = {}
    notes: dict[tuple[str, ...], str] = {}
    for tool in tools:
        for name, prop, _ in properties(tool):
            if "enum" in prop and len(_enum(prop)) >= _ALIAS_VALUES:
                used.setdefault(_enum(prop), Counter())[name.upper()] += 1
                notes.setdefault(_enum(prop), str(prop.get("description", "")))
    aliases: dict[tuple[str, ...], _Alias] = {}
    for values, names in used.items():
        if names.total() > 1:
            name = names.most_common(1)[0][0]
            taken = any(alias.name == name for alias in aliases.values())
            note = f" # {notes[values]}" if notes[values] else ""
            aliases[values] = _Alias(name=f"{name}{len(aliases)}" if taken else name, note=note)
    return aliases


@dataclass(frozen=True, kw_only=True)
class Opening:
    """The beginning of an answer, and the grammar of what can follow it."""

    text: str
    grammar: str


def _grammar(root: str, rules: Mapping[str, str], said: Said) -> str:
    """A whole grammar, with the stretches of what was ``said``."""
    named = {"root": root, **rules}
    for words, name in said.items():
        named |= stretch_rules(words, name) or {name: _REST_OF_UNQUOTED}
    return "\n".join(f"{name} ::= {body}" for name, body in named.items())


def _rules(arguments: Iterable[tuple[str, JsonObject, bool]], values: Values, said: Said) -> list[tuple[str, bool]]:
    """The rule of each argument, and whether it must be given."""
    return [_argument_rule(name, prop, required, values.get(name), said) for name, prop, required in arguments]


def _argument_rule(
    name: str, prop: JsonObject, required: bool, among: tuple[object, ...] | None, said: Said
) -> tuple[str, bool]:
    """The rule of an argument, empty where it cannot be given, and whether it must be."""
    if among is None:
        return _argument(name, prop), required
    if any(isinstance(one, Copied) for one in among):
        return f"{literal(name + '=')} {_text_rule(among, said)}", required or None not in among
    written = [literal(f"{name}={_value(value)}") for value in among if value is not None]
    return (f"({' | '.join(written)})" if written else "", required or None not in among)


def _only_tool(request: ChatRequest) -> ToolSchema | None:
    """The tool that must be called, where no other one can be."""
    if request.want != "calls" or not request.must_call or len(request.choices or ()) != 1:
        return None
    return next((tool for tool in request.tools if tool.name in (request.choices or ())), None)


def _is_text(prop: JsonObject) -> bool:
    return "enum" not in prop and prop.get("type") == "string"


def _text_rule(among: tuple[object, ...] | None, said: Said, *, begun: bool = False) -> str:
    """The rule of a text in quotes, of which the first is written already where it is ``begun``."""
    if among is None:
        return _REST_OF_TEXT if begun else _ANY_TEXT
    ways = [
        said[one.words] if isinstance(one, Copied) else literal(_value(str(one))[1:-1])
        for one in among
        if one is not None
    ]
    return _joined("" if begun else _QUOTE, f"({' | '.join(ways)})", _QUOTE)


def _is_settled(among: tuple[object, ...]) -> bool:
    return len(among) == 1 and not isinstance(among[0], Copied)


def _joined(*parts: str) -> str:
    return " ".join(part for part in parts if part)


def _sequence(arguments: Sequence[tuple[str, bool]], *, first: bool) -> str:
    """Arguments in their order with commas between those that are given; the flag says which must be."""
    if not arguments:
        return ""
    (rule, needed), rest = arguments[0], arguments[1:]
    if not rule:
        return _sequence(rest, first=first)
    given = _joined("" if first else literal(", "), rule)
    after = _sequence(rest, first=False)
    if needed:
        return _joined(given, after)
    if not first:
        return _joined(f"({given})?", after)
    without = _sequence(rest, first=True)
    return f"({_joined(given, after)} | {without})" if without else f"({_joined(given, after)})?"


def only_answer(request: ChatRequest) -> ToolCall | None:
    """The call that ``request`` leaves as the only answer, if it does: then no model has to be asked."""
    tool = _only_tool(request)
    if tool is None or request.max_calls != 1:
        return None
    values = request.values.get(tool.name, {})
    among = {name: values.get(name, ()) for name, _, _ in properties(tool)}
    if not all(_is_settled(values) for values in among.values()):
        return None
    return ToolCall(tool=tool.name, args={name: one for name, (one,) in among.items() if one is not None})


def fitted(call: ToolCall, request: ChatRequest) -> ToolCall | None:
    """``call`` within what ``request`` leaves open, for models that no grammar holds; ``None`` where it cannot be.

    An argument with one possible value gets it; a tool that is no choice is dropped, or is the only choice.
    """
    if request.choices is not None and call.tool not in request.choices:
        if not request.must_call or len(request.choices) != 1:
            return None
        call = ToolCall(tool=request.choices[0], args=call.args)
    args = dict(call.args)
    for name, among in request.values.get(call.tool, {}).items():
        if args.get(name) not in among and _is_settled(among):
            args |= {name: among[0]}
    return ToolCall(tool=call.tool, args={name: value for name, value in args.items() if value is not None})


def _argument(name: str, prop: JsonObject) -> str:
    return f"{literal(name + '=')} {_value_rule(prop)}"


def _value_rule(prop: JsonObject) -> str:
    if "enum" in prop:
        return f"({' | '.join(literal(json.dumps(value, ensure_ascii=False)) for value in _enum(prop))})"
    match prop.get("type"):
        case "boolean":
            return '("true" | "false")'
        case "integer" | "number" as kind:
            return _number_rule(prop, whole=kind == "integer")
    return _ANY_TEXT


def _number_rule(prop: JsonObject, *, whole: bool) -> str:
    """As many digits as the bounds need and one more: what is out of range must be read to be refused."""
    low, high = float(str(prop.get("minimum", 0))), float(str(prop.get("maximum", 999_999)))
    digits = max(len(str(int(abs(low)))), len(str(int(abs(high))))) + 1
    sign = '"-"? ' if low < 0 else ""
    fraction = "" if whole else ' (".5")?' if prop.get("multipleOf") == 0.5 else ' ("." [0-9])?'
    return f'{sign}("0" | [1-9] [0-9]{{0,{digits - 1}}}){fraction}'


def _value(value: object) -> str:
    if isinstance(value, float):
        return f"{value:g}"
    if isinstance(value, str):
        return json.dumps(value.replace('"', "'").replace("\\", "/"), ensure_ascii=False)
    return json.dumps(value, ensure_ascii=False)


def _read_value(node: ast.expr) -> object:
    if isinstance(node, ast.Name):
        return _CONSTANTS.get(node.id.lower(), node.id)
    return ast.literal_eval(node)
