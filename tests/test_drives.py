"""The scenario commands at the command line: what they print and the code they end with."""

import sys
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

import pytest

from car_assistant.cli import main

TAP = """\
scenario: area/tap
why: a test
timeline:
- {{tap: {{Cabin.HVAC.Station.Row1.Driver.Temperature: 20}}}}
final: {{state: {{Cabin.HVAC.Station.Row1.Driver.Temperature: {wanted}}}}}
"""


@dataclass(frozen=True, kw_only=True)
class Ended:
    """How a command ended."""

    code: int
    out: str
    err: str


Command = Callable[..., Ended]


@pytest.fixture
def command(monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str], tmp_path: Path) -> Command:
    """Runs ``car-assistant`` with arguments, in an empty folder with a cache of its own."""
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("CAR_ASSISTANT_CACHE", str(tmp_path / "cache"))

    def run(*args: object) -> Ended:
        monkeypatch.setattr(sys, "argv", ["car-assistant", *map(str, args)])
        with pytest.raises(SystemExit) as end:
            main()
        said = capsys.readouterr()
        return Ended(code=int(end.value.code or 0), out=said.out, err=said.err)

    return run


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """A folder with one scenario that passes; it touches the car and needs no model."""
    return write(tmp_path / "good", wanted=20)


def write(root: Path, *, wanted: int) -> Path:
    (root / "area").mkdir(parents=True)
    (root / "area" / "tap.scenario.yaml").write_text(TAP.format(wanted=wanted), encoding="utf-8")
    return root


def test_a_passing_folder_ends_with_0(command: Command, folder: Path) -> None:
    """Green is one line."""
    ended = command("run", folder)
    assert (ended.code, ended.err) == (0, "")
    assert ended.out.startswith("1 passed, 100.0% passed")


def test_a_failing_folder_ends_with_1_and_shows_line_and_difference(command: Command, tmp_path: Path) -> None:
    """A failure names the file and line, what was expected, what was found and who did it."""
    ended = command("run", write(tmp_path / "bad", wanted=21))
    assert ended.code == 1
    assert "tap.scenario.yaml:5: final.state" in ended.out
    assert "expected 21, before 22.0, found 20.0 (by hmi)" in ended.out
    assert "1 failed" in ended.out
    assert "Traceback" not in ended.out + ended.err


def test_what_cannot_be_run_ends_with_2(command: Command, folder: Path, tmp_path: Path) -> None:
    """A missing path, a broken file, an unknown mode and an unknown model are told from failures."""
    missing = command("run", tmp_path / "none")
    assert (missing.code, "there is no such file or folder" in missing.out) == (2, True)
    (folder / "area" / "odd.scenario.yaml").write_text("scenario: area/odd\nwhy: a test\ntimelime: []\n")
    broken = command("run", folder)
    assert (broken.code, "odd.scenario.yaml:3" in broken.out) == (2, True)
    assert "1 passed, 1 problem in files" in broken.out
    odd = command("run", folder, "--mode", "odd")
    assert (odd.code, odd.out) == (2, "")
    assert odd.err == "car-assistant: --mode odd is unknown; allowed are replay, record, live\n"


def test_a_report_can_be_gated_and_run_again(command: Command, folder: Path, tmp_path: Path) -> None:
    """What ``--report`` leaves is what ``gate`` and ``--only-failed`` read."""
    write(folder / "second", wanted=21)
    report, limits = tmp_path / "report", tmp_path / "limits.toml"
    assert command("run", folder / "area", folder / "second", "--report", report).code == 1
    assert (report / "results.jsonl").is_file()
    again = command("run", folder / "area", folder / "second", "--report", report, "--only-failed")
    assert "1 failed" in again.out
    limits.write_text("[all]\nmax_failed = 1\n")
    assert command("gate", report, limits) == Ended(code=0, out="all thresholds are met\n", err="")
    limits.write_text("[all]\nmax_failed = 0\n")
    missed = command("gate", report, limits)
    assert missed.code == 1
    assert missed.out.endswith("1 failed, at most 0 allowed\n1 threshold is missed\n")
    limits.write_text("[all]\nmax_fialed = 0\n")
    assert command("gate", report, limits).code == 2


def test_a_new_scenario_is_written_once(command: Command, tmp_path: Path) -> None:
    """``new`` says where it wrote, and never over what is there."""
    made = command("new", "climate/first-try", "--root", "drives")
    file = tmp_path / "drives" / "climate" / "first-try.scenario.yaml"
    assert (made.code, made.out.strip()) == (0, str(file.relative_to(tmp_path)))
    file.write_text("mine")
    again = command("new", "climate/first-try", "--root", "drives")
    assert (again.code, again.out) == (2, "")
    assert "exists already" in again.err
    assert file.read_text() == "mine"


def test_an_export_has_one_form(command: Command, folder: Path, tmp_path: Path) -> None:
    """Scenarios go to a folder; asking for both forms or none is a mistake."""
    both = command("export", folder, "--sft", "--pipecat")
    assert (both.code, both.err) == (2, "car-assistant: export needs exactly one of --sft and --pipecat\n")
    ended = command("export", folder, "--pipecat", "--out", tmp_path / "evals")
    assert (ended.code, "nothing in it that pipecat's evals understand" in ended.out) == (0, True)
