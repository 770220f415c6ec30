"""Labelled utterances: their file format and its checks. Runs nothing.

One JSON object a line; see ``docs/corpus.md`` for the meaning of each key.
"""

from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

from pydantic import BaseModel, ConfigDict, Field, ValidationError

from car_assistant.console.values import check_settings, find_signal
from car_assistant.errors import ConfigError, SignalError
from car_assistant.events import Lang, Seat, Value
from car_assistant.vehicle.catalogue import full_path


class Labelled(BaseModel):
    """An utterance, the car it is said in, and the end state it must reach."""

    model_config = ConfigDict(extra="forbid", frozen=True)

    id: str
    group: str
    say: str
    lang: Lang
    seat: Seat = "driver"
    set: dict[str, Value] = Field(default_factory=dict)
    """Signals that differ from the starting car."""
    before: tuple[str, ...] = ()
    """What was said before, in the same conversation; not scored."""
    expect: dict[str, Any] = Field(default_factory=dict)
    """Signals with the value, or the matcher, they must have in the end; nothing else may change."""
    may: tuple[str, ...] = ()
    """Beginnings of paths that may change as well."""
    calls: tuple[tuple[str, ...], ...] = ()
    """Of each inner list, one tool must have been called."""
    asks: bool | None = None
    """Whether the assistant must (or must not) ask back; ``None`` leaves it open."""


def load(files: Sequence[Path]) -> list[Labelled]:
    """The utterances of files and folders. Raises ``ConfigError`` with file, line and what is wrong."""
    found: list[Labelled] = []
    seen: dict[str, str] = {}
    for file in _files(files):
        for number, line in enumerate(file.read_text(encoding="utf-8").splitlines(), 1):
            where = f"{file}:{number}"
            if not line.strip():
                continue
            one = _parse(line, where)
            if one.id in seen:
                raise ConfigError(f"{where}: id '{one.id}' stands at {seen[one.id]} already; give each its own")
            seen[one.id] = where
            found.append(one)
    if not found:
        raise ConfigError(f"no utterances in {', '.join(map(str, files)) or 'nothing'}; give .jsonl files or folders")
    return found


def _files(files: Sequence[Path]) -> list[Path]:
    found: list[Path] = []
    for file in files:
        if not file.exists():
            raise ConfigError(f"{file} does not exist; give a .jsonl file or a folder of them")
        found += sorted(file.rglob("*.jsonl")) if file.is_dir() else [file]
    return found


def _parse(line: str, where: str) -> Labelled:
    try:
        one = Labelled.model_validate_json(line)
        return one.model_copy(update={"set": check_settings(one.set), "expect": _expected(one.expect)})
    except ValidationError as error:
        first = error.errors()[0]
        place = ".".join(map(str, first["loc"])) or "line"
        raise ConfigError(f"{where}: {place}: {first['msg']}") from error
    except SignalError as error:
        raise ConfigError(f"{where}: {error}") from error


def _expected(expect: Mapping[str, Any]) -> dict[str, Any]:
    for path, value in expect.items():
        signal = find_signal(path)
        if not isinstance(value, Mapping):
            signal.coerce(value)
    return {full_path(path): value for path, value in expect.items()}
