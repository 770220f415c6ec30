"""Utterances from the command line or a file, checked before the first one is said."""

import json
from collections.abc import Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import get_args

from car_assistant.console.values import check_settings
from car_assistant.errors import ConfigError, SignalError
from car_assistant.events import Lang, Seat, Value

_KEYS = ("say", "set", "seat", "lang")


@dataclass(frozen=True, kw_only=True)
class Utterance:
    """One thing to say, with what the world is like before it."""

    say: str
    set: dict[str, Value] = field(default_factory=dict)
    seat: Seat | None = None
    lang: Lang | None = None


def from_arguments(texts: Sequence[str]) -> list[Utterance]:
    """One utterance an argument; English words typed without quotes count as one sentence."""
    if len(texts) > 1 and all(text.isascii() and not any(char.isspace() for char in text) for text in texts):
        texts = [" ".join(texts)]
    return [Utterance(say=text) for text in texts]


def from_file(path: Path) -> list[Utterance]:
    """One utterance a line, as plain text or as a JSON object; empty lines are skipped.

    Raises ``ConfigError`` with the file, the line and what is allowed; bytes that are no UTF-8 are replaced.
    """
    try:
        return from_bytes(path.read_bytes(), str(path))
    except OSError as error:
        raise ConfigError(f"{path} cannot be read ({error.strerror}); give a readable text file") from error


def from_bytes(content: bytes, name: str) -> list[Utterance]:
    """The same from what was read already; ``name`` is where it came from."""
    lines = content.decode("utf-8", errors="replace").lstrip("\ufeff").splitlines()
    return [_line(line.strip(), f"{name}:{number}") for number, line in enumerate(lines, 1) if line.strip()]


def _line(line: str, where: str) -> Utterance:
    if not line.startswith("{"):
        return Utterance(say=line)
    try:
        entry = json.loads(line)
    except ValueError as error:
        raise ConfigError(f"{where}: bad JSON ({error}); write one object a line, or plain text") from error
    unknown = [key for key in entry if key not in _KEYS]
    if unknown:
        raise ConfigError(f"{where}: unknown key '{unknown[0]}'; allowed are {', '.join(_KEYS)}")
    say, seat, lang, settings = (entry.get(key) for key in ("say", "seat", "lang", "set"))
    if not isinstance(say, str):
        raise ConfigError(f"{where}: 'say' must be a text, found {say!r}")
    if seat is not None and seat not in get_args(Seat):
        raise ConfigError(f"{where}: seat {seat!r} is unknown; allowed are {', '.join(get_args(Seat))}")
    if lang is not None and lang not in get_args(Lang):
        raise ConfigError(f"{where}: lang {lang!r} is unknown; allowed are {', '.join(get_args(Lang))}")
    if not isinstance(settings or {}, dict):
        raise ConfigError(f"{where}: 'set' must be an object of signal paths and values, found {settings!r}")
    try:
        return Utterance(say=say, set=check_settings(settings or {}), seat=seat, lang=lang)
    except SignalError as error:
        raise ConfigError(f"{where}: {error}") from error
