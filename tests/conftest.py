"""Fixtures shared by the tests of the scenario engine."""

import asyncio
from collections.abc import AsyncIterator, Callable, Mapping
from dataclasses import dataclass
from pathlib import Path
from textwrap import dedent, indent

import pytest

from car_assistant.models.base import ChatModel, ChatRequest, ModelEvent
from car_assistant.scenario.cases import cases
from car_assistant.scenario.engine import Engine
from car_assistant.scenario.results import CaseResult, Mode
from car_assistant.testing import Answer, ScriptedModel, ToolCall

CABIN = Path(__file__).parent / "packs" / "cabin"

HEAD = """\
scenario: area/drive
why: a test
"""


def answer(request: ChatRequest) -> Answer:
    """A model that understands a few words, in the language of the tests."""
    if request.want == "words":
        return "I cannot do that."
    said = request.messages[-1].content
    if "window" in said or "车窗" in said:
        return ToolCall(tool="move_window", args={"position": 0 if "close" in said else 50})
    if "warm" in said or "度" in said:
        return ToolCall(tool="set_heat", args={"degrees": 24})
    if "hatch" in said:
        return ToolCall(tool="open_hatch")
    return ToolCall(tool="show_map") if "map" in said else []


class SlowModel(ScriptedModel):
    """A scripted model that takes its time, as a live one does."""

    def __init__(self, script: Callable[[ChatRequest], Answer], delay_s: float) -> None:
        super().__init__(script)
        self._delay_s = delay_s

    async def chat(self, request: ChatRequest) -> AsyncIterator[ModelEvent]:
        if self._delay_s:
            await asyncio.sleep(self._delay_s)  # noqa: TID251 - stands for a model outside simulated time
        async for event in super().chat(request):
            yield event


@dataclass
class Bench:
    """A folder with scenarios and a scripted model to play them on."""

    root: Path
    script: Callable[[ChatRequest], Answer] = answer
    pack: Path = CABIN
    delay_s: float = 0.0
    """Real seconds before each answer."""

    def write(self, body: str, name: str = "area/drive", head: str = HEAD) -> Path:
        """Write a scenario; ``body`` is what follows its name."""
        path = self.root / f"{name}.scenario.yaml"
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(head.replace("area/drive", name) + dedent(body), encoding="utf-8")
        return path

    def play(self, body: str, *, mode: Mode = "live", trials: int | None = 1) -> CaseResult:
        """Write a scenario and run its own wording."""
        return self.run(self.write(body), mode=mode, trials=trials)

    def expect(self, expectation: str, say: str = "open the window") -> CaseResult:
        """Say something and hold the turn against ``expectation``, the content of ``expect``."""
        return self.play(f"timeline:\n- say: {say}\n  expect:\n" + indent(dedent(expectation), "    "))

    def run(self, path: Path, *, mode: Mode = "live", variant: int = 0, trials: int | None = 1) -> CaseResult:
        found, problems = cases([path], models=["scripted"], packs=[self.pack], variant=variant)
        assert not problems, "\n".join(str(problem) for problem in problems)
        with self.engine(mode, trials) as engine:
            return engine.run(found[0])

    def engine(self, mode: Mode, trials: int | None = None, digests: Mapping[str, str] | None = None) -> Engine:
        return Engine(mode=mode, open_model=self.open_model, trials=trials, digests=digests or {})

    async def open_model(self, name: str) -> ChatModel:
        return SlowModel(self.script, self.delay_s)


@pytest.fixture
def bench(tmp_path: Path) -> Bench:
    """A place to write and play scenarios."""
    return Bench(root=tmp_path / "scenarios")
