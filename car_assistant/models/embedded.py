"""Qwen in this process: constrained calls, streamed words, a prefix that is read once and kept. A ``ChatModel``.

Owns the order of events of one answer and of loading. The runtime is behind ``llama.py``, the call syntax in
``syntax.py``, the prompt's form in ``chatml.py``.
"""

import asyncio
import os
import threading
from collections.abc import AsyncIterator, Callable
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from typing import Self

from car_assistant.errors import ModelError, ModelUnavailable, WeightsError
from car_assistant.models import chatml
from car_assistant.models.base import CallMade, ChatRequest, Finished, ModelEvent, ModelIdentity, TextDelta, Usage
from car_assistant.models.llama import Llama, Timings, keep_signal_handlers, load_library
from car_assistant.models.prefixes import PrefixStore
from car_assistant.models.syntax import Syntax

CONTEXT = 6144
"""Tokens: about 3,500 of prefix for a hundred tools, the rest for a long conversation."""

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
        self._on_progress = on_progress
        self._name, self._digest, self._quantisation = name, digest, quantisation
        self._runtime = ""
        self._llama: Llama | None = None
        self._prefixes: PrefixStore | None = None
        self._worker = ThreadPoolExecutor(max_workers=1, thread_name_prefix="qwen")
        self._syntax = Syntax(())
        self._syntax_of: object = None

    @property
    def identity(self) -> ModelIdentity:
        return ModelIdentity(
            name=self._name,
            source="embedded",
            digest=self._digest,
            quantisation=self._quantisation,
            runtime=self._runtime,
        )

    async def __aenter__(self) -> Self:
        await asyncio.get_running_loop().run_in_executor(self._worker, self._load)
        keep_signal_handlers()
        return self

    async def __aexit__(self, *error: object) -> None:
        self._worker.submit(self._unload)
        await asyncio.get_running_loop().run_in_executor(None, self._worker.shutdown)

    async def warm(self, request: ChatRequest) -> None:
        """Have the stable prefix of ``request`` in memory: from disk when it was saved, else by reading it once."""
        text = chatml.prefix(request, self._syntax_for(request))
        stop = threading.Event()
        try:
            await asyncio.get_running_loop().run_in_executor(self._worker, self._warm, text, stop.is_set)
        finally:
            stop.set()

    async def chat(self, request: ChatRequest) -> AsyncIterator[ModelEvent]:
        """Stream the answer; see ``ChatModel``."""
        syntax = self._syntax_for(request)
        calls = request.want == "calls"
        grammar = syntax.grammar(request.choices) if calls else ""
        reader = syntax.reader()
        loop = asyncio.get_running_loop()
        pieces: asyncio.Queue[str | None] = asyncio.Queue()
        stop = threading.Event()

        def put(piece: str | None) -> None:
            if not stop.is_set():
                loop.call_soon_threadsafe(pieces.put_nowait, piece)

        def answer() -> Timings:
            try:
                return self._loaded().complete(
                    chatml.prompt(request, syntax),
                    grammar=grammar,
                    max_tokens=request.max_tokens,
                    temperature=request.temperature,
                    stop=chatml.STOP,
                    on_text=put,
                    stopped=stop.is_set,
                )
            finally:
                put(None)

        work = loop.run_in_executor(self._worker, answer)
        try:
            while (piece := await pieces.get()) is not None:
                if calls:
                    for call in reader.feed(piece):
                        yield CallMade(call=call)
                elif piece:
                    yield TextDelta(text=piece)
            timings = await work
        finally:
            stop.set()
            work.add_done_callback(_heard)
        yield Finished(reason="length" if timings.cut else "stop", usage=_usage(timings))

    def _load(self) -> None:
        if not self._weights.is_file():
            raise WeightsError(f"there are no weights at {self._weights}; fetch them with 'car-assistant models pull'")
        library = load_library()
        self._runtime = f"xllamacpp {library.__version__}"
        # The runtime computes the same prefix differently with another context or thread count, but compatibly.
        self._prefixes = PrefixStore(self._cache_dir, digest=self._digest, runtime=self._runtime)
        self._llama = Llama(self._weights, threads=self._threads, n_ctx=self._n_ctx, folder=self._prefixes.folder)

    def _unload(self) -> None:
        self._llama = None

    def _warm(self, text: str, stopped: Callable[[], bool]) -> None:
        llama, prefixes = self._loaded(), self._prefixes
        assert prefixes is not None
        saved = prefixes.find(text)
        if saved is not None:
            try:
                llama.restore(saved)
                return
            except ModelError:
                prefixes.forget(text)
        llama.complete(text, max_tokens=1, on_progress=self._on_progress or _quiet, stopped=stopped)
        if not stopped():
            prefixes.keep(text, llama.save)

    def _loaded(self) -> Llama:
        if self._llama is None:
            raise ModelUnavailable("the embedded model is not loaded; use it inside 'async with'")
        return self._llama

    def _syntax_for(self, request: ChatRequest) -> Syntax:
        """The syntax of the request's tools: the same in every request of a session, so it is made once."""
        if self._syntax_of is not request.tools:
            self._syntax, self._syntax_of = Syntax(request.tools), request.tools
        return self._syntax


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
