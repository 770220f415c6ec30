"""Scenario files: plain YAML 1.2, and every mistake told by file, line, what was found and what is allowed."""

from pathlib import Path
from textwrap import dedent

import pytest

from car_assistant.scenario.cases import cases
from car_assistant.scenario.loader import ScenarioError, find, load
from car_assistant.scenario.schema import json_schema
from car_assistant.scenario.yaml_tree import YamlError, parse

SCENARIOS = Path(__file__).parents[1] / "scenarios"
CABIN = Path(__file__).parent / "packs" / "cabin"

GOOD = """\
scenario: area/drive
why: a test
timeline:
- say: open the window
  expect: {calls: [move_window]}
"""


def write(folder: Path, text: str, name: str = "area/drive") -> Path:
    path = folder / f"{name}.scenario.yaml"
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(dedent(text), encoding="utf-8")
    return path


def complaints(path: Path) -> str:
    """What is said about a file, with its folder cut off."""
    _, problems = cases([path], packs=[CABIN])
    return "\n".join(str(problem).replace(f"{path.parent}/", "") for problem in problems)


def test_scalars_mean_what_they_look_like() -> None:
    """``off`` is a word, ``18:30`` a time of day in words, ``012`` twelve, a date a text; only true is true."""
    tree = parse(b"[off, yes, 18:30, 012, 2026-03-04, 1e3, true, ~, 0x10, 1_000]")
    assert tree.value == ["off", "yes", "18:30", 12, "2026-03-04", 1000.0, True, None, 16, "1_000"]


@pytest.mark.parametrize(
    ("raw", "line", "words"),
    [
        (b"a: 1\nb: 2\na: 3\n", 3, "'a' stands twice, first on line 1"),
        (b"a: [1,\nb: 2\n", 3, "not valid YAML"),
        (b"a: 1\nb: \xff\n", 2, "not UTF-8"),
        (b"", 1, "empty"),
        (b"a: &x [*x]\n", 1, "alias holds itself"),
        (b"a: !!python/name:os.system ''\n", 1, "not allowed"),
        (b"? [1]\n: 2\n", 1, "plain text"),
    ],
)
def test_yaml_that_cannot_be_used_is_told_with_its_line(raw: bytes, line: int, words: str) -> None:
    """Broken YAML, a key that stands twice, an endless alias: the line is named and nothing is guessed."""
    with pytest.raises(YamlError, match=words) as caught:
        parse(raw)
    assert caught.value.line == line


def test_an_alias_bomb_is_refused() -> None:
    """A file that grows without end by aliases is stopped."""
    text = "a: &a [x,x,x,x,x,x,x,x,x,x]\n" + "".join(
        f"{chr(98 + n)}: &{chr(98 + n)} [{','.join(['*' + chr(97 + n)] * 10)}]\n" for n in range(7)
    )
    with pytest.raises(YamlError, match="more than 50000 values"):
        parse(text.encode())


@pytest.mark.parametrize(
    ("change", "complaint"),
    [
        (("expect:", "expct:"), "5: timeline.0: unknown key 'expct'; did you mean 'expect'? allowed here: after, at,"),
        (("calls: [move_window]", "state: {Cabin.Dor: 1}"), "5: there is no signal 'Cabin.Dor'"),
        (("move_window]", "move_windw]"), "5: there is no tool 'move_windw'; did you mean move_window?"),
        (
            ("[move_window]", "[{tool: move_window, args: {pos: 1}}]"),
            "5: move_window has no argument 'pos'; it takes: position, side",
        ),
        (
            ("[move_window]", "[{tool: move_window, args: {side: roof}}]"),
            "5: side='roof' is unknown; allowed are driver, passenger",
        ),
        (("[move_window]", "[{tool: move_window, args: {position: {approx: x}}}]"), "wrong value for 'approx'"),
        (
            ("[move_window]", "[{tool: move_window, args: {position: {lt: 4}}}]"),
            "not a matcher; write a plain value or a mapping with one of: approx,",
        ),
        (
            ("timeline:", "world: {set: {Body.Raindetection.Intensity: 900}}\ntimeline:"),
            "3: Vehicle.Body.Raindetection.Intensity cannot be 900; allowed: an integer from 0 to 100",
        ),
        (("timeline:", "world: {base: moon}\ntimeline:"), "3: base: no world 'moon'; known: "),
        (("timeline:", "world: {now: '2026-03-04T18:30:00'}\ntimeline:"), "'now' needs its zone"),
        (("timeline:", "tools: {remove: [fly]}\ntimeline:"), "3: there is no tool 'fly'"),
        (
            ("- say", "- wait: 3s\n  say"),
            "4: timeline.0: a step needs exactly one of say, tap, signal, message, world, wait; found say and wait",
        ),
        (("say: open the window", "id: x"), "exactly one of say, tap, signal, message, world, wait; found none"),
        (
            ("say: open the window", "wait: 3"),
            "4: timeline.0.wait: not a duration; write a number with ms, s, min or h, such as 400ms or 90s; found 3",
        ),
        (
            ("- say", "- seat: roof\n  say"),
            "4: timeline.0.seat: Input should be 'driver', 'passenger', 'rear_left' or 'rear_right'; found 'roof'",
        ),
        (("- say", "- at: 3s\n  after: {delay: 1s}\n  say"), "a step has 'at' or 'after', not both"),
        (("- say", "- after: {step: b}\n  say"), "4: after.step: no step 'b'; known ids: none has an id"),
        (("- say", "- after: {delay: 1s}\n  say"), "4: after: the first step has none before it"),
        (("- say", "- interrupts: true\n  say"), "'interrupts' needs 'at' or 'after'"),
        (("- say", "- fault: {tool: move_window}\n  say"), "needs 'raise: timeout' or 'raise: error'"),
        (("- say", "- fault: {jam: Speed}\n  say"), "a jam needs 'at'"),
        (("- say", "- tap: {A: 1, B: 2}\n  # "), "a tap sets exactly one signal"),
        (("  expect: {calls: [move_window]}", "  variants: [auf]"), "5: variants: nothing is expected of them"),
        (("  expect: {calls: [move_window]}", "  seat: driver"), "3: nothing is expected anywhere"),
        (("why: a test", "why: a test\nstatus: known_failing"), "'reason' belongs to 'status: known_failing'"),
        (("why: a test", "why: a test\ntrials: {runs: 2, require: 3}"), "'require' is larger than 'runs'"),
        (("why: a test", "why: a test\ntags: [skip]"), "tag 'skip' has a meaning in pytest"),
        (("why: a test\n", ""), "'why' is missing here"),
        (("area/drive", "area/other"), "1: scenario: is 'area/other', but the file is area/drive; make them equal"),
        (("expect: {calls", "expect: {policy: no_such_rule, calls"), "5: policy: there is no rule 'no_such_rule'"),
        (("- say", "- id: x\n  say: a\n- id: x\n  say"), "6: id: 'x' names step 1 already"),
    ],
)
def test_a_mistake_is_told_by_line_and_by_what_is_allowed(
    tmp_path: Path, change: tuple[str, str], complaint: str
) -> None:
    """A misspelt key, an unknown name, a value out of bounds: the sentence says where, what, and what would do."""
    path = write(tmp_path, GOOD.replace(*change))
    told = complaints(path)
    assert complaint in told
    assert told.startswith("drive.scenario.yaml:")


def test_a_good_file_has_no_complaints(tmp_path: Path) -> None:
    """The file that the mistakes above are made in is right itself."""
    assert complaints(write(tmp_path, GOOD)) == ""


def test_steps_that_wait_for_each_other_are_told(tmp_path: Path) -> None:
    """A circle of ``after`` can never begin; its steps are named."""
    text = GOOD.replace("- say: open the window", "- id: a\n  after: {step: b}\n  say: one\n- id: b\n  say: two")
    assert "4: after: steps wait for each other: a -> b -> a" in complaints(write(tmp_path, text)).replace(":5:", ":4:")


def test_a_file_of_ten_thousand_steps_is_refused_soon(tmp_path: Path) -> None:
    """A timeline has a greatest length, and a file beyond it is refused by what was found and what is allowed."""
    path = write(tmp_path, GOOD + "- say: again\n" * 10_000)
    assert "3: timeline: Tuple should have at most 500 items" in complaints(path)


def test_variants_of_several_steps_belong_together(tmp_path: Path) -> None:
    """Two steps with different numbers of variants have no common second wording."""
    text = GOOD + "  variants: [a, b]\n- say: more\n  variants: [c]\n"
    assert "variants: steps have [1, 2] of them" in complaints(write(tmp_path, text))


def test_an_empty_folder_is_told(tmp_path: Path) -> None:
    """A folder without scenarios is a mistake, not a success."""
    with pytest.raises(ScenarioError, match=r"no \*.scenario.yaml in this folder; make one with 'car-assistant new"):
        find([tmp_path])
    with pytest.raises(ScenarioError, match="no such file or folder"):
        find([tmp_path / "gone"])


def test_the_other_files_still_give_cases(tmp_path: Path) -> None:
    """One broken file costs its own cases and no others."""
    write(tmp_path, GOOD)
    write(tmp_path, GOOD.replace("expect:", "expct:"), name="area/broken")
    found, problems = cases([tmp_path], packs=[CABIN])
    assert [case.loaded.scenario.scenario for case in found] == ["area/drive"]
    assert len(problems) == 1


def test_worlds_stand_on_each_other(tmp_path: Path) -> None:
    """A world may refine another; the nearer setting counts, and a circle is told."""
    worlds = tmp_path / "_worlds"
    worlds.mkdir()
    (worlds / "below.yaml").write_text("set: {Speed: 10, IsMoving: true}\nweather: {sky: rain}\n")
    (worlds / "above.yaml").write_text("base: below\nset: {Speed: 20}\n")
    path = write(tmp_path, GOOD.replace("timeline:", "world: {base: above}\ntimeline:"))
    world = load(path).world
    assert world.set == {"Speed": 20, "IsMoving": True}
    assert world.weather is not None
    (worlds / "below.yaml").write_text("base: above\n")
    with pytest.raises(ScenarioError, match="circle: above -> below"):
        load(path)


def test_the_schema_for_editors_is_fresh() -> None:
    """``scenario.schema.json`` says what the loader accepts."""
    file = SCENARIOS / "scenario.schema.json"
    command = "python -c 'from car_assistant.scenario.schema import json_schema; print(json_schema(), end=\"\")'"
    assert file.read_text(encoding="utf-8") == json_schema(), f"run: {command} > {file}"
