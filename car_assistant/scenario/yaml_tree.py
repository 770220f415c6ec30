"""YAML 1.2 scalars with the line of every key and item. Owns reading of YAML; knows nothing of scenarios.

PyYAML's own rules turn ``off`` into False and ``18:30`` into 1110, so only its parser is used here.
"""

import re
from dataclasses import dataclass
from typing import Any

import yaml  # type: ignore[import-untyped]

Place = tuple[str | int, ...]
"""Keys and indices from the root to a value."""

MAX_NODES = 50_000
"""Values in one file, aliases counted each time they are used."""

MAX_BYTES = 2_000_000

_TAG = "tag:yaml.org,2002:"
_BASE: Any = getattr(yaml, "CSafeLoader", yaml.SafeLoader)


class _Loader(_BASE):  # type: ignore[misc]
    """A parser with the scalars of the YAML 1.2 core schema."""

    yaml_implicit_resolvers: dict[str, list[tuple[str, re.Pattern[str]]]] = {}  # noqa: RUF012 - PyYAML's own protocol


for _kind, _pattern, _first in (
    ("null", r"~|null|Null|NULL|", ["~", "n", "N", ""]),
    ("bool", r"true|True|TRUE|false|False|FALSE", list("tTfF")),
    ("int", r"[-+]?[0-9]+|0o[0-7]+|0x[0-9a-fA-F]+", list("-+0123456789")),
    ("float", r"[-+]?(\.[0-9]+|[0-9]+(\.[0-9]*)?)([eE][-+]?[0-9]+)?", list("-+.0123456789")),
):
    _Loader.add_implicit_resolver(_TAG + _kind, re.compile(rf"^(?:{_pattern})$"), _first)


class YamlError(Exception):
    """The text is not the YAML that is wanted here; ``line`` counts from 1."""

    def __init__(self, line: int, message: str) -> None:
        self.line = line
        super().__init__(message)


@dataclass(frozen=True, kw_only=True)
class Tree:
    """Plain values and where they stand."""

    value: object
    lines: dict[Place, int]
    """Line, from 1, of every value; of its key where it has one."""

    def line(self, place: Place) -> int:
        """The line of ``place``, or of the nearest thing around it."""
        known: Place = ()
        for step in place:
            if (*known, step) in self.lines:
                known = (*known, step)
        return self.lines.get(known, 1)


def parse(raw: bytes) -> Tree:
    """Read one document. Raises ``YamlError``."""
    if len(raw) > MAX_BYTES:
        raise YamlError(1, f"the file has {len(raw)} bytes; at most {MAX_BYTES} are read")
    try:
        text = raw.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        raise YamlError(raw.count(b"\n", 0, error.start) + 1, "the file is not UTF-8; save it as UTF-8") from error
    loader = _Loader(text)
    try:
        node = loader.get_single_node()
    except yaml.MarkedYAMLError as error:
        mark = error.problem_mark or error.context_mark
        raise YamlError(mark.line + 1 if mark else 1, f"not valid YAML: {error.problem}") from error
    except yaml.YAMLError as error:
        raise YamlError(1, f"not valid YAML: {error}") from error
    finally:
        loader.dispose()
    if node is None:
        raise YamlError(1, "the file is empty")
    lines: dict[Place, int] = {(): node.start_mark.line + 1}
    return Tree(value=_Builder(lines).build(node, (), ()), lines=lines)


class _Builder:
    """Turns nodes into plain values and notes their lines."""

    def __init__(self, lines: dict[Place, int]) -> None:
        self._lines = lines
        self._count = 0

    def build(self, node: Any, place: Place, above: tuple[int, ...]) -> object:
        line = node.start_mark.line + 1
        self._count += 1
        if self._count > MAX_NODES:
            raise YamlError(line, f"more than {MAX_NODES} values; cut the file in parts")
        if id(node) in above:
            raise YamlError(line, "an alias holds itself")
        self._lines.setdefault(place, line)
        if isinstance(node, yaml.ScalarNode):
            return _scalar(node, line)
        inside = (*above, id(node))
        if isinstance(node, yaml.SequenceNode):
            return [self.build(item, (*place, index), inside) for index, item in enumerate(node.value)]
        return self._mapping(node, place, inside)

    def _mapping(self, node: Any, place: Place, above: tuple[int, ...]) -> dict[str, object]:
        built: dict[str, object] = {}
        first: dict[str, int] = {}
        for key_node, value_node in node.value:
            line = key_node.start_mark.line + 1
            if not isinstance(key_node, yaml.ScalarNode):
                raise YamlError(line, "a key must be plain text")
            key = str(key_node.value)
            if key in built:
                raise YamlError(line, f"key '{key}' stands twice, first on line {first[key]}; keep one")
            first[key] = line
            self._lines[(*place, key)] = line
            built[key] = self.build(value_node, (*place, key), above)
        return built


def _scalar(node: Any, line: int) -> object:
    text = str(node.value)
    match node.tag.removeprefix(_TAG):
        case "str":
            return text
        case "null":
            return None
        case "bool":
            return text.lower() == "true"
        case "int":
            return int(text, 0) if text[:2] in ("0x", "0o") else int(text)
        case "float":
            return float(text)
        case other:
            raise YamlError(line, f"the tag '{other}' is not allowed; write plain values")
