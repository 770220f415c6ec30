"""From sentence packs to a network of words. Owns hassil's format and the compiled form; matches nothing.

A pack's ``sentences/<lang>/*.yaml`` are in hassil's format: an intent is a tool, a slot is an argument. hassil parses
the templates; its own recogniser answers for a whole sentence and takes longer than the fast path may, so the parsed
templates become a network of words that answers from every position where a command may start.
"""

import json
import re
import unicodedata
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cache
from hashlib import sha256
from pathlib import Path
from typing import TYPE_CHECKING, Any

from car_assistant.errors import PackError
from car_assistant.events import Lang
from car_assistant.text import digits

if TYPE_CHECKING:
    from hassil.expression import Expression
    from hassil.intents import Intents, SlotList

FORMAT = "1"
"""Changes when the compiled form does, so that older cache files are not read."""

FRAMES = ("lead", "ask", "ask_if", "asked", "tail", "between", "carried", "around_start", "around_end")
"""Expansion rules that frame commands; what each one is for stands in ``grammar.py``."""

_TOKEN = re.compile(r"(?<![\w.])-?\d+(?:\.\d+)?|\d+(?:\.\d+)?|[a-z]+(?:'[a-z]+)*|[^\W\d_]|[^\s\w]")
_GLUED = re.compile(r"([A-Za-z]+)\[([a-z']+)\]")
_FOLDS = str.maketrans(
    {"’": "'", "‘": "'", "、": ",", "，": ",", "。": ".", "？": "?", "！": "!", "；": ";", "℃": "度"}
)


def tokens_of(text: str) -> tuple[str, ...]:
    """Words, Chinese characters, numbers and marks; number words are digits already."""
    folded = unicodedata.normalize("NFKC", text.translate(_FOLDS)).casefold().replace("°c", "°").replace("°", "度")
    return tuple(_TOKEN.findall(digits(folded)))


@dataclass(frozen=True, kw_only=True)
class Block:
    """Sentences that mean one tool with some arguments fixed."""

    tool: str
    slots: Mapping[str, Any]
    question: bool = False
    """True when asking is what the sentence does, so that a question mark belongs to it."""
    alone: bool = False
    """True for a complaint that is a command only when nothing else is said ("I'm cold")."""


@dataclass(kw_only=True)
class Table:
    """The compiled sentences of one language.

    ``leaves[i]`` is what one step consumes and the number of the set of leaves that may follow it: a word, or a list
    as ``(list, slot)``; a leaf that consumes nothing ends a sentence and holds its block as an ``int``.
    """

    leaves: list[tuple[str | tuple[str, str] | int, int]] = field(default_factory=list)
    sets: list[tuple[int, ...]] = field(default_factory=list)
    starts: dict[str, int] = field(default_factory=dict)
    """Set of leaves from which the commands (``""``) and each frame start."""
    blocks: list[Block] = field(default_factory=list)
    lists: dict[str, list[tuple[tuple[str, ...], Any]]] = field(default_factory=dict)
    ranges: dict[str, tuple[float, float, bool, float]] = field(default_factory=dict)
    """Lowest and highest number, whether it may have decimals, and what it is multiplied with."""


def load_table(packs: Sequence[Path], lang: Lang, folder: Path | None) -> Table:
    """The sentences of ``packs`` in ``lang``: from ``folder`` where they are unchanged, else compiled and kept there.

    Raises ``PackError`` naming the file and what is wrong with it.
    """
    files = [file for pack in packs for file in sorted((pack / "sentences" / lang).glob("*.yaml"))]
    texts = [file.read_bytes() for file in files]
    kept = folder / f"sentences-{lang}-{_digest(texts)}.json" if folder else None
    if kept is not None and (table := _read(kept)) is not None:
        return table
    table = _Compiler(_parse(files, texts, lang)).table if files else Table()
    if kept is not None:
        _write(kept, table)
    return table


def _digest(texts: Iterable[bytes]) -> str:
    from car_assistant import numbers

    source = Path(numbers.__file__).read_bytes()
    return sha256(b"\0".join([FORMAT.encode(), source, *texts])).hexdigest()[:16]


def _read(file: Path) -> Table | None:
    """The table kept in ``file``; ``None`` when it is missing or broken, because it can be made again."""
    try:
        raw = json.loads(file.read_bytes())
        return Table(
            leaves=[(tuple(label) if isinstance(label, list) else label, after) for label, after in raw["leaves"]],
            sets=[tuple(members) for members in raw["sets"]],
            starts=raw["starts"],
            blocks=[Block(**one) for one in raw["blocks"]],
            lists={name: [(tuple(words), out) for words, out in values] for name, values in raw["lists"].items()},
            ranges={name: tuple(values) for name, values in raw["ranges"].items()},
        )
    except (OSError, ValueError, KeyError, TypeError):
        return None


def _write(file: Path, table: Table) -> None:
    raw = vars(table) | {"blocks": [vars(one) for one in table.blocks]}
    part = file.with_suffix(".part")
    try:
        file.parent.mkdir(parents=True, exist_ok=True)
        part.write_text(json.dumps(raw, ensure_ascii=False), encoding="utf-8")
        part.replace(file)
    except OSError:
        return  # a cache that cannot be written costs time, nothing else


def _parse(files: Sequence[Path], texts: Sequence[bytes], lang: Lang) -> "Intents":
    """All files as one. Imported here: hassil takes longer than the whole start of the program."""
    import yaml  # type: ignore[import-untyped]
    from hassil.errors import HassilError
    from hassil.intents import Intents
    from hassil.util import merge_dict

    loader = getattr(yaml, "CSafeLoader", yaml.SafeLoader)
    merged: dict[str, Any] = {"language": lang, "intents": {}}
    for file, text in zip(files, texts, strict=True):
        try:
            parsed = yaml.load(text, Loader=loader)  # noqa: S506 - both loaders are safe ones
            for part in ("expansion_rules", "lists"):
                twice = parsed.get(part, {}).keys() & merged.get(part, {}).keys()
                if twice:
                    raise PackError(f"{file} defines {', '.join(sorted(twice))} again; rename it")
            merge_dict(merged, parsed)
        except (yaml.YAMLError, AssertionError, AttributeError) as error:
            raise PackError(f"{file} is not a sentence file: {error}") from error
    merged["language"] = lang
    try:
        intents = Intents.from_dict(_unglue(merged))
        for intent in intents.intents.values():
            for data in intent.data:
                assert data.sentences
    except (HassilError, KeyError, ValueError, AssertionError) as error:
        raise PackError(f"sentences in {files[0].parent}: {type(error).__name__}: {error}") from error
    return intents


def _unglue(value: Any) -> Any:
    """Write ``window[s]`` as ``(window|windows)``: the network steps over whole words."""
    if isinstance(value, str):
        return _GLUED.sub(r"(\1|\1\2)", value)
    if isinstance(value, dict):
        return {key: _unglue(item) for key, item in value.items()}
    return [_unglue(item) for item in value] if isinstance(value, list) else value


class _Compiler:
    """Builds the network backwards, so that what may follow a word is known when the word is added."""

    def __init__(self, intents: "Intents") -> None:
        from hassil import expression

        self._kinds = expression
        self._intents = intents
        self._words = cache(tokens_of)
        self._leaf_ids: dict[tuple[str | tuple[str, str] | int, int], int] = {}
        self._set_ids: dict[tuple[int, ...], int] = {}
        self._local: Mapping[str, Any] = {}
        self.table = Table()
        nothing = self._set([])
        heads: list[int] = []
        for name, intent in intents.intents.items():
            for data in intent.data:
                block = Block(tool=name, slots=data.slots, **(data.metadata or {}))
                self.table.blocks.append(block)
                end = self._leaf(len(self.table.blocks) - 1, nothing)
                self._local = data.expansion_rules
                for sentence in data.sentences:
                    heads += self._build(sentence.expression, (end,))
                    if end in heads:
                        raise PackError(
                            f"sentence '{sentence.text}' of {name} can be empty; make a word of it required"
                        )
        self._local = {}
        self.table.starts[""] = self._set(heads)
        for frame in FRAMES:
            if frame in intents.expansion_rules:
                end = self._leaf(-1, nothing)
                self.table.starts[frame] = self._set(self._build(intents.expansion_rules[frame].expression, (end,)))

    def _leaf(self, label: str | tuple[str, str] | int, after: int) -> int:
        found = self._leaf_ids.get((label, after))
        if found is None:
            found = self._leaf_ids[label, after] = len(self.table.leaves)
            self.table.leaves.append((label, after))
        return found

    def _set(self, members: Iterable[int]) -> int:
        key = tuple(sorted(set(members)))
        if key not in self._set_ids:
            self._set_ids[key] = len(self.table.sets)
            self.table.sets.append(key)
        return self._set_ids[key]

    def _build(self, item: "Expression", after: tuple[int, ...]) -> tuple[int, ...]:
        """The leaves that start ``item`` when the leaves ``after`` follow it."""
        kinds = self._kinds
        if isinstance(item, kinds.TextChunk):
            return self._say(item.text, after)
        if isinstance(item, kinds.Alternative):
            return tuple({leaf for choice in item.items for leaf in self._build(choice, after)})
        if isinstance(item, kinds.Permutation):
            return tuple(
                {leaf for first, rest in item.iterate_permutations() for leaf in self._ordered(first, rest, after)}
            )
        if isinstance(item, kinds.Sequence):
            words = ""  # hassil cuts text at blanks, and number words only mean something together
            for part in reversed(item.items):
                if isinstance(part, kinds.TextChunk):
                    words = part.text + words
                else:
                    after, words = self._build(part, self._say(words, after)), ""
            return self._say(words, after)
        if isinstance(item, kinds.RuleReference):
            rule = self._local.get(item.rule_name) or self._intents.expansion_rules.get(item.rule_name)
            if rule is None:
                raise PackError(f"sentences use the rule <{item.rule_name}>, which does not exist")
            return self._build(rule.expression, after)
        if isinstance(item, kinds.ListReference):
            self._add_list(item.list_name)
            return (self._leaf((item.list_name, item.slot_name), self._set(after)),)
        raise PackError(f"sentences use {type(item).__name__}, which the fast path does not know")

    def _say(self, text: str, after: tuple[int, ...]) -> tuple[int, ...]:
        for word in reversed(self._words(text)):
            after = (self._leaf(word, self._set(after)),)
        return after

    def _ordered(self, first: Any, rest: Any, after: tuple[int, ...]) -> tuple[int, ...]:
        return self._build(first, self._build(rest, after) if rest.items else after)

    def _add_list(self, name: str) -> None:
        from hassil.intents import RangeSlotList, TextSlotList

        if name in self.table.lists or name in self.table.ranges or name not in self._intents.slot_lists:
            return  # a list that no file defines holds names from the world, known only when the car is there
        values: SlotList = self._intents.slot_lists[name]
        if isinstance(values, RangeSlotList):
            factor = 1.0 if values.multiplier is None else values.multiplier
            self.table.ranges[name] = (values.start, values.stop, values.fraction_type is not None, factor)
        elif isinstance(values, TextSlotList):
            self.table.lists[name] = [
                (words, value.value_out) for value in values.values for words in self._spellings(value.text_in)
            ]
        else:
            raise PackError(f"list {{{name}}} is a wildcard; the fast path only takes words it knows")

    def _spellings(self, item: "Expression") -> list[tuple[str, ...]]:
        """Every way to say a list value; values are short, so all of them are written out."""
        from hassil.sample import sample_expression

        rules = self._intents.expansion_rules
        return list(dict.fromkeys(tokens_of(text) for text in sample_expression(item, {}, rules)))
