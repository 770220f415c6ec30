"""Labelled utterances: reading them, scoring what a turn did, tables, and two runs beside each other."""

import json
from pathlib import Path
from typing import Any

import pytest

from car_assistant.errors import ConfigError
from car_assistant.evaluation.corpus import Labelled, load
from car_assistant.evaluation.run import Row, compare, evaluate, summary, write
from car_assistant.evaluation.score import acted_wrongly, problems
from car_assistant.models.base import ChatRequest
from car_assistant.session import open_session
from car_assistant.testing import Answer, ScriptedModel, ToolCall

WINDOW = "Vehicle.Cabin.Door.Row1.DriverSide.Window.Position"
FAN = "Vehicle.Cabin.HVAC.Station.Row1.Driver.FanSpeed"
HALF = ToolCall(tool="set_window", args={"position": 50})
CALL_ANNA = ToolCall(tool="call_contact", args={"name": "Anna"})
TIME = ToolCall(tool="get_time")


def label(**given: Any) -> Labelled:
    return Labelled(id="one", group="plain", say="the window to half please", lang="en", **given)


def line(**given: Any) -> str:
    return json.dumps({"id": "a", "group": "plain", "say": "open it", "lang": "en", **given})


# -- reading ------------------------------------------------------------------------------------------------------


def test_files_and_folders_are_read_in_order(tmp_path: Path) -> None:
    """Paths may leave out the vehicle, blank lines do not count, folders are searched through."""
    (tmp_path / "deep").mkdir()
    (tmp_path / "deep" / "b.jsonl").write_text(line(id="b", seat="rear_left", before=["hello"]) + "\n\n")
    (tmp_path / "a.jsonl").write_text(line(set={"Speed": 50}, expect={WINDOW.removeprefix("Vehicle."): 50}))
    one, two = load([tmp_path])
    assert (one.id, one.set, one.expect) == ("a", {"Vehicle.Speed": 50}, {WINDOW: 50})
    assert (two.id, two.seat, two.before) == ("b", "rear_left", ("hello",))


@pytest.mark.parametrize(
    ("text", "complaint"),
    [
        ("{", r"bad\.jsonl:2: line: Invalid JSON"),
        (line(id="b", lang="fr"), r"bad\.jsonl:2: lang: Input should be 'en' or 'zh'"),
        (line(id="b", expects={}), r"bad\.jsonl:2: expects: Extra inputs are not permitted"),
        (line(id="b", expect={"Speeed": 5}), r"bad\.jsonl:2: there is no signal 'Speeed'; did you mean Vehicle\.Speed"),
        (line(id="b", set={WINDOW: 500}), r"bad\.jsonl:2: .*Window\.Position.*500"),
        (line(id="b", expect={WINDOW: 500}), r"bad\.jsonl:2: .*Window\.Position.*500"),
        (line(), r"bad\.jsonl:2: id 'a' stands at .*bad\.jsonl:1 already"),
    ],
)
def test_a_bad_line_is_named_with_file_and_number(tmp_path: Path, text: str, complaint: str) -> None:
    """A misspelt key or signal is found before a model is loaded, not counted as a mistake of the model."""
    (tmp_path / "bad.jsonl").write_text(f"{line()}\n{text}\n")
    with pytest.raises(ConfigError, match=complaint):
        load([tmp_path])


def test_nothing_to_read_is_an_error(tmp_path: Path) -> None:
    """An empty folder and a missing file are not a perfect score."""
    with pytest.raises(ConfigError, match=r"no utterances in .*give \.jsonl files or folders"):
        load([tmp_path])
    with pytest.raises(ConfigError, match=r"none\.jsonl does not exist"):
        load([tmp_path / "none.jsonl"])


# -- scoring ------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("labelled", "answer", "wrong", "acted"),
    [
        (label(expect={WINDOW: 50}), HALF, (), False),
        (label(expect={WINDOW: {"gte": 40, "tol": 0}}, calls=(("set_window", "change_window"),)), HALF, (), False),
        (
            label(expect={"Vehicle.Cabin.Sunroof.Position": 100}, may=("Cabin.Sunroof.Shade",)),
            ToolCall(tool="set_sunroof", args={"position": 100}),
            (),
            False,
        ),
        (label(expect={WINDOW: 30}), HALF, (f"{WINDOW}: expected 30, found 50",), True),
        (label(expect={WINDOW: 50}), [], (f"{WINDOW}: expected 50, found 0",), False),
        (
            label(),
            HALF,
            (
                f"{WINDOW} changed from 0 to 50, nobody asked for it",
                f"{WINDOW.removesuffix('Position')}IsOpen changed from False to True, nobody asked for it",
            ),
            True,
        ),
        (label(may=("Cabin.Door.Row1",)), HALF, (), False),
        (
            label(expect={WINDOW: 50}),
            [HALF, ToolCall(tool="set_fan", args={"speed": 70, "zone": "driver"})],
            (f"{FAN} changed from 40 to 70, nobody asked for it",),
            True,
        ),
        (label(asks=True), CALL_ANNA, (), False),
        (label(asks=False), CALL_ANNA, ("no question was expected",), False),
        (label(asks=True), TIME, ("a question was expected",), False),
        (label(calls=(("get_time", "get_calendar"),)), TIME, (), False),
        (label(calls=(("get_weather",), ("get_time",))), TIME, ("none of get_weather was called",), False),
    ],
    ids=[
        "right",
        "right by a matcher",
        "right by way of a request signal",
        "wrong value",
        "nothing done",
        "not asked for",
        "may change",
        "one thing too many",
        "asks as it must",
        "asks and must not",
        "does not ask",
        "called",
        "another tool called",
    ],
)
async def test_a_turn_is_judged_by_what_it_left(
    labelled: Labelled, answer: Answer, wrong: tuple[str, ...], acted: bool
) -> None:
    """Right is what has the labelled end and nothing beside it; acting wrongly is told from not acting."""

    def script(request: ChatRequest) -> Answer:
        return answer if request.want == "calls" else "Sorry."

    async with open_session(ScriptedModel(script), fast_path=False) as session:
        result = await session.turn(labelled.say)
        session.settle()
        found = problems(labelled, session, result)
        assert found == list(wrong)
        assert acted_wrongly(labelled, session, result) is acted


# -- a run --------------------------------------------------------------------------------------------------------


async def rows_of(*labels: Labelled) -> list[Row]:
    """The rows of a run in which the window goes to half whatever is said."""
    async with open_session(ScriptedModel(lambda request: HALF), fast_path=False) as session:
        return await evaluate(session, labels)


async def test_every_utterance_meets_its_own_car() -> None:
    """Signals and earlier words of one utterance are not there for the next, and rows are told as they come."""
    told: list[Row] = []
    labels = [
        label(set={WINDOW: 100}, expect={WINDOW: 50}),
        label(expect={WINDOW: 50}).model_copy(update={"id": "two", "lang": "zh", "say": "车窗开一半左右吧"}),
        label(before=("window to half",), expect={WINDOW: 50}).model_copy(update={"id": "three"}),
    ]
    async with open_session(ScriptedModel(lambda request: HALF), fast_path=False) as session:
        rows = await evaluate(session, labels, told=told.append)
    assert told == rows
    assert [row["right"] for row in rows] == [True, True, True]
    assert rows[0]["calls"] == [["set_window", {"position": 50}, "ok"]]
    assert {row["route"] for row in rows} == {"examples"}


async def test_the_table_has_all_languages_groups_and_ways() -> None:
    """Counts, rate and interval stand beside each other, and what nobody did has no line."""
    other = label(expect={WINDOW: 30}).model_copy(update={"id": "two", "lang": "zh", "group": "several"})
    table = {one["group"]: one for one in summary(await rows_of(label(expect={WINDOW: 50}), other))}
    assert list(table) == ["all", "en", "zh", "plain", "several", "by examples"]
    assert (table["all"]["right"], table["all"]["count"], table["all"]["wrong_actions"]) == (1, 2, 1)
    assert table["all"]["low"] < table["all"]["accuracy"] == 0.5 < table["all"]["high"]
    assert table["zh"]["accuracy"] == 0
    assert table["all"]["without_model"] == 1
    assert table["en"]["first_action_p50_ms"] == table["en"]["first_action_p95_ms"] >= 0
    assert summary([]) == []


async def test_two_runs_are_compared_case_by_case(tmp_path: Path) -> None:
    """What broke comes first, then what was mended, each with what was called; the rest is only counted."""
    rows = await rows_of(label(expect={WINDOW: 50}))
    right = {**rows[0], "say": "half please"}
    wrong = {**right, "right": False, "wrong": ["too far"], "calls": []}
    before, after = tmp_path / "deep" / "before.jsonl", tmp_path / "after.jsonl"
    write([right, {**wrong, "id": "two"}, {**right, "id": "same"}, {**right, "id": "gone"}], before)
    write([wrong, {**right, "id": "two"}, {**right, "id": "same"}], after)
    told = compare(before, after)
    assert told[0] == "3 in both, 1 broken, 1 mended"
    assert [one for one in told if not one.startswith(" ")][1:] == ["- one 'half please'", "+ two 'half please'"]
    assert told[2:4] == ["    was [['set_window', {'position': 50}, 'ok']]", "    now [] too far"]
    assert [file.name for file in tmp_path.iterdir()].count("after.part") == 0


@pytest.mark.parametrize("text", ["not json", '{"say": "no id"}', "[1]"])
def test_what_is_no_result_cannot_be_compared(tmp_path: Path, text: str) -> None:
    """A wrong file is named, with the command that would have written it."""
    file = tmp_path / "odd.jsonl"
    file.write_text(text)
    with pytest.raises(ConfigError, match=r"odd\.jsonl is not a result of 'car-assistant eval'"):
        compare(file, file)
