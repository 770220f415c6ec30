"""``car-assistant doctor``: what works on this machine, and how to mend what doesn't. Changes nothing."""

import asyncio
import os
import platform
import shutil
import sys
from collections.abc import AsyncIterator
from dataclasses import asdict, dataclass
from typing import Literal

from car_assistant.config import Settings
from car_assistant.console.listings import print_json
from car_assistant.errors import ConfigError, ModelError, ModelUnavailable, WeightsError
from car_assistant.models.choose import PREFERRED, best
from car_assistant.models.embedded import MOST_THREADS, physical_cores
from car_assistant.models.llama import load_library
from car_assistant.models.ollama_server import Offer, loaded, offers, version
from car_assistant.models.weights import find, named
from car_assistant.voice.speaker import PLAYERS, Speaker, SpeechError

NEEDED_CTX = 6144
"""Tokens: about 3,700 of prefix for 144 tools, the rest for a long conversation."""

SPARE_DISK = 1 << 30
"""Bytes that should stay free beside the weights: saved prefixes take about 100 MB each."""


@dataclass(frozen=True, kw_only=True)
class Check:
    """One line of the report."""

    topic: str
    verdict: Literal["OK", "WARN", "FAIL"]
    found: str
    way_out: str = ""


async def doctor(settings: Settings, *, as_json: bool) -> int:
    """Print the report; 1 when no conversation can run here, else 0."""
    checks = [check async for check in _examine(settings)]
    if as_json:
        print_json([asdict(check) for check in checks])
    else:
        for check in checks:
            mend = f"; {check.way_out}" if check.way_out else ""
            print(f"{check.verdict:4}  {check.topic:9} {check.found}{mend}")  # noqa: T201
    return int(any(check.verdict == "FAIL" for check in checks))


async def _examine(settings: Settings) -> AsyncIterator[Check]:
    yield Check(topic="python", verdict="OK", found=f"{platform.python_version()} on {platform.system()}")
    found, check = await _ollama(settings)
    yield check
    if found:
        yield _ollama_models(found)
        yield await _ollama_context(settings)
    runtime, weights = _runtime(settings), await asyncio.to_thread(_weights, settings)
    disk = _disk(settings, missing=weights.verdict != "OK")
    yield runtime
    yield weights
    yield _prefixes(settings)
    yield disk
    yield _conversation(best(found), embedded=runtime.verdict == "OK" and disk.verdict == "OK")
    yield await _speech()
    yield _player()
    yield _terminal()


async def _ollama(settings: Settings) -> tuple[list[Offer], Check]:
    try:
        running = await version(settings.ollama_host)
        found = await offers(settings.ollama_host)
    except (ModelError, ConfigError) as error:
        return [], Check(topic="ollama", verdict="WARN", found=str(error), way_out="not needed for the embedded model")
    if not found:
        way_out = f"run 'ollama pull {PREFERRED}' to use it"
        return [], Check(topic="ollama", verdict="WARN", found=f"version {running}, without models", way_out=way_out)
    return found, Check(topic="ollama", verdict="OK", found=f"version {running}, {len(found)} models")


def _ollama_models(found: list[Offer]) -> Check:
    listed = ", ".join(f"{one.tag} ({'/'.join(one.capabilities)})" for one in found)
    if best(found):
        return Check(topic="models", verdict="OK", found=listed)
    way_out = f"none is a Qwen that Ollama can hand tools to; run 'ollama pull {PREFERRED}'"
    return Check(topic="models", verdict="WARN", found=listed, way_out=way_out)


async def _ollama_context(settings: Settings) -> Check:
    if settings.num_ctx < NEEDED_CTX:
        return Check(
            topic="context",
            verdict="WARN",
            found=f"num_ctx is {settings.num_ctx} tokens and the tools alone need more than half of {NEEDED_CTX}",
            way_out=f"set num_ctx to {NEEDED_CTX} or more",
        )
    try:
        running = await loaded(settings.ollama_host)
    except ModelError as error:
        return Check(topic="context", verdict="WARN", found=str(error))
    for one in running:
        if one.context < settings.num_ctx:
            return Check(
                topic="context",
                verdict="WARN",
                found=f"{one.tag} is loaded with {one.context} tokens of context and {settings.num_ctx} are wanted",
                way_out="the first sentence loads it again, or set OLLAMA_CONTEXT_LENGTH for the server",
            )
    held = ", ".join(f"{one.tag} with {one.context}" for one in running) or "no model loaded"
    return Check(topic="context", verdict="OK", found=f"{settings.num_ctx} tokens wanted; {held}")


def _runtime(settings: Settings) -> Check:
    try:
        library = load_library()
    except ModelUnavailable as error:
        return Check(topic="runtime", verdict="WARN", found=str(error))
    threads = settings.threads or physical_cores(most=MOST_THREADS)
    found = f"xllamacpp {library.__version__}, {threads} threads on {os.cpu_count()} processors"
    return Check(topic="runtime", verdict="OK", found=found)


def _weights(settings: Settings) -> Check:
    info = named()
    size = f"{info.size / 1e9:.1f} GB"
    try:
        path = find(info, file=settings.weights, cache=settings.cache)
    except WeightsError as error:
        return Check(topic="weights", verdict="WARN", found=str(error))
    if path is None:
        way_out = "they are fetched at the first start, or now with 'car-assistant models pull'"
        return Check(topic="weights", verdict="WARN", found=f"{info.name} ({size}) is not here", way_out=way_out)
    return Check(topic="weights", verdict="OK", found=f"{info.name} ({size}) is whole, at {path}")


def _prefixes(settings: Settings) -> Check:
    saved = sorted((settings.cache / "prefixes").glob("*.prefix"))
    if not saved:
        return Check(topic="prefixes", verdict="OK", found="none saved; the first start reads the tools once")
    size = sum(file.stat().st_size for file in saved) >> 20
    return Check(topic="prefixes", verdict="OK", found=f"{len(saved)} saved, {size} MiB")


def _disk(settings: Settings, *, missing: bool) -> Check:
    place = next(folder for folder in (settings.cache, *settings.cache.absolute().parents) if folder.exists())
    free = shutil.disk_usage(place).free
    needed = SPARE_DISK + (named().size if missing else 0)
    found = f"{free / 1e9:.1f} GB free at {place}"
    if free >= needed:
        return Check(topic="disk", verdict="OK", found=found)
    way_out = f"{needed / 1e9:.1f} GB are needed; free some, or set CAR_ASSISTANT_CACHE to another folder"
    return Check(topic="disk", verdict="WARN", found=found, way_out=way_out)


def _conversation(tag: str | None, *, embedded: bool) -> Check:
    """The one line that decides the exit code: whether anything can answer."""
    if tag:
        return Check(topic="answers", verdict="OK", found=f"{tag} through Ollama")
    if embedded:
        return Check(topic="answers", verdict="OK", found=f"{named().name} in this process")
    way_out = f"mend runtime and disk above, or run 'ollama pull {PREFERRED}'"
    return Check(topic="answers", verdict="FAIL", found="no model can be used", way_out=way_out)


async def _speech() -> Check:
    try:
        async with Speaker() as speaker:
            file = await speaker.synthesise("Okay.", "en")
            size = file.stat().st_size
    except (SpeechError, OSError) as error:
        return Check(topic="speech", verdict="WARN", found=str(error), way_out="replies are shown all the same")
    return Check(topic="speech", verdict="OK", found=f"pyttsx3 made {size} bytes of sound")


def _player() -> Check:
    player = next((player[0] for player in PLAYERS if shutil.which(player[0])), None)
    if player:
        return Check(topic="player", verdict="OK", found=player)
    names = ", ".join(player[0] for player in PLAYERS)
    way_out = "install one to hear replies (on Debian: apt install alsa-utils)"
    return Check(topic="player", verdict="WARN", found=f"none of {names}", way_out=way_out)


def _terminal() -> Check:
    encoding = (sys.stdout.encoding or "").lower()
    if encoding.replace("-", "") != "utf8":
        way_out = "set PYTHONUTF8=1 to see Chinese replies"
        return Check(topic="terminal", verdict="WARN", found=f"writes {encoding or 'unknown'}", way_out=way_out)
    if not sys.stdout.isatty():
        return Check(topic="terminal", verdict="OK", found="output is piped: plain text, no panel")
    columns, rows = shutil.get_terminal_size()
    return Check(topic="terminal", verdict="OK", found=f"{columns} by {rows}, {encoding}")
