"""Languages: names in both, which one a sentence is in, reply templates. Knows nothing of tools or signals."""

import logging
import re
import unicodedata
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING, get_args

from car_assistant.errors import PackError
from car_assistant.events import Lang
from car_assistant.numbers import digits, parse_number
from car_assistant.times import parse_time

if TYPE_CHECKING:
    from fluent.runtime import FluentBundle

__all__ = ["LANGS", "Name", "Replies", "detect_lang", "digits", "normalise", "parse_number", "parse_time"]

_log = logging.getLogger(__name__)

LANGS: tuple[Lang, ...] = get_args(Lang)

MAX_SENTENCE = 1000
"""Characters of an utterance that are read; what follows is dropped."""

_HAN = re.compile(r"[\u3400-\u9fff\uf900-\ufaff\U00020000-\U0003ffff]")
_LATIN_WORD = re.compile(r"[a-z]+(?:'[a-z]+)?")
_QUOTED = re.compile(r"\"[^\"]*\"|“[^”]*”|「[^」]*」|《[^》]*》|『[^』]*』|(?<!\w)'[^']*'(?!\w)|‘[^’]*’")
_ENGLISH_GRAMMAR = frozenset(
    "a about add all am an and answer any are at be call can cancel change check close could darker delete dial do "
    "does don't find for from get give go has have heat how i i'd i'll i'm in is it it's less let like list lock look "
    "lower make me message more mute my navigate need next no not of off on open order out pause play please put raise "
    "read remind remove reply resume route saying send set show shut skip some start stop switch take tell text than "
    "that the there this to tonight turn undo unlock up want what what's when where which who will with would you "
    "your".split()
)
_CHINESE_GRAMMAR = re.compile(
    "把|将|打|开|关|请|帮|我|你|的|吗|呢|吧|了|去|到|给|在|是|有|有没有|什么|怎么|哪|几|多少|谁|导航|播放|放|听|说|告诉|"
    "发|回复|查|看|调|设|换|切|停|取消|一下|一点|点|太|不|要|想|别|和|跟|再|来|搜|找|读"
)


@dataclass(frozen=True)
class Name:
    """A name in both languages; a reply template shows the one it needs."""

    en: str
    zh: str

    def in_(self, lang: Lang) -> str:
        return self.zh if lang == "zh" else self.en


def normalise(text: str) -> str:
    """An utterance as the rest of the program expects it.

    Full-width letters, digits and punctuation become half-width, control and invisible characters and undecodable
    bytes go, white space is one blank, and no more than ``MAX_SENTENCE`` characters stay.
    """
    # Cut first as well: normalising can grow a text, and hostile input may be megabytes long.
    text = unicodedata.normalize("NFKC", text[: 4 * MAX_SENTENCE])
    text = "".join(char if unicodedata.category(char)[0] != "C" else " " if char.isspace() else "" for char in text)
    return " ".join(text.split())[:MAX_SENTENCE].rstrip()


def detect_lang(text: str, default: Lang = "en") -> Lang:
    """The language of a sentence's grammar: names in the other language, quoted or not, do not count.

    ``default`` is the answer for a text without words of either language, such as "22".
    """
    bare = _QUOTED.sub(" ", text)
    bare = (bare if bare.strip(" .,!?。，！？") else text).casefold().replace("’", "'")
    words = _LATIN_WORD.findall(bare)
    if not _HAN.search(bare):
        return "en" if words else default
    english = sum(word in _ENGLISH_GRAMMAR for word in words)
    return "en" if english > len(_CHINESE_GRAMMAR.findall(bare)) else "zh"


_FALLBACKS: Mapping[str, Name] = {
    "ok": Name("Done.", "好的。"),
    "refused": Name("I can't do that right now.", "现在不能这样做。"),
    "needs_confirmation": Name("Shall I do that?", "确定要这样做吗？"),
    "failed": Name("Sorry, that didn't work.", "抱歉，没有成功。"),
    "pending": Name("Which one do you mean?", "您指的是哪一个？"),
}
_ENTRY = re.compile(r"^(-?[a-zA-Z][\w-]*)[ ]*=", re.MULTILINE)
_REFERENCE = re.compile(r"\{\s*(-?[a-zA-Z][\w-]*)[\s.}(]")
_VARIABLE = re.compile(r"\$([a-zA-Z][\w-]*)")


class Replies:
    """Reply templates (Project Fluent) from folders with ``en/*.ftl`` and ``zh/*.ftl``.

    Files are read when a language is first needed and a message is parsed when it is first spoken: parsing
    everything at the start would take longer than the rest of the start.
    """

    def __init__(self, *, strict: bool = False) -> None:
        """``strict`` raises ``PackError`` where a driver would hear a fallback sentence; for tests."""
        self.strict = strict
        self._folders: list[Path] = []
        self._sources: dict[Lang, dict[str, str]] = {}
        self._bundles: dict[Lang, FluentBundle] = {}
        self._parsed: set[tuple[Lang, str]] = set()

    def add_folder(self, path: Path) -> None:
        """Add the templates of a folder; a key that exists already is replaced. Raises ``PackError``."""
        for lang in LANGS:
            if not (path / lang).is_dir():
                raise PackError(f"{path} has no folder '{lang}' with .ftl files; replies need both languages")
        self._folders.append(path)
        self._sources.clear()
        self._bundles.clear()
        self._parsed.clear()

    def keys(self, lang: Lang) -> frozenset[str]:
        """The messages there are in a language."""
        return frozenset(key for key in self._source(lang) if not key.startswith("-"))

    def variables(self, key: str, lang: Lang) -> frozenset[str]:
        """The names of the data that a message uses."""
        return frozenset(_VARIABLE.findall(self._source(lang).get(key, "")))

    def problems(self) -> list[str]:
        """What is wrong with the templates, a sentence each: syntax, and messages that lack a language."""
        from fluent.runtime import FluentResource
        from fluent.syntax.ast import Junk

        found = []
        for lang in LANGS:
            for key, text in self._source(lang).items():
                if any(isinstance(entry, Junk) for entry in FluentResource(text).body):
                    found.append(f"reply '{key}' ({lang}) is not valid Fluent")
        only = self.keys("en") ^ self.keys("zh")
        return found + [f"reply '{key}' exists in one language only" for key in sorted(only)]

    def render(self, key: str, lang: Lang, data: Mapping[str, object] | None = None, *, status: str = "ok") -> str:
        """The sentence of a message. Where it cannot be made, the fallback sentence for ``status``."""
        bundle = self._bundle(lang, key)
        if bundle is None:
            return self._fallback(f"reply '{key}' ({lang}) does not exist or is not valid Fluent", lang, status)
        values = {name: _fluent(value, lang) for name, value in (data or {}).items()}
        pattern = bundle.get_message(key).value
        if pattern is None:
            return self._fallback(f"reply '{key}' ({lang}) has no text", lang, status)
        text, errors = bundle.format_pattern(pattern, values)
        if errors:
            return self._fallback(f"reply '{key}' ({lang}): {errors[0]}; data has {sorted(values)}", lang, status)
        return " ".join(str(text).split())

    def _fallback(self, problem: str, lang: Lang, status: str) -> str:
        if self.strict:
            raise PackError(problem)
        _log.warning("%s", problem)
        return _FALLBACKS.get(status, _FALLBACKS["ok"]).in_(lang)

    def _source(self, lang: Lang) -> dict[str, str]:
        """The text of every message and term of a language, by key."""
        if lang not in self._sources:
            entries: dict[str, str] = {}
            for folder in self._folders:
                for file in sorted((folder / lang).glob("*.ftl")):
                    text = file.read_text(encoding="utf-8")
                    starts = list(_ENTRY.finditer(text))
                    ends = [start.start() for start in starts[1:]] + [len(text)]
                    entries.update(
                        {start[1]: text[start.start() : end] for start, end in zip(starts, ends, strict=True)}
                    )
            self._sources[lang] = entries
        return self._sources[lang]

    def _bundle(self, lang: Lang, key: str) -> "FluentBundle | None":
        """The bundle of a language with ``key`` and all it refers to parsed into it, or ``None`` without that key."""
        # Imported here: it takes longer than everything else this module needs.
        from fluent.runtime import FluentBundle, FluentResource

        if lang not in self._bundles:
            self._bundles[lang] = FluentBundle([lang], use_isolating=False)
        bundle = self._bundles[lang]
        source = self._source(lang)
        wanted = [key]
        while wanted:
            entry = wanted.pop()
            if entry in source and (lang, entry) not in self._parsed:
                self._parsed.add((lang, entry))
                bundle.add_resource(FluentResource(source[entry]))
                wanted += _REFERENCE.findall(source[entry])
        return bundle if bundle.has_message(key) else None


def _fluent(value: object, lang: Lang) -> object:
    """A value as templates take it: numbers stay numbers for plurals and selectors, everything else is text."""
    from fluent.runtime.types import fluent_number

    match value:
        case bool():
            return "true" if value else "false"
        case int():
            return fluent_number(value, useGrouping=False)
        case float():
            rounded = round(value, 2)
            return fluent_number(int(rounded) if rounded.is_integer() else rounded, useGrouping=False)
        case None:
            return "none"
        case datetime():
            return f"{value:%H:%M}"
        case Name():
            return value.in_(lang)
        case tuple() | list():
            return join(value, lang)
        case _:
            return str(value)


def join(items: Iterable[object], lang: Lang) -> str:
    """A spoken list: "A, B and C" or "A、B和C"."""
    words = [str(_fluent(item, lang)) for item in items]
    comma, last = ("、", "和") if lang == "zh" else (", ", " and ")
    return last.join([part for part in (comma.join(words[:-1]), words[-1]) if part]) if words else ""
