"""``pytest`` collects scenarios anywhere: node ids, markers, xdist, JUnit, and silence where there are none."""

import json
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[1]
CABIN = Path(__file__).parent / "packs" / "cabin"

TAPS = """\
scenario: area/taps
why: a test
tags: [smoke]
timeline:
- {{tap: {{Cabin.HVAC.Station.Row1.Driver.Temperature: 20}}}}
final: {{state: {{Cabin.HVAC.Station.Row1.Driver.Temperature: {wanted}}}}}
"""
SAYS = """\
scenario: area/says
why: a test
timeline:
- {say: open the window, variants: [打开车窗], expect: {calls: [move_window]}}
"""


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """Somebody's own folder: scenarios beside their own tool pack."""
    settings = ("addopts = --strict-markers", "filterwarnings = error", "asyncio_default_fixture_loop_scope = function")
    (tmp_path / "pytest.ini").write_text("\n".join(["[pytest]", *settings, ""]))
    (tmp_path / "tools").symlink_to(CABIN)
    area = tmp_path / "drives" / "area"
    area.mkdir(parents=True)
    (area / "taps.scenario.yaml").write_text(TAPS.format(wanted=20))
    return tmp_path


def run(folder: Path, *args: str) -> subprocess.CompletedProcess[str]:
    """Run pytest in ``folder``, with this plugin and those that it has to live beside."""
    plugins = ("car_assistant.pytest_plugin", "pytest_asyncio.plugin", "xdist.plugin", "no:cacheprovider")
    command = [sys.executable, "-m", "pytest", *(word for name in plugins for word in ("-p", name)), *args]
    settings = {"PYTHONPATH": str(ROOT), "PATH": "", "PYTEST_DISABLE_PLUGIN_AUTOLOAD": "1"}
    return subprocess.run(command, cwd=folder, capture_output=True, text=True, check=False, env=settings)


def test_scenarios_are_collected_with_readable_ids(folder: Path) -> None:
    """A node id names the file, the scenario, the variant and the model."""
    (folder / "drives" / "area" / "says.scenario.yaml").write_text(SAYS)
    told = run(folder, "--collect-only", "-q", "--models", "some").stdout
    assert "drives/area/says.scenario.yaml::area/says[v1-some]" in told
    assert "drives/area/taps.scenario.yaml::area/taps[v0-some]" in told


def test_a_passing_folder_is_green_and_tags_select(folder: Path) -> None:
    """Tags and the area are markers, also under --strict-markers."""
    assert "2 passed" in run(folder).stdout  # the scenario, and the check that no recording is unused
    assert "1 passed, 1 deselected" in run(folder, "-m", "smoke").stdout
    assert "2 deselected" in run(folder, "-m", "not area", "-k", "taps").stdout


def test_a_failure_shows_the_scenarios_own_line_and_no_traceback(folder: Path) -> None:
    """What is printed is about the drive: file and line, the timeline, the command that plays it again."""
    (folder / "drives" / "area" / "taps.scenario.yaml").write_text(TAPS.format(wanted=21))
    done = run(folder)
    assert done.returncode == 1
    assert "drives/area/taps.scenario.yaml:6: final.state" in done.stdout
    assert ">>>" in done.stdout
    assert "Traceback" not in done.stdout


def test_a_broken_file_fails_by_itself(folder: Path) -> None:
    """A file that cannot be used is red with its line; the others still run."""
    (folder / "drives" / "area" / "says.scenario.yaml").write_text(SAYS.replace("say:", "sya:"))
    told = run(folder).stdout
    assert "says.scenario.yaml:4: timeline.0: unknown key 'sya'; did you mean 'say'?" in told
    assert "1 failed, 2 passed" in told


def test_a_missing_recording_is_red(folder: Path) -> None:
    """In replay, which is the default, nobody asks a live model."""
    (folder / "drives" / "area" / "says.scenario.yaml").write_text(SAYS)
    told = run(folder).stdout
    assert "stale" in told
    assert "there is no recording" in told


def test_an_unused_recording_is_red_in_a_full_run_only(folder: Path) -> None:
    """A recording of nothing is found when all scenarios of a folder are run."""
    stray = folder / "drives" / "_cassettes" / "some" / "area"
    stray.mkdir(parents=True)
    (stray / "gone--v0--t1.jsonl").write_text("{}\n")
    assert "recordings that no scenario uses" in run(folder).stdout
    assert run(folder, "-m", "smoke").returncode == 0


def test_known_failing_scenarios_are_expected_failures(folder: Path) -> None:
    """pytest counts them as xfailed while they fail."""
    text = TAPS.format(wanted=21) + "status: known_failing\nreason: not built yet\n"
    (folder / "drives" / "area" / "taps.scenario.yaml").write_text(text)
    told = run(folder, "-rx").stdout
    assert "1 xfailed" in told
    assert "not built yet" in told


def test_junit_and_results_hold_the_facts(folder: Path) -> None:
    """The JUnit file has properties, and ``--scenario-report`` writes results.jsonl, with xdist as well."""
    done = run(folder, "-n", "2", "--junit-xml", "junit.xml", "--scenario-report", "out")
    assert done.returncode == 0, done.stdout + done.stderr
    junit = (folder / "junit.xml").read_text()
    assert '<property name="scenario" value="area/taps"' in junit
    assert '<property name="status" value="passed"' in junit
    rows = [json.loads(line) for line in (folder / "out" / "results.jsonl").read_text().splitlines()]
    assert [(row["scenario"], row["status"]) for row in rows] == [("area/taps", "passed")]


def test_without_scenarios_nothing_of_the_simulator_is_loaded(folder: Path) -> None:
    """An ordinary test run pays nothing for the plugin and hears nothing of it."""
    (folder / "drives" / "area" / "taps.scenario.yaml").unlink()
    (folder / "test_plain.py").write_text(
        "import sys\n\ndef test_plain():\n"
        "    loaded = [name for name in sys.modules if name.startswith('car_assistant')]\n"
        "    assert sorted(loaded) == ['car_assistant', 'car_assistant.pytest_plugin'], loaded\n"
    )
    done = run(folder)
    assert "1 passed" in done.stdout, done.stdout
