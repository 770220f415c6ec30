"""What the commands share: settings, the chosen model, an open and warmed session. Decides nothing about a turn."""

import asyncio
import sys
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from pathlib import Path

from car_assistant.clock import Clock
from car_assistant.config import Settings, load
from car_assistant.console.progress import Reporter
from car_assistant.discovery import bundled
from car_assistant.models.base import ChatModel
from car_assistant.models.choose import choose
from car_assistant.models.scripted import ScriptedModel
from car_assistant.session import Session, open_session


def settings_from(config: Path | None, **flags: object) -> Settings:
    """Settings of all layers; a flag that is ``None`` was not given. Raises ``ConfigError``."""
    return load(config, flags)


def bare_session(settings: Settings) -> Session:
    """A session without a model, for looking at tools and signals."""
    return Session(model=ScriptedModel(), packs=pack_folders(settings))


def pack_folders(settings: Settings) -> tuple[Path, ...]:
    """The bundled tool pack and the person's own."""
    return (bundled("tools"), *settings.packs)


async def open_model(settings: Settings) -> ChatModel:
    """The model to talk to, not yet entered; what takes time is shown on standard error."""
    reporter = Reporter()
    return await choose(settings, ask=ask, tell=reporter.tell, progress=reporter.progress)


@asynccontextmanager
async def open_car(
    settings: Settings, *, clock: Clock | None = None, live: bool = False, warm: bool = False
) -> AsyncIterator[Session]:
    """A session with the chosen model, loaded.

    ``warm`` reads every group of tools now, which takes minutes the first time ever; else each is read when a
    sentence first needs it. What was read once is saved.
    """
    model = await open_model(settings)
    async with open_session(model, clock=clock, packs=pack_folders(settings), live=live) as session:
        tell_learning(session)
        if warm:
            await session.warm()
        yield session


def tell_learning(session: Session) -> None:
    """Show on standard error when the examples have to be learned."""
    reporter = Reporter()
    session.on_learning(lambda done, total: reporter.progress(done, total, "learning the examples"))


async def ask(question: str) -> bool:
    """Yes or no from the terminal; no where nobody can answer."""
    if not (sys.stdin.isatty() and sys.stderr.isatty()):
        return False
    sys.stderr.write(f"{question} [y/N] ")
    sys.stderr.flush()
    answer = await asyncio.to_thread(sys.stdin.readline)
    return answer.strip().lower() in ("y", "yes", "是", "好")
