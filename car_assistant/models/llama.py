"""llama.cpp in this process, as one blocking object. Owns the library, its settings and its local address.

Nothing here knows of tools or turns: text and grammar go in, pieces of text and timings come out. Every method
blocks and belongs on one worker thread.
"""

import http.client
import json
import os
import secrets
import signal
import threading
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

from car_assistant.errors import ModelError, ModelUnavailable, WeightsError

BATCH = 128
"""Prompt tokens read between two looks at the stop flag; smaller costs speed, larger makes stopping slow."""

HTTP_TIMEOUT_S = 60

SPINS = "2000"
"""Rounds that a thread of GNU OpenMP waits awake, some ten microseconds; docs/latency.md has what others cost."""

LAYOUT = "no flash attention"
"""Settings that decide how a saved prefix is laid out."""


@dataclass(frozen=True, kw_only=True)
class Timings:
    """What one answer cost."""

    cached: int = 0
    read: int = 0
    """Prompt tokens that were new."""
    generated: int = 0
    prefill_s: float = 0.0
    decode_s: float = 0.0
    cut: bool = False
    """True when the token limit or the context ended the answer."""


class Llama:
    """A loaded model. The last prompt stays in memory, and a prompt that begins like it reads only the rest."""

    def __init__(self, weights: Path, *, threads: int, n_ctx: int, folder: Path) -> None:
        library = load_library()
        params = library.CommonParams()
        params.model.path = str(weights)
        params.n_ctx = n_ctx
        params.n_parallel = 1
        params.n_batch = params.n_ubatch = BATCH
        params.cpuparams.n_threads = params.cpuparams_batch.n_threads = threads
        params.slot_save_path = f"{folder}{os.sep}"
        params.cache_ram_mib = 0  # its default keeps up to 8 GiB of old prompts
        params.n_ctx_checkpoints = 0
        params.offline = True
        params.ui = False
        params.fit_params = False
        params.warmup = False
        # On processors, reading a few new tokens behind a long prefix is a tenth faster without it.
        params.flash_attn_type = library.llama_flash_attn_type.LLAMA_FLASH_ATTN_TYPE_DISABLED
        params.verbosity = -1
        # Saving and restoring a prefix exists only behind the library's own address on this machine.
        self._key = secrets.token_hex(16)
        params.api_keys = [self._key]
        try:
            self._server = library.Server(params)
        except (RuntimeError, ValueError) as error:
            raise WeightsError(
                f"{weights} cannot be loaded as a model; it is cut short or not a GGUF file: fetch it again "
                "with 'car-assistant models pull'"
            ) from error
        self._address = urlsplit(self._server.listening_address).netloc

    def complete(
        self,
        prompt: str,
        *,
        grammar: str = "",
        max_tokens: int,
        temperature: float = 0.0,
        stop: tuple[str, ...] = (),
        on_text: Callable[[str], None] = lambda piece: None,
        on_progress: Callable[[int, int], None] = lambda done, total: None,
        stopped: Callable[[], bool] = lambda: False,
    ) -> Timings:
        """Generate. ``on_progress`` hears of prompt tokens read; once ``stopped`` is true the answer ends."""
        last: dict[str, Any] = {}
        failure: list[BaseException] = []

        def take(chunk: dict[str, Any]) -> bool:
            try:
                last.update(chunk)
                if progress := chunk.get("prompt_progress"):
                    on_progress(progress["processed"], progress["total"])
                elif choices := chunk.get("choices"):
                    last["reason"] = choices[0]["finish_reason"]
                    on_text(choices[0]["text"])
                return stopped()
            except BaseException as error:  # noqa: BLE001 - the library swallows it; raised again below
                failure.append(error)
                return True

        body = {
            "prompt": prompt,
            "id_slot": 0,
            "max_tokens": max_tokens,
            "temperature": temperature,
            "stop": list(stop),
            "cache_prompt": True,
            "stream": True,
            "return_progress": True,
            "timings_per_token": True,  # so that a stopped answer knows what it cost
        }
        if grammar:
            body["grammar"] = grammar
        self._server.handle_completions(body, take)
        if failure:
            raise failure[0]
        if error := last.get("error"):
            raise ModelError(_explain(error))
        return _timings(last)

    def save(self, name: str) -> None:
        """Write the prompt in memory to the file ``name`` of the folder."""
        self._slot("save", {"filename": name})

    def restore(self, name: str) -> int:
        """Put the prompt of a saved file in memory; returns its tokens. Raises ``ModelError`` when it is not usable."""
        return int(self._slot("restore", {"filename": name})["n_restored"])

    def _slot(self, action: str, body: Mapping[str, str]) -> dict[str, Any]:
        connection = http.client.HTTPConnection(self._address, timeout=HTTP_TIMEOUT_S)
        try:
            connection.request(
                "POST",
                f"/slots/0?action={action}",
                body=json.dumps(body),
                headers={"Authorization": f"Bearer {self._key}", "Content-Type": "application/json"},
            )
            response = connection.getresponse()
            answer: dict[str, Any] = json.loads(response.read())
        except (OSError, http.client.HTTPException, ValueError) as error:
            raise ModelError(f"the runtime could not {action} a prefix: {error}") from error
        finally:
            connection.close()
        if response.status != 200:
            raise ModelError(f"the runtime could not {action} a prefix: {answer.get('error', answer)}")
        return answer


def load_library() -> Any:
    """``xllamacpp``. Raises ``ModelUnavailable`` where it is not installed."""
    # Waiting threads must sleep: with a busy second core, spinning ones fall to a tenth of the speed. But not at once:
    # to wake one for each of a token's thousand steps costs a fifth of the time of writing it.
    os.environ.setdefault("OMP_WAIT_POLICY", "passive")
    os.environ.setdefault("GOMP_SPINCOUNT", SPINS)
    try:
        import xllamacpp
    except ImportError as error:
        raise ModelUnavailable(
            "the embedded model needs the package xllamacpp; install it with: pip install xllamacpp"
        ) from error
    return xllamacpp


def keep_signal_handlers() -> None:
    """Put Python's handlers back after loading: the library takes Ctrl-C and termination for itself."""
    if threading.current_thread() is not threading.main_thread():
        return
    for number in (signal.SIGINT, signal.SIGTERM):
        handler = signal.getsignal(number)
        if handler is not None:
            signal.signal(number, handler)


def _explain(error: Mapping[str, Any]) -> str:
    if error.get("type") == "exceed_context_size_error":
        return (
            f"the prompt has {error['n_prompt_tokens']} tokens and the model's context holds {error['n_ctx']}; "
            "say less at once or raise the context length"
        )
    return f"the model's runtime refused the request: {error.get('message', error)}"


def _timings(last: Mapping[str, Any]) -> Timings:
    timings = last.get("timings", {})
    return Timings(
        cached=timings.get("cache_n", 0),
        read=timings.get("prompt_n", 0),
        generated=timings.get("predicted_n", 0),
        prefill_s=timings.get("prompt_ms", 0.0) / 1000,
        decode_s=timings.get("predicted_ms", 0.0) / 1000,
        cut=last.get("reason") == "length",
    )
