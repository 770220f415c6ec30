"""The worked examples of tool packs: what people say and the calls it means, in groups of tools that belong together.

A pack's ``examples/<group>.txt`` starts with ``# areas: a, b`` and holds one ``utterance => call; call`` a line. Lines
marked ``* `` are shown to the model when it works within the group; all of them teach (``knowledge.py``).
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path

from car_assistant.errors import PackError
from car_assistant.models.base import Message
from car_assistant.models.syntax import NOTHING, read_call
from car_assistant.registry import Registry
from car_assistant.schemas import ToolSchema

_ARROW, _NEXT = " => ", "; "


@dataclass(frozen=True, kw_only=True)
class Example:
    """An utterance and what it means; no calls where nothing is to be done."""

    say: str
    tools: tuple[str, ...]
    group: str
    written: str = ""
    """The calls as the file has them; empty where only the tool is known."""
    shown: bool = False

    def messages(self) -> tuple[Message, Message]:
        """Utterance and calls as a model is shown them."""
        calls = [read_call(part, {}) for part in self.written.split(_NEXT)] if self.tools else []
        return (
            Message(role="user", content=self.say),
            Message(role="assistant", calls=tuple(call for call in calls if call is not None)),
        )


@dataclass(frozen=True, kw_only=True)
class Group:
    """Tools that a model is shown together, with the examples shown beside them."""

    name: str
    tools: tuple[ToolSchema, ...]
    examples: tuple[Message, ...]


@dataclass(frozen=True, kw_only=True)
class ExampleBase:
    """Every group and every example of the loaded packs."""

    groups: Mapping[str, Group]
    examples: tuple[Example, ...]
    lessons: tuple[Example, ...] = ()
    """Every line of the packs, those of removed tools too: what asks for a removed tool must not find another."""

    home: Mapping[str, str] = field(default_factory=dict)
    """The group of each tool's area; other groups may show the tool as well."""


def load_examples(registry: Registry, packs: Sequence[Path]) -> ExampleBase:
    """The examples of the packs' files, and of the tools themselves; an area without a file is a group of its own.

    Raises ``PackError`` with file and line for what cannot be read. Calls of removed tools are left out.
    """
    schemas = {schema.name: schema for schema in registry.schemas()}
    area_of = {name: tool.spec.area for name, tool in sorted(registry.known.items())}
    groups: dict[str, list[str]] = {}
    lessons: list[Example] = []
    for pack in packs:
        for file in sorted((pack / "examples").glob("*.txt")):
            lines = file.read_text(encoding="utf-8").splitlines()
            groups[file.stem] = _areas(lines, file)
            lessons += _read(lines, file, schemas)
    covered = {area for areas in groups.values() for area in areas}
    groups |= {area: [area] for area in dict.fromkeys(area_of.values()) if area not in covered}
    group_of_area = {area: name for name, areas in groups.items() for area in areas}
    lessons += _own(registry, group_of_area)
    examples = [one for one in lessons if all(tool in schemas for tool in one.tools)]
    return ExampleBase(
        groups={name: _group(name, areas, schemas, area_of, examples) for name, areas in groups.items()},
        examples=tuple(examples),
        lessons=tuple(lessons),
        home={name: group_of_area[area] for name, area in area_of.items()},
    )


def _group(
    name: str,
    areas: Sequence[str],
    schemas: Mapping[str, ToolSchema],
    area_of: Mapping[str, str],
    examples: Sequence[Example],
) -> Group:
    shown = [example for example in examples if example.group == name and example.shown]
    # A line with several commands may need a tool of another group: the model must see it to use it.
    named = {tool for example in shown for tool in example.tools}
    tools = [schema for schema in schemas.values() if area_of[schema.name] in areas or schema.name in named]
    return Group(
        name=name,
        tools=tuple(tools),
        examples=tuple(message for example in shown for message in example.messages()),
    )


def _areas(lines: Sequence[str], file: Path) -> list[str]:
    head = lines[0] if lines else ""
    if not head.startswith("# areas:"):
        raise PackError(f"{file}:1: must start with '# areas:' and the tool areas of the group, found {head!r}")
    return [area.strip() for area in head.removeprefix("# areas:").split(",") if area.strip()]


def _read(lines: Sequence[str], file: Path, schemas: Mapping[str, ToolSchema]) -> Iterator[Example]:
    for number, line in enumerate(lines, 1):
        text = line.strip()
        if not text or text.startswith("#"):
            continue
        shown = text.startswith("* ")
        say, arrow, written = text.removeprefix("* ").rpartition(_ARROW)
        parts = [] if written == NOTHING else written.split(_NEXT)
        tools = tuple(part.partition("(")[0] for part in parts)
        # Reading all arguments of thousands of lines would delay every start; the tests do it.
        unread = [part for part in parts if not part.endswith(")") or (shown and read_call(part, schemas) is None)]
        if not arrow or not say or unread:
            raise PackError(f"{file}:{number}: must be 'utterance => call; call' or '=> {NOTHING}', found {line!r}")
        yield Example(say=say, tools=tools, group=file.stem, written=written, shown=shown)


def _own(registry: Registry, group_of_area: Mapping[str, str]) -> Iterator[Example]:
    """What the tools' authors wrote beside them; their arguments are left to the model."""
    for name, tool in sorted(registry.known.items()):
        for lines in tool.spec.examples.values():
            for say in lines:
                yield Example(say=say, tools=(name,), group=group_of_area[tool.spec.area])
