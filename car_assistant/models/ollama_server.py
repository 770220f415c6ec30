"""An Ollama server: where it is, what it has, what its failures mean. Knows nothing of conversations."""

import os
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from ipaddress import ip_address
from typing import TYPE_CHECKING
from urllib.parse import urlsplit

from car_assistant.errors import ConfigError, ModelError, ModelStalled, ModelUnavailable
from car_assistant.models.base import ModelIdentity
from car_assistant.models.sources import Progress

if TYPE_CHECKING:
    from ollama import AsyncClient

PORT = 11434

CONNECT_S, READ_S = 3.0, 60.0
"""Seconds to connect, and seconds of silence after which an answer counts as stalled."""

PATIENT_S = 600.0
"""Seconds of silence that are allowed while a server loads a model, reads a long prompt or checks what it fetched."""


class ServerError(ModelError):
    """The server answered with HTTP 5xx; a second attempt may not meet the same error."""


@dataclass(frozen=True, kw_only=True)
class Offer:
    """A model that a server has."""

    tag: str
    billions: float
    """Parameters, in billions; 0 where the server does not say."""
    capabilities: tuple[str, ...]


@dataclass(frozen=True, kw_only=True)
class Loaded:
    """A model that a server holds in memory."""

    tag: str
    context: int
    """Tokens; 0 where the server does not say."""
    on_processor: bool
    """True when nothing of it lies on a graphics card."""


def address(host: str | None) -> str:
    """The server's URL. ``host`` is written as for ``OLLAMA_HOST``, which counts when it is ``None``.

    Raises ``ConfigError`` for what is no address.
    """
    given = host or os.environ.get("OLLAMA_HOST") or "127.0.0.1"
    url = urlsplit(given if "://" in given else f"http://{given}")
    default = PORT if "://" not in given else 443 if url.scheme == "https" else 80
    try:
        port = url.port or default
    except ValueError:
        port = 0
    if not port or url.scheme not in ("http", "https"):
        raise ConfigError(f"'{given}' is no address of an Ollama server; write for example 127.0.0.1:{PORT}")
    name = url.hostname or "127.0.0.1"
    # A server told to listen everywhere is reached at home.
    name = {"0.0.0.0": "127.0.0.1", "::": "::1"}.get(name, name)  # noqa: S104
    return f"{url.scheme}://{f'[{name}]' if ':' in name else name}:{port}{url.path.rstrip('/')}"


def full_tag(tag: str) -> str:
    """``tag`` as the server lists it."""
    return tag if ":" in tag.rpartition("/")[2] else f"{tag}:latest"


def connect(host: str | None, *, read_timeout_s: float = READ_S) -> "AsyncClient":
    """A client, to be used as an async context manager. The package's own default is to wait for ever."""
    # Imported here: the command line and tests without a server do not wait for it.
    import httpx
    from ollama import AsyncClient

    url = address(host)
    timeout = httpx.Timeout(connect=CONNECT_S, read=read_timeout_s, write=10.0, pool=CONNECT_S)
    # A proxy for the outside world cannot reach a server on this machine.
    return AsyncClient(host=url, timeout=timeout, trust_env=not _at_home(url))


async def version(host: str | None) -> str:
    """The server's version. Raises ``ModelUnavailable`` when none answers."""
    import httpx

    url = address(host)
    with errors("", url):
        async with httpx.AsyncClient(timeout=CONNECT_S, trust_env=not _at_home(url)) as http:
            answer = await http.get(f"{url}/api/version")
            answer.raise_for_status()
            return str(answer.json()["version"])


async def look_up(tag: str, host: str | None) -> tuple[ModelIdentity, tuple[str, ...]]:
    """Who ``tag`` is, and what it can do. Raises ``ModelUnavailable`` when server or tag are missing."""
    url = address(host)
    runtime = f"ollama {await version(url)}"
    async with connect(url) as server:
        with errors(tag, url):
            shown = await server.show(tag)
            digests = {one.model: one.digest for one in (await server.list()).models}
    quantisation = (shown.details and shown.details.quantization_level) or ""
    identity = ModelIdentity(
        name=tag, source="ollama", digest=digests.get(tag) or "", quantisation=quantisation, runtime=runtime
    )
    return identity, tuple(shown.capabilities or ())


async def offers(host: str | None) -> list[Offer]:
    """Every model that the server has. Raises ``ModelError`` and its children."""
    url = address(host)
    await version(url)
    found = []
    async with connect(url) as server:
        with errors("", url):
            for one in (await server.list()).models:
                tag = one.model or ""
                size = (one.details and one.details.parameter_size) or ""
                shown = await server.show(tag)
                found.append(Offer(tag=tag, billions=_billions(size), capabilities=tuple(shown.capabilities or ())))
    return found


async def loaded(host: str | None) -> list[Loaded]:
    """What the server holds in memory. Raises ``ModelError`` and its children."""
    url = address(host)
    async with connect(url) as server:
        with errors("", url):
            return [
                Loaded(tag=one.model or "", context=one.context_length or 0, on_processor=not one.size_vram)
                for one in (await server.ps()).models
            ]


async def pull(tag: str, host: str | None, progress: Progress) -> None:
    """Let the server fetch ``tag``; ``progress`` hears bytes here, bytes in all, and what is happening."""
    from ollama import ResponseError

    url = address(host)
    async with connect(url, read_timeout_s=PATIENT_S) as server:
        with errors(tag, url):
            try:
                async for step in await server.pull(tag, stream=True):
                    progress(step.completed or 0, step.total or 0, step.status or "")
            except ResponseError as error:
                raise ModelUnavailable(
                    f"Ollama could not fetch '{tag}' ({error.error}); check the tag and the network"
                ) from error


@contextmanager
def errors(tag: str, url: str) -> Iterator[None]:
    """Turn what the client raises into this package's errors, each a sentence with a way out."""
    import httpx
    from ollama import ResponseError

    try:
        yield
    except ResponseError as error:
        said = str(error.error).strip() or "without a reason"
        if error.status_code == 404:
            raise ModelUnavailable(f"Ollama has no model '{tag}'; run 'ollama pull {tag}'") from error
        if error.status_code == -1:
            raise ModelStalled(f"Ollama broke off in the middle of its answer ({said}); ask again") from error
        if error.status_code >= 500:
            raise ServerError(f"Ollama failed with HTTP {error.status_code} ({said}); see its log") from error
        raise ModelError(f"Ollama refused the request with HTTP {error.status_code} ({said})") from error
    except (httpx.ConnectError, httpx.ConnectTimeout, ConnectionError) as error:
        raise ModelUnavailable(f"no Ollama answers at {url}; start it with 'ollama serve'") from error
    except httpx.TimeoutException as error:
        raise ModelStalled(f"Ollama at {url} stopped answering; ask again, or restart it") from error
    except httpx.HTTPStatusError as error:
        raise ModelUnavailable(
            f"what answers at {url} is not Ollama (HTTP {error.response.status_code}); set OLLAMA_HOST to its address"
        ) from error
    except httpx.HTTPError as error:
        raise ModelStalled(f"the connection to Ollama at {url} broke ({error}); ask again") from error
    except (ValueError, KeyError, TypeError, AttributeError) as error:  # what JSON, pydantic and the client raise
        raise ModelError(f"what answers at {url} does not speak Ollama's protocol; set OLLAMA_HOST") from error


def _at_home(url: str) -> bool:
    name = urlsplit(url).hostname or ""
    try:
        return ip_address(name).is_loopback
    except ValueError:
        return name == "localhost"


def _billions(size: str) -> float:
    """``1.5B`` and ``494.03M`` as billions."""
    unit = {"B": 1.0, "M": 1e-3, "K": 1e-6}.get(size[-1:].upper())
    try:
        return float(size[:-1]) * unit if unit else 0.0
    except ValueError:
        return 0.0
