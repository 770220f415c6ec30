"""``car-assistant say``: from words on the command line to one settled line of output each."""

import io
import json
from collections.abc import AsyncIterator
from pathlib import Path
from typing import Any

import pytest

from car_assistant.config import Settings
from car_assistant.console import say
from car_assistant.errors import CarAssistantError
from car_assistant.models.base import ToolCall
from car_assistant.models.ollama_double import OllamaDouble, makes

WINDOW = "Vehicle.Cabin.Door.Row1.DriverSide.Window.Position"


@pytest.fixture
async def server() -> AsyncIterator[OllamaDouble]:
    """Opens the speaker's window halfway whatever is said."""
    async with OllamaDouble() as double:
        double.answers = [makes([ToolCall(tool="set_window", args={"position": 50})])]
        yield double


@pytest.fixture
def settings(server: OllamaDouble, tmp_path: Path) -> Settings:
    return Settings(model="ollama", ollama_host=server.host, cache=tmp_path)


async def said(settings: Settings, capsys: pytest.CaptureFixture[str], *texts: str, **flags: Any) -> list[Any]:
    """What ``say --json`` prints."""
    given: dict[str, Any] = {"file": None, "pairs": (), "reset_each": False, **flags}
    assert await say.run(settings, texts, as_json=True, **given) == 0
    return [json.loads(line) for line in capsys.readouterr().out.splitlines()]


async def test_a_line_of_json_tells_the_whole_turn(settings: Settings, capsys: pytest.CaptureFixture[str]) -> None:
    """The line comes when the window stands still, and holds everything that the turn caused."""
    (line,) = await said(settings, capsys, "glass over there to the middle")
    assert line["calls"] == [{"tool": "set_window", "args": {"position": 50}, "outcome": "ok"}]
    assert line["changed"][WINDOW] == {"from": 0, "to": 50}
    assert (line["lang"], line["route"]) == ("en", "model")
    assert line["model"] == {"name": "qwen3:4b-instruct", "source": "ollama"}
    assert line["timings_ms"]["total"] > 0
    assert line["tokens"] == {"prompt": 1500, "cached": 0, "generated": 9}


@pytest.mark.parametrize(("reset_each", "second"), [(False, {}), (True, {"from": 0, "to": 50})])
async def test_each_line_of_a_file_is_a_turn(
    settings: Settings, capsys: pytest.CaptureFixture[str], tmp_path: Path, reset_each: bool, second: object
) -> None:
    """Lines follow one another on the same car, or each on a fresh one."""
    file = tmp_path / "lines.txt"
    file.write_text('glass to the middle\n\n{"say": "把玻璃弄到中间", "seat": "driver"}\n', encoding="utf-8")
    lines = await said(settings, capsys, file=file, reset_each=reset_each)
    assert [line["say"] for line in lines] == ["glass to the middle", "把玻璃弄到中间"]
    assert lines[1]["changed"].get(WINDOW, {}) == second


async def test_lines_may_be_piped(
    settings: Settings, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    """Without words and file, standard input is read; bytes that are no UTF-8 do not stop it."""
    monkeypatch.setattr("sys.stdin", io.TextIOWrapper(io.BytesIO(b"glass to the middle\n\xff\xfe hm\n")))
    lines = await said(settings, capsys)
    assert len(lines) == 2
    assert lines[0]["say"] == "glass to the middle"


async def test_the_world_can_be_set_first(settings: Settings, capsys: pytest.CaptureFixture[str]) -> None:
    """``--set`` holds before the first line, and is no change of the turn."""
    (line,) = await said(settings, capsys, "glass to the middle", pairs=[f"{WINDOW}=100"])
    assert line["changed"][WINDOW] == {"from": 100, "to": 50}


async def test_people_see_plain_lines(settings: Settings, capsys: pytest.CaptureFixture[str]) -> None:
    """Without ``--json``: what was said, called, changed and answered."""
    await say.run(settings, ["glass to the middle"], file=None, as_json=False, pairs=(), reset_each=False)
    shown = capsys.readouterr().out
    for part in ("> glass to the middle", "set_window(position=50) ok", "Window.Position: 0 -> 50", "50 percent"):
        assert part in shown


@pytest.mark.parametrize(
    ("content", "pairs", "message"),
    [
        ('fine\n{"say": \n', (), "lines.txt:2: bad JSON"),
        ('{"say": "x", "set": {"Vehicle.Sped": 1}}', (), "lines.txt:1: .*Vehicle.Speed"),
        ('{"say": "x", "set": {"Vehicle.Cabin.Sunroof.Position": 999}}', (), "lines.txt:1: .*100"),
        ('{"tell": "x"}', (), "lines.txt:1: unknown key 'tell'"),
        ('{"say": "x", "seat": "roof"}', (), "rear_left"),
        ('{"say": "x", "set": 3}', (), "must be an object"),
        ("fine", ("Vehicle.Speed",), "not PATH=VALUE"),
        ("\n\n", (), "nothing to say"),
    ],
)
async def test_bad_input_runs_nothing(
    server: OllamaDouble, settings: Settings, tmp_path: Path, content: str, pairs: tuple[str, ...], message: str
) -> None:
    """A mistake in any line is named with its place before a model is even looked for."""
    file = tmp_path / "lines.txt"
    file.write_text(content, encoding="utf-8")
    with pytest.raises(CarAssistantError, match=message):
        await say.run(settings, [], file=file, as_json=True, pairs=pairs, reset_each=False)
    assert not server.paths
