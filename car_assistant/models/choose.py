"""Which model answers, decided once at start. Owns the order of preference; asks and tells a person through callables.

The order: what ``--model`` names, a reachable Ollama with a Qwen that has tools, embedded weights that are here,
embedded weights that can be fetched.
"""

import asyncio
from collections.abc import Awaitable, Callable
from dataclasses import dataclass
from pathlib import Path

from car_assistant.config import Settings
from car_assistant.errors import ConfigError, ModelError, ModelUnavailable, WeightsError
from car_assistant.models.base import ChatModel
from car_assistant.models.ollama_server import Offer, address, full_tag, offers, pull
from car_assistant.models.sources import Progress
from car_assistant.models.weights import WeightsInfo, fetch, find, load_models, named

PREFERRED = "qwen3:4b-instruct"
"""What to take where an Ollama has several: it calls tools well and does not think aloud."""

SMALLEST_BILLIONS = 1.5
"""Smaller Qwens turn sentences that they do not understand into wrong but valid actions."""

_IDEAL_BILLIONS = 4.0


@dataclass(frozen=True, kw_only=True)
class Wish:
    """What ``--model`` asks for."""

    side: str
    """``ollama`` or ``embedded``."""
    name: str | None = None
    """A tag, the name of known weights or the path of a GGUF file; ``None`` takes the best there is."""


def parse(text: str) -> Wish:
    """The forms of ``--model``: ``ollama``, ``ollama:TAG``, ``embedded``, ``embedded:NAME``, a GGUF file, a tag."""
    side, colon, name = text.partition(":")
    if side in ("ollama", "embedded"):
        if colon and not name:
            raise ConfigError(f"--model {text} names nothing after the colon; write {side}:NAME, or {side} alone")
        return Wish(side=side, name=name or None)
    if text.endswith(".gguf") or text in load_models():
        return Wish(side="embedded", name=text)
    return Wish(side="ollama", name=text)


async def choose(
    settings: Settings,
    *,
    ask: Callable[[str], Awaitable[bool]],
    tell: Callable[[str], None],
    progress: Progress,
) -> ChatModel:
    """The model to talk to, not yet entered.

    ``ask`` puts a question that is answered by yes or no, ``tell`` says what was chosen instead of what was asked for,
    ``progress`` hears of what is fetched and of the first reading of a prefix (from another thread). Raises
    ``ModelUnavailable`` or ``WeightsError`` when nothing can be used, each with the way out.
    """
    wish = parse(settings.model) if settings.model else None
    if wish and wish.side == "embedded":
        return await embedded(settings, named(wish.name), progress)
    url = address(settings.ollama_host)
    try:
        found = await offers(url)
        tag = full_tag(wish.name) if wish and wish.name else best(found)
        if tag is None:
            raise ModelUnavailable(f"Ollama at {url} has no Qwen with tools; run 'ollama pull {PREFERRED}'")
    except ModelError as error:
        info = _same_weights(wish.name if wish else None)
        model = await embedded(settings, info, progress)
        if wish:
            tell(f"{error}; {info.name} in this process answers instead")
        return model
    if tag not in [one.tag for one in found]:
        if not await ask(f"Ollama has no model '{tag}'. Let it fetch it now?"):
            raise ModelUnavailable(
                f"Ollama has no model '{tag}'; run 'ollama pull {tag}', or name another with --model"
            )
        await pull_tag(settings, tag, progress)
    # Imported here: with embedded weights nothing of it is needed.
    from car_assistant.models.ollama import OllamaModel

    return OllamaModel(tag, host=url, num_ctx=settings.num_ctx)


async def embedded(settings: Settings, info: WeightsInfo, progress: Progress) -> ChatModel:
    """A Qwen in this process; its weights are looked for here first and fetched when they are not."""
    # Imported here: with Ollama nothing of it is needed.
    from car_assistant.models.embedded import EmbeddedQwen

    if settings.weights or Path(info.file).is_absolute():
        path = await asyncio.to_thread(_given, info, settings)
    else:
        path = await fetch(
            info,
            lambda done, total, source: progress(done, total, f"fetching {info.name} from {source}"),
            cache=settings.cache,
        )
    return EmbeddedQwen(
        path,
        digest=info.sha256,
        cache_dir=settings.cache / "prefixes",
        name=info.name,
        quantisation=info.quantisation,
        threads=settings.threads,
        n_ctx=settings.num_ctx,
        on_progress=lambda done, total: progress(done, total, "reading the tools"),
    )


async def pull_tag(settings: Settings, tag: str, progress: Progress) -> None:
    """Let the Ollama server fetch ``tag``. Raises ``ModelError`` and its children."""
    await pull(tag, settings.ollama_host, lambda done, total, what: progress(done, total, f"Ollama, {tag}: {what}"))


def best(found: list[Offer]) -> str | None:
    """The tag of the Qwen with tools that suits a car best, or ``None``.

    Coders say that they have tools and write their calls as text that Ollama does not take for calls: such a model is
    used when it is named, and its weights run better in this process.
    """
    fitting = [
        one
        for one in found
        if one.tag.rpartition("/")[2].startswith("qwen")
        and "tools" in one.capabilities
        and "coder" not in one.tag
        and one.billions >= SMALLEST_BILLIONS
    ]
    fitting.sort(
        key=lambda one: (
            not one.tag.startswith(PREFERRED),
            "thinking" in one.capabilities,
            abs(one.billions - _IDEAL_BILLIONS),
            one.tag,
        )
    )
    return fitting[0].tag if fitting else None


def _given(info: WeightsInfo, settings: Settings) -> Path:
    """The file that a person named: one of their own as it is, one of a known model checked."""
    own = Path(info.file)
    if own.is_absolute():
        return own
    path = find(info, file=settings.weights, cache=settings.cache)
    assert path is not None, "a named file is there, or find() says so"
    return path


def _same_weights(tag: str | None) -> WeightsInfo:
    """The embedded model that is the same as ``tag``, or the default."""
    try:
        return named(tag)
    except WeightsError:
        return named()
