"""Speaks replies: a worker process makes the sound, a player of the system plays it. Owns both processes."""

import asyncio
import json
import shutil
import sys
import tempfile
from pathlib import Path
from types import TracebackType
from typing import Self

from car_assistant.errors import CarAssistantError
from car_assistant.events import Lang

PLAYERS = (("paplay",), ("aplay", "-q"), ("afplay",))
"""Players that are looked for, in this order."""

PATIENCE_S = 10.0
"""Seconds of silence from the worker after which it is given up."""


class SpeechError(CarAssistantError):
    """Nothing can be spoken on this machine, or not this text."""


class Speaker:
    """Text to sound, one utterance at a time. Use as an async context manager; leaving it stops all sound."""

    def __init__(self) -> None:
        self._worker: asyncio.subprocess.Process | None = None
        self._player: asyncio.subprocess.Process | None = None
        self._folder = tempfile.TemporaryDirectory(prefix="car-assistant-speech-")
        self._count = 0

    async def __aenter__(self) -> Self:
        return self

    async def __aexit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        await self.stop()
        self._folder.cleanup()

    async def synthesise(self, text: str, lang: Lang) -> Path:
        """A WAV file with ``text``. Raises ``SpeechError`` saying what is missing."""
        self._count += 1
        path = Path(self._folder.name) / f"{self._count}.wav"
        worker = await self._running()
        assert worker.stdin is not None
        assert worker.stdout is not None
        worker.stdin.write((json.dumps({"text": text, "lang": lang, "path": str(path)}) + "\n").encode())
        try:
            await worker.stdin.drain()
            async with asyncio.timeout(PATIENCE_S):
                line = await worker.stdout.readline()
        except (TimeoutError, ConnectionError):
            line = b""
        if not line:
            await self._end(worker)
            self._worker = None
            raise SpeechError("the speech engine died; install espeak-ng, or 'pip install espeakng-loader'")
        answer = json.loads(line)
        if "error" in answer:
            raise SpeechError(f"speech failed: {answer['error']}")
        return path

    async def say(self, text: str, lang: Lang) -> None:
        """Speak ``text`` and return when it was heard. Cancelling stops the sound. Raises ``SpeechError``."""
        if not text:
            return
        path = await self.synthesise(text, lang)
        player = next((player for player in PLAYERS if shutil.which(player[0])), None)
        if player is None:
            raise SpeechError("no audio player found; install paplay, aplay or afplay")
        self._player = await asyncio.create_subprocess_exec(
            *player, str(path), stdout=asyncio.subprocess.DEVNULL, stderr=asyncio.subprocess.PIPE
        )
        try:
            _, complaint = await self._player.communicate()
        except asyncio.CancelledError:
            await self._end(self._player)
            raise
        if self._player.returncode:
            words = complaint.decode(errors="replace").strip().splitlines()
            raise SpeechError(f"{player[0]} cannot play: {words[0] if words else 'no sound card?'}")

    async def stop(self) -> None:
        """Be silent at once."""
        for process in (self._player, self._worker):
            if process is not None:
                await self._end(process)
        self._player = self._worker = None

    async def _running(self) -> asyncio.subprocess.Process:
        if self._worker is None or self._worker.returncode is not None:
            self._worker = await asyncio.create_subprocess_exec(
                sys.executable,
                "-m",
                "car_assistant.voice.worker",
                stdin=asyncio.subprocess.PIPE,
                stdout=asyncio.subprocess.PIPE,
                stderr=asyncio.subprocess.DEVNULL,
            )
        return self._worker

    async def _end(self, process: asyncio.subprocess.Process) -> None:
        if process.returncode is None:
            process.kill()
        await process.wait()
