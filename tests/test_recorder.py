"""A conversation becomes a scenario that passes when it is played again."""

import asyncio
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from car_assistant.errors import ConfigError
from car_assistant.scenario.loader import load
from car_assistant.scenario.recorder import Recorder
from car_assistant.scenario.timeline import explain
from car_assistant.session import open_session
from car_assistant.testing import ScriptedModel

if TYPE_CHECKING:
    from tests.conftest import Bench

HEAT = "Vehicle.Cabin.HVAC.Station.Row1.Passenger.Temperature"
WINDOW = "Vehicle.Cabin.Door.Row1.DriverSide.Window.Position"


async def record(bench: "Bench", path: Path) -> None:
    """Two sentences, a touch and a change from outside."""
    async with open_session(ScriptedModel(bench.script), packs=[bench.pack]) as session:
        session.set("Vehicle.Cabin.HVAC.Station.Row1.Passenger.FanSpeed", 10)
        with Recorder(session, path).running():
            await session.turn("open the window")
            session.settle()
            session.set("Vehicle.Powertrain.TractionBattery.StateOfCharge.Current", 30.0)
            session.tap(HEAT, 19)
            await session.turn("把温度调到24度", seat="passenger")
            session.settle()


async def test_a_recorded_conversation_says_what_happened(bench: "Bench", tmp_path: Path) -> None:
    """What was said, touched and set from outside are steps; calls and the end state are expectations."""
    path = tmp_path / "scenarios" / "area" / "mine.scenario.yaml"
    await record(bench, path)
    scenario = load(path).scenario
    kinds = [step.kind for step in scenario.timeline]
    assert kinds == ["say", "wait", "signal", "tap", "say"]
    first, last = scenario.timeline[0], scenario.timeline[-1]
    assert first.expect is not None and first.expect.calls is not None
    assert [(call.tool, dict(call.args), call.outcome) for call in first.expect.calls] == [
        ("move_window", {"position": 50}, "ok")
    ]
    assert (last.say, last.seat) == ("把温度调到24度", "passenger")
    assert scenario.final.state[WINDOW] == 50
    assert scenario.final.others == "unchanged"
    assert list(scenario.world.set) == ["Vehicle.Cabin.HVAC.Station.Row1.Passenger.FanSpeed"]


def test_a_recorded_conversation_passes_when_it_is_played(bench: "Bench") -> None:
    """The expectations are those of the very conversation, so playing it again meets them."""
    path = bench.root / "area" / "mine.scenario.yaml"
    asyncio.run(record(bench, path))
    result = bench.run(path)
    assert result.status == "passed", explain(result)


async def test_nothing_to_record_is_told(bench: "Bench", tmp_path: Path) -> None:
    """No empty file is written, and a name that no scenario can have is refused at once."""
    async with open_session(ScriptedModel(), packs=[bench.pack]) as session:
        with pytest.raises(ConfigError, match=r"must end in \.scenario\.yaml"):
            Recorder(session, tmp_path / "mine.yaml")
        recorder = Recorder(session, tmp_path / "area" / "mine.scenario.yaml")
        with pytest.raises(ConfigError, match="nothing was said or touched"), recorder.running():
            pass


async def test_leaving_while_a_window_travels_records_where_it_was_to_go(bench: "Bench", tmp_path: Path) -> None:
    """Whoever ends the conversation at once does not get a window half-way on its way as the expected end."""
    path = tmp_path / "scenarios" / "area" / "hasty.scenario.yaml"
    async with open_session(ScriptedModel(bench.script), packs=[bench.pack]) as session:
        with Recorder(session, path).running():
            await session.turn("open the window")
    assert load(path).scenario.final.state[WINDOW] == 50
