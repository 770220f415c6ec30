"""The conversation at a terminal. Owns input, slash commands and what is printed; the session does the rest."""

import asyncio
import sys
from collections.abc import AsyncIterator, Callable
from contextlib import AsyncExitStack, asynccontextmanager, suppress
from pathlib import Path
from typing import get_args

from car_assistant.clock import LoopClock
from car_assistant.config import Settings
from car_assistant.console.panel import HELP, changes, panel
from car_assistant.console.setup import open_model, pack_folders, tell_learning
from car_assistant.console.values import find_signal, parse_value
from car_assistant.errors import CarAssistantError
from car_assistant.events import Event, Notice, Seat
from car_assistant.session import Session, open_session

Ask = Callable[[], "asyncio.Future[str]"]


async def chat(settings: Settings, *, speak: bool = False, record: Path | None = None) -> int:
    """Talk until the input ends. Returns the exit code."""
    async with AsyncExitStack() as stack:
        model = await open_model(settings)
        session = await stack.enter_async_context(
            open_session(model, clock=LoopClock(), packs=pack_folders(settings), live=True)
        )
        if record is not None:
            from car_assistant.scenario.recorder import Recorder

            stack.enter_context(Recorder(session, record).running())
        conversation = Conversation(session, settings)
        stack.enter_context(session.bus.subscribed(conversation.heard))
        if speak:
            from car_assistant.voice.speaker import Speaker

            conversation.speaker = await stack.enter_async_context(Speaker())
        tell_learning(session)
        warming = asyncio.create_task(session.warm())
        try:
            await conversation.talk()
        finally:
            warming.cancel()
    return 0


class Conversation:
    """Reads lines, runs turns, prints what happens."""

    def __init__(self, session: Session, settings: Settings) -> None:
        self._session = session
        self._settings = settings
        self._start = session.car.snapshot()
        self._interactive = sys.stdin.isatty() and sys.stdout.isatty()
        self.speaker: object | None = None

    async def talk(self) -> None:
        """Read and answer until the input ends or ``/quit``."""
        identity = self._session.model.identity
        self._print(f"{identity.name} ({identity.source}), {len(self._session.registry.tools)} tools. /help helps.")
        async with self._lines() as lines:
            async for line in lines:
                if line.strip() == "/quit":
                    return
                try:
                    await self._line(line.strip())
                except CarAssistantError as error:
                    self._print(f"! {error}")

    def heard(self, event: Event) -> None:
        """Print what the car says by itself."""
        if isinstance(event, Notice):
            self._print(f"🔔 {event.text}" if self._interactive else f"* {event.text}")

    async def _line(self, line: str) -> None:
        command, _, rest = line.partition(" ")
        match command:
            case "":
                return
            case "/help":
                self._print(HELP[self._settings.lang or "en"])
            case "/state":
                differing = self._session.car.diff(self._start, self._session.car.snapshot())
                self._print("\n".join(changes(differing.items())) or "as at the start")
            case "/undo":
                await self._turn("undo that")
            case "/set":
                path, _, value = rest.strip().partition(" ")
                signal = find_signal(path)
                self._session.set(signal.path, parse_value(signal, value))
                self._print(f"{signal.path} = {self._session.car.read(signal.path)}")
            case "/drive":
                self._session.world.nav.drive(rest.strip() != "off")
            case "/say-as":
                seat, _, text = rest.strip().partition(" ")
                if seat not in get_args(Seat):
                    self._print(f"! seat '{seat}' is unknown; seats are {', '.join(get_args(Seat))}")
                    return
                await self._turn(text, seat)
            case _ if command.startswith("/"):
                self._print(f"! there is no command '{command}'; /help lists them")
            case _:
                await self._turn(line)

    async def _turn(self, text: str, seat: str | None = None) -> None:
        """One turn; Ctrl-C ends the answer and leaves the program running."""
        turn = asyncio.ensure_future(
            self._session.turn(text, seat=seat or self._settings.seat, lang=self._settings.lang)  # type: ignore[arg-type]
        )
        loop = asyncio.get_running_loop()
        with _Interrupts(loop, turn.cancel):
            try:
                result = await turn
            except asyncio.CancelledError:
                if not turn.cancelled():
                    raise
                self._print("(interrupted)")
                return
        for done in result.done:
            args = ", ".join(f"{name}={value}" for name, value in done.call.args.items())
            self._print(
                f"  · {done.call.tool}({args})" + ("" if done.outcome.status == "ok" else f" {done.outcome.status}")
            )
        self._print(result.reply)
        if self.speaker is not None:
            await self.speaker.say(result.reply, result.heard.lang)  # type: ignore[attr-defined]

    def _print(self, text: str) -> None:
        print(text, flush=True)  # noqa: T201

    @asynccontextmanager
    async def _lines(self) -> AsyncIterator[AsyncIterator[str]]:
        if not self._interactive:
            yield _piped_lines()
            return
        from prompt_toolkit import PromptSession
        from prompt_toolkit.formatted_text import FormattedText
        from prompt_toolkit.history import FileHistory
        from prompt_toolkit.patch_stdout import patch_stdout

        def toolbar() -> FormattedText:
            rows = [f" {label:>8}  {text}" for label, text in panel(self._session)]
            return FormattedText([("class:bottom-toolbar.text", "\n".join(rows))])

        self._settings.cache.mkdir(parents=True, exist_ok=True)
        prompt: PromptSession[str] = PromptSession(
            history=FileHistory(str(self._settings.cache / "history")), bottom_toolbar=toolbar, refresh_interval=0.25
        )

        async def typed() -> AsyncIterator[str]:
            while True:
                try:
                    yield await prompt.prompt_async("you> ")
                except KeyboardInterrupt:
                    continue
                except EOFError:
                    return

        with patch_stdout():
            yield typed()


class _Interrupts:
    """Ctrl-C calls ``stop`` for the length of a ``with`` block."""

    def __init__(self, loop: asyncio.AbstractEventLoop, stop: Callable[[], object]) -> None:
        self._loop, self._stop = loop, stop

    def __enter__(self) -> None:
        import signal

        with suppress(NotImplementedError):  # Windows loops have no signal handlers; Ctrl-C ends the program there
            self._loop.add_signal_handler(signal.SIGINT, self._stop)

    def __exit__(self, *error: object) -> None:
        import signal

        with suppress(NotImplementedError):
            self._loop.remove_signal_handler(signal.SIGINT)


async def _piped_lines() -> AsyncIterator[str]:
    while line := await asyncio.to_thread(sys.stdin.readline):
        yield line
