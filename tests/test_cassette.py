"""Recordings: played back at their own pace, and every way in which they can be wrong is told."""

import json
from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from car_assistant.errors import ModelUnavailable
from car_assistant.models.base import ChatRequest
from car_assistant.scenario.cases import cases, orphans
from car_assistant.scenario.results import CaseResult
from car_assistant.scenario.timeline import explain
from car_assistant.testing import Answer, ToolCall

if TYPE_CHECKING:
    from tests.conftest import Bench

BODY = """\
timeline:
- say: open the window
- say: make it warm
final: {state: {Cabin.Door.Row1.DriverSide.Window.Position: 50}}
"""


@pytest.fixture
def recorded(bench: "Bench") -> Path:
    """A scenario with a recording; returns the recording."""
    path = bench.write(BODY)
    assert bench.run(path, mode="record").status == "passed"
    return bench.root / "_cassettes" / "scripted" / "area" / "drive--v0--t1.jsonl"


def replay(bench: "Bench") -> CaseResult:
    return bench.run(bench.root / "area" / "drive.scenario.yaml", mode="replay")


def change(path: Path, edit: Callable[[list[dict[str, object]]], object]) -> None:
    """Alter the lines of a recording."""
    rows = [json.loads(line) for line in path.read_text().splitlines()]
    edit(rows)
    rows[-1]["exchanges"] = len(rows) - 2
    path.write_text("".join(json.dumps(row) + "\n" for row in rows))


def test_a_recording_replays_to_the_same_end(bench: "Bench", recorded: Path) -> None:
    """Calls, replies and end are those of the live run, and no model is asked."""
    bench.script = _nobody
    result = replay(bench)
    assert result.status == "passed", explain(result)
    assert [call.tool for turn in result.trials[0].turns for call in turn.calls] == ["move_window", "set_heat"]


def _nobody(request: ChatRequest) -> Answer:
    raise AssertionError("a replay never asks a live model")


def test_a_recording_is_small_and_says_what_it_is_of(recorded: Path) -> None:
    """The large prompt is kept once beside the tapes; a tape has a header and a line for each exchange."""
    rows = [json.loads(line) for line in recorded.read_text().splitlines()]
    assert recorded.stat().st_size < 2000
    assert (rows[0]["scenario"], rows[0]["model"]["name"]) == ("area/drive", "scripted")
    assert rows[-1] == {"exchanges": 2}
    prompts = list((recorded.parents[1] / "prompts").iterdir())
    assert [prompt.stem for prompt in prompts] == [rows[1]["prompt"]]


def test_the_models_time_is_waited_on_the_simulated_clock(bench: "Bench", recorded: Path) -> None:
    """A replay takes as long, in simulated time, as the model took; a latency bound therefore holds in replay."""

    def slow(rows: list[dict[str, object]]) -> None:
        rows[1]["events"][0][0] = 4000  # type: ignore[index]

    change(recorded, slow)
    turn = replay(bench).trials[0].turns[0]
    assert turn.first_action_s == pytest.approx(4.0, abs=0.01)


def test_words_that_changed_are_a_miss(bench: "Bench", recorded: Path) -> None:
    """Another utterance than the recorded one fails and shows both."""
    bench.write(BODY.replace("open the", "please open the"))
    result = replay(bench)
    assert result.status == "failed"
    assert (
        "`messages` changed: message 1: was 'user| open the window', is 'user| please open the window'"
        in result.trials[0].message
    )


def test_a_request_too_many_and_one_too_few_are_misses(bench: "Bench", recorded: Path) -> None:
    """An exchange that was not recorded, and a recorded one that nobody asked for, both fail."""
    change(recorded, lambda rows: rows.pop(2))
    assert "request 2 was not recorded (1 were)" in replay(bench).trials[0].message
    change(recorded, lambda rows: rows.insert(2, rows[1]))
    change(recorded, lambda rows: rows.insert(2, rows[1]))
    bench.write(BODY.replace("- say: make it warm\n", ""))
    result = replay(bench)
    assert result.status == "failed"
    assert "2 recorded exchange(s) not played" in result.trials[0].message


@pytest.mark.parametrize(
    ("old", "new", "complaint"),
    [
        (
            '"""Move a window."""',
            '"""Shift a window."""',
            "`tools` changed: description of move_window: was 'Move a window.', is 'Shift a window.'",
        ),
        ("Field(ge=16, le=30)", "Field(ge=16, le=28)", "`tools` changed: parameters of set_heat: was "),
        ("def show_map", "def show_chart", "`tools` changed: show_chart is new; show_map is gone"),
    ],
)
def test_a_changed_tool_makes_recordings_stale_and_is_named(
    bench: "Bench", recorded: Path, tmp_path: Path, old: str, new: str, complaint: str
) -> None:
    """Whoever edits a tool learns which recordings it concerns and what exactly changed."""
    pack = tmp_path / "changed"
    (pack / "replies").mkdir(parents=True)
    source = (bench.pack / "cabin.py").read_text(encoding="utf-8")
    (pack / "cabin.py").write_text(source.replace(old, new), encoding="utf-8")
    for lang in ("en", "zh"):
        (pack / "replies" / lang).symlink_to(bench.pack / "replies" / lang)
    bench.pack = pack
    result = replay(bench)
    assert result.status == "stale"
    assert complaint in result.message


def test_a_broken_reply_template_turns_a_scenario_red(bench: "Bench", recorded: Path, tmp_path: Path) -> None:
    """A template that lacks a value is no silent fallback in a scenario; the message names it."""
    pack = tmp_path / "changed"
    pack.mkdir()
    (pack / "cabin.py").write_text((bench.pack / "cabin.py").read_text(encoding="utf-8"), encoding="utf-8")
    for lang in ("en", "zh"):
        (pack / "replies" / lang).mkdir(parents=True)
        text = (bench.pack / "replies" / lang / "cabin.ftl").read_text(encoding="utf-8")
        (pack / "replies" / lang / "cabin.ftl").write_text(text.replace("$position", "$place"), encoding="utf-8")
    bench.pack = pack
    result = replay(bench)
    assert result.status == "failed"
    assert "cabin-window" in result.trials[0].message


def test_without_a_recording_only_a_question_to_the_model_is_stale(bench: "Bench") -> None:
    """A scenario that needs no model needs no recording; one that does says where it should be."""
    assert bench.play("timeline:\n- {tap: {Speed: 1}, expect: {}}\n", mode="replay").status == "error"
    result = bench.play(BODY, mode="replay")
    assert result.status == "stale"
    assert "there is no recording" in result.message
    assert "'user| open the window'" in result.message


def test_a_recording_cut_in_half_is_told_by_file_and_line(bench: "Bench", recorded: Path) -> None:
    """Half a line or half the lines: the file and the line are named, and the way out."""
    whole = recorded.read_text()
    recorded.write_text(whole[: len(whole) // 2])
    result = replay(bench)
    assert result.status == "stale"
    assert f"{recorded}:2: the recording is cut or altered" in result.message
    recorded.write_text("".join(whole.splitlines(keepends=True)[:-1]))
    assert f"{recorded}:3: the recording ends too early; record it again" in replay(bench).message


def test_other_weights_make_a_recording_stale(bench: "Bench", recorded: Path) -> None:
    """A digest that is not the one in models.toml is not replayed as if nothing had happened."""

    def weigh(rows: list[dict[str, object]]) -> None:
        rows[0]["model"]["digest"] = "aaaa"  # type: ignore[index]

    change(recorded, weigh)
    found, _ = cases([bench.root], models=["scripted"], packs=[bench.pack])
    with bench.engine("replay", digests={"scripted": "bbbb"}) as engine:
        result = engine.run(found[0])
    assert result.status == "stale"
    assert "recorded with weights aaaa of scripted, and models.toml has bbbb" in result.message


def test_recordings_that_nothing_uses_are_found(bench: "Bench", recorded: Path) -> None:
    """A recording of a scenario or variant that is gone, and a prompt that no tape names, are orphans."""
    stray = recorded.with_name("gone--v0--t1.jsonl")
    stray.write_text(recorded.read_text())
    prompt = recorded.parents[1] / "prompts" / "0123456789ab.json"
    prompt.write_text("{}")
    found, _ = cases([bench.root], models=["scripted"], packs=[bench.pack])
    assert orphans(found) == [stray, prompt]


def test_an_error_of_the_model_is_recorded_too(bench: "Bench") -> None:
    """A model that failed when recorded fails in the replay, and the assistant says the same."""
    bench.script = lambda request: ModelUnavailable("gone")
    body = "timeline:\n- {say: open the window, expect: {reply: {mentions: [language model]}}}\n"
    assert bench.play(body, mode="record").status == "passed"
    assert bench.play(body, mode="replay").status == "passed"


def test_each_trial_has_its_own_recording(bench: "Bench") -> None:
    """Trials are recorded one by one, replayed one by one, and judged together."""
    lucky = iter([50, 50, 10])

    def sometimes(request: ChatRequest) -> Answer:
        return ToolCall(tool="move_window", args={"position": next(lucky)})

    bench.script = sometimes
    body = "timeline:\n- say: open the window\nfinal: {state: {%s: 50}}\ntrials: {runs: 3, require: 2}\n"
    body = body % "Cabin.Door.Row1.DriverSide.Window.Position"
    assert bench.play(body, mode="record", trials=None).status == "passed"
    result = bench.play(body, mode="replay", trials=None)
    assert (result.status, result.passes, len(result.trials), result.required) == ("passed", 2, 3, 2)
    strict = bench.play(body.replace("require: 2", "require: 3"), mode="replay", trials=None)
    assert strict.status == "failed"
    assert "2 of 3 trials passed, 3 needed" in explain(strict)
