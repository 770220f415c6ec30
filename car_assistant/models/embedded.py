"""Qwen in this process: constrained calls, streamed words, a prefix that is read once and kept. A ``ChatModel``.

Owns the order of events of one answer and of loading. The runtime is behind ``llama.py``, the call syntax in
``syntax.py``, the prompt's form in ``chatml.py``.
"""

import asyncio
import os
import threading
from collections.abc import AsyncIterator, Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from pathlib import Path
from typing import Self

from car_assistant.errors import ModelError, ModelUnavailable, WeightsError
from car_assistant.models import chatml
from car_assistant.models.base import CallMade, ChatRequest, Finished, ModelEvent, ModelIdentity, TextDelta, Usage
from car_assistant.models.llama import LAYOUT, Llama, Timings, keep_signal_handlers, load_library
from car_assistant.models.prefixes import PrefixStore
from car_assistant.models.syntax import CallReader, Syntax, only_answer
from car_assistant.models.thinking import ThinkFilter
from car_assistant.schemas import Schemas

CONTEXT = 8192
"""Tokens: about half for the prefix of a hundred tools and more, the rest for a long conversation."""

MOST_THREADS = 4
"""More cores than this do not make a model of this size faster on memory that they share."""

Progress = Callable[[int, int], None]
"""Called from another thread with prompt tokens read and their total, while a prefix is made for the first time."""


class EmbeddedQwen:
    """A Qwen GGUF file run by llama.cpp on a worker thread.

    ``digest`` is the sha256 of the weights, ``cache_dir`` keeps prefixes between runs. ``on_progress`` hears of the
    first, slow reading of a prefix.
    """

    def __init__(
        self,
        weights: Path,
        *,
        digest: str,
        cache_dir: Path,
        name: str = "qwen2.5-coder:1.5b",
        quantisation: str = "Q4_K_M",
        threads: int | None = None,
        n_ctx: int = CONTEXT,
        on_progress: Progress | None = None,
    ) -> None:
        self._weights = weights
        self._cache_dir = cache_dir
        self._threads = threads or physical_cores(most=MOST_THREADS)
        self._n_ctx = n_ctx
        self._on_progress = on_progress or _quiet
        self._identity = ModelIdentity(name=name, source="embedded", digest=digest, quantisation=quantisation)
        self._llama: Llama | None = None
        self._prefixes: PrefixStore | None = None
        self._worker = ThreadPoolExecutor(max_workers=1, thread_name_prefix="qwen")
        self._current = ""
        """The prefix that is in memory."""
        self._syntaxes: dict[int, tuple[Schemas, Syntax]] = {}

    @property
    def identity(self) -> ModelIdentity:
        return self._identity

    @property
    def weights(self) -> Path:
        """The GGUF file."""
        return self._weights

    @property
    def threads(self) -> int:
        """Threads that read and write tokens."""
        return self._threads

    async def __aenter__(self) -> Self:
        await asyncio.get_running_loop().run_in_executor(self._worker, self._load)
        keep_signal_handlers()
        return self

    async def __aexit__(self, *error: object) -> None:
        self._worker.submit(self._unload)
        await asyncio.get_running_loop().run_in_executor(None, self._worker.shutdown)

    async def warm(self, request: ChatRequest) -> None:
        """Have the stable prefix of ``request`` saved and in memory. An utterance that comes meanwhile waits for it."""
        text = chatml.prefix(request, self._syntax_for(request))
        stop = threading.Event()
        try:
            await asyncio.get_running_loop().run_in_executor(self._worker, self._prepare, text, stop.is_set)
        finally:
            stop.set()

    async def chat(self, request: ChatRequest) -> AsyncIterator[ModelEvent]:
        """Stream the answer; see ``ChatModel``."""
        if only := only_answer(request):
            yield CallMade(call=only)
            yield Finished()
            return
        syntax = self._syntax_for(request)
        events = _Calls(syntax.reader()) if request.want == "calls" else _Words()
        opening = syntax.opening(request)
        loop = asyncio.get_running_loop()
        pieces: asyncio.Queue[str | None] = asyncio.Queue()
        stop = threading.Event()

        def put(piece: str | None) -> None:
            if not stop.is_set():
                loop.call_soon_threadsafe(pieces.put_nowait, piece)

        def answer() -> Timings:
            try:
                self._prepare(chatml.prefix(request, syntax), stop.is_set)
                if stop.is_set():
                    return Timings()
                put(opening.text if opening else "")
                return self._loaded().complete(
                    chatml.prompt(request, syntax) + (opening.text if opening else ""),
                    grammar=opening.grammar if opening else _grammar(request, syntax),
                    max_tokens=request.max_tokens,
                    temperature=request.temperature,
                    stop=chatml.STOP,
                    on_text=put,
                    stopped=lambda: stop.is_set() or events.complete,
                )
            finally:
                put(None)

        work = loop.run_in_executor(self._worker, answer)
        try:
            while (piece := await pieces.get()) is not None:
                for event in events.feed(piece):
                    yield event
            timings = await work
        finally:
            stop.set()
            work.add_done_callback(_heard)
        for event in events.close():
            yield event
        yield Finished(reason="length" if timings.cut else "stop", usage=_usage(timings))

    def _load(self) -> None:
        if not self._weights.is_file():
            raise WeightsError(f"there are no weights at {self._weights}; fetch them with 'car-assistant models pull'")
        runtime = f"xllamacpp {load_library().__version__}"
        self._prefixes = PrefixStore(self._cache_dir, digest=self._identity.digest, runtime=f"{runtime}, {LAYOUT}")
        self._llama = Llama(self._weights, threads=self._threads, n_ctx=self._n_ctx, folder=self._prefixes.folder)
        self._identity = replace(self._identity, runtime=runtime)

    def _unload(self) -> None:
        self._llama = None

    def _prepare(self, prefix: str, stopped: Callable[[], bool]) -> None:
        """Bring ``prefix`` into memory: it is there, or saved, or is read once and saved."""
        llama, store = self._loaded(), self._prefixes
        assert store is not None
        if prefix == self._current:
            return
        saved = store.find(prefix)
        if saved is not None:
            try:
                llama.restore(saved)
                self._current = prefix
                return
            except ModelError:
                store.forget(prefix)
        self._current = ""
        llama.complete(prefix, max_tokens=1, on_progress=self._on_progress, stopped=stopped)
        if not stopped():
            store.keep(prefix, llama.save)
            self._current = prefix

    def _loaded(self) -> Llama:
        if self._llama is None:
            raise ModelUnavailable("the embedded model is not loaded; use it inside 'async with'")
        return self._llama

    def _syntax_for(self, request: ChatRequest) -> Syntax:
        """The syntax of the request's tools. A session has few sets of tools, each the same object every time."""
        key = id(request.tools)
        if key not in self._syntaxes:
            self._syntaxes[key] = (request.tools, Syntax(request.tools))
        return self._syntaxes[key][1]


class _Calls:
    """Turns generated text into calls, until one comes a second time: a small model at a loss repeats itself."""

    def __init__(self, reader: CallReader) -> None:
        self._reader = reader
        self._made: list[CallMade] = []
        self.complete = False

    def feed(self, piece: str) -> Iterator[ModelEvent]:
        for call in self._reader.feed(piece):
            made = CallMade(call=call)
            self.complete = self.complete or made in self._made
            if not self.complete:
                self._made.append(made)
                yield made

    def close(self) -> Iterator[ModelEvent]:
        return iter(())


class _Words:
    """Turns generated text into words to be spoken."""

    complete = False

    def __init__(self) -> None:
        self._thoughts = ThinkFilter()

    def feed(self, piece: str) -> Iterator[ModelEvent]:
        if text := self._thoughts.feed(piece):
            yield TextDelta(text=text)

    def close(self) -> Iterator[ModelEvent]:
        if text := self._thoughts.close():
            yield TextDelta(text=text)


def physical_cores(*, most: int) -> int:
    """Cores that this process may use, hyper-threads not counted, at most ``most``."""
    try:
        allowed = os.sched_getaffinity(0)
    except AttributeError:  # not on macOS and Windows
        return max(1, min(most, (os.cpu_count() or 2) // 2))
    cores = set()
    for cpu in allowed:
        siblings = Path(f"/sys/devices/system/cpu/cpu{cpu}/topology/thread_siblings_list")
        cores.add(siblings.read_text(encoding="ascii") if siblings.exists() else str(cpu))
    return max(1, min(most, len(cores)))


def _grammar(request: ChatRequest, syntax: Syntax) -> str:
    if request.want == "words":
        return ""
    return syntax.grammar(
        request.choices, values=request.values, must_call=request.must_call, max_calls=request.max_calls
    )


def _usage(timings: Timings) -> Usage:
    return Usage(
        prompt=timings.cached + timings.read,
        cached=timings.cached,
        generated=timings.generated,
        prefill_s=timings.prefill_s,
        decode_s=timings.decode_s,
    )


def _heard(work: "asyncio.Future[Timings]") -> None:
    """Take the outcome of an answer that nobody waits for any more."""
    if not work.cancelled():
        work.exception()


def _quiet(done: int, total: int) -> None:
    """No one asked how far it is."""
