"""The report of a run: a page that stands alone, and a JUnit file."""

import json
import re
import shutil
import subprocess
from html import unescape
from html.parser import HTMLParser
from pathlib import Path
from typing import TYPE_CHECKING
from xml.etree import ElementTree as ET

import pytest

from car_assistant.errors import ConfigError
from car_assistant.scenario.report import write_report
from car_assistant.scenario.results import CaseResult, write_results

if TYPE_CHECKING:
    from tests.conftest import Bench

CHROMIUM = shutil.which("chromium") or shutil.which("chromium-browser") or shutil.which("google-chrome")

BAD = """
    timeline:
    - id: ask
      say: open the window <b>now</b> & 把车窗打开
      expect: {calls: [{tool: move_window, args: {position: 100}}]}
    final: {state: {Vehicle.Cabin.Door.Row1.DriverSide.Window.Position: 100}, others: unchanged}
"""
GOOD = "timeline:\n- {say: open the window, expect: {calls: [move_window]}}\n"

VOID = {"meta", "input", "br", "link", "img"}


class Page(HTMLParser):
    """Reads a page and notes what does not fit together."""

    def __init__(self, text: str) -> None:
        super().__init__()
        self.open: list[str] = []
        self.mismatched: list[str] = []
        self.links: list[str] = []
        self.ids: list[str] = []
        self.tags: set[str] = set()
        self.feed(text)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.add(tag)
        if tag not in VOID:
            self.open.append(tag)
        for name, value in attrs:
            if name in ("src", "href"):
                self.links.append(value or "")
            if name == "id":
                self.ids.append(value or "")

    def handle_endtag(self, tag: str) -> None:
        if not self.open or self.open.pop() != tag:
            self.mismatched.append(tag)


@pytest.fixture
def results(bench: "Bench") -> list[CaseResult]:
    """A good case and a bad one."""
    return [bench.play(GOOD), bench.play(BAD)]


def test_a_bad_case_comes_first_with_all_that_is_needed_to_mend_it(results: list[CaseResult], tmp_path: Path) -> None:
    """Failure, line, offender, state before and after, who changed it, and the command that plays it again."""
    write_results(results, tmp_path)
    text = write_report(tmp_path).read_text(encoding="utf-8")
    bad, good = text.split("<details class=case")[1:]
    assert 'data-status="failed"' in bad and " open>" in bad.split("<summary>")[0]
    assert 'data-status="passed"' in good
    told = unescape(re.sub(r"<[^>]+>", " ", bad))
    assert "calls: move_window: position: expected 100, found 50" in told
    assert "drive.scenario.yaml:7" in told
    assert results[1].command in told
    row = re.search(r"<table class=diff>.*?</table>", bad, re.DOTALL)
    assert row and re.findall(r"<td>(.*?)</td>", row[0])[1:] == ["0", "100", "50", "turn:1@driver"]
    offenders = re.findall(r'<tr id="[^"]+" class="bad".*?</tr>', bad)
    assert len(offenders) == 1 and "move_window(position=50)" in unescape(offenders[0])
    assert '<a href="#' in bad and 'class="mark tools bad"' in bad
    assert "mark tools bad" not in good


def test_the_policy_that_decided_is_named(tmp_path: Path, bench: "Bench") -> None:
    """Whoever reads a red case sees which rule spoke, without reading the calls."""
    result = bench.play(
        """
        world: {set: {Vehicle.Speed: 130}}
        timeline:
        - {say: open the window, expect: {calls: [{tool: move_window, outcome: ok}]}}
        """
    )
    write_results([result], tmp_path)
    text = write_report(tmp_path).read_text(encoding="utf-8")
    assert "Decided by <code>windows_stay_shut_at_speed</code>" in text


def test_the_page_stands_alone_and_is_whole(results: list[CaseResult], tmp_path: Path) -> None:
    """No file or address outside the page is asked for; every element is closed; marks lead to lines that exist."""
    write_results(results, tmp_path)
    text = write_report(tmp_path).read_text(encoding="utf-8")
    page = Page(text)
    assert page.mismatched == []
    assert all(link.startswith("#") for link in page.links)
    assert {link[1:] for link in page.links} <= set(page.ids)
    assert len(page.ids) == len(set(page.ids))
    assert "url(" not in text and "@import" not in text
    assert list(tmp_path.glob("*.part")) == []


def test_nothing_said_becomes_markup(results: list[CaseResult], tmp_path: Path) -> None:
    """What a driver says or a model answers is shown as it is, in the page and in the JUnit file."""
    write_results(results, tmp_path)
    text = write_report(tmp_path).read_text(encoding="utf-8")
    assert "<b>now" not in text
    assert "open the window &lt;b&gt;now&lt;/b&gt; &amp; 把车窗打开" in text
    assert "open the window <b>now</b> & 把车窗打开" in ET.parse(tmp_path / "junit.xml").findtext(".//failure", "")


def test_junit_tells_failures_from_errors(results: list[CaseResult], tmp_path: Path) -> None:
    """A suite an area; failed and stale are failures, what could not run is an error, known failing is skipped."""
    rows = [json.loads(line) for line in write_results(results, tmp_path).read_text(encoding="utf-8").splitlines()]
    for status in ("stale", "error", "not_run", "known_failing"):
        rows.append(rows[0] | {"status": status, "message": f"it is {status}\x07", "scenario": f"area/{status}"})
    lines = "".join(json.dumps(row) + "\n" for row in rows)
    (tmp_path / "results.jsonl").write_text(lines, encoding="utf-8")
    write_report(tmp_path)
    suite = ET.parse(tmp_path / "junit.xml").getroot()[0]
    assert suite.attrib | {"time": ""} == {
        "name": "area",
        "tests": "6",
        "failures": "2",
        "errors": "2",
        "skipped": "1",
        "time": "",
    }
    kinds = {test.findtext("*[@type]") and test.find("*[@type]").get("type"): test for test in suite}  # type: ignore[union-attr]
    assert set(kinds) == {None, "failed", "stale", "error", "not_run", "known_failing"}
    assert "calls: move_window" in kinds["failed"].findtext("failure", "")
    properties = {one.get("name"): one.get("value") for one in kinds["failed"].iter("property")}
    assert properties["model"] == "scripted" and properties["command"] == results[1].command


def test_the_table_shows_rate_and_interval_of_each_model_in_each_area(
    results: list[CaseResult], tmp_path: Path
) -> None:
    """One of two passed is 50 %, and the interval says how little that means."""
    write_results(results, tmp_path)
    text = write_report(tmp_path).read_text(encoding="utf-8")
    matrix = re.sub(r"<[^>]+>", " ", text.split("<table class=matrix>")[1].split("</table>")[0])
    assert re.search(r"scripted\s+all\s+50 %\s+1/2\s+9\u201391 %\s+area\s+50 %", matrix)


def test_every_trial_of_a_case_that_is_not_reliable_can_be_opened(tmp_path: Path, bench: "Bench") -> None:
    """With several trials the first bad one is open, and the others are there to compare."""
    write_results([bench.play(BAD, trials=3)], tmp_path)
    text = write_report(tmp_path).read_text(encoding="utf-8")
    assert re.findall(r'<details class=trial name="c0"( open)?><summary>Trial (\d)', text) == [
        (" open", "1"),
        ("", "2"),
        ("", "3"),
    ]
    assert "0/3, 3 needed" in text


def test_results_that_are_cut_or_of_another_form_are_refused(results: list[CaseResult], tmp_path: Path) -> None:
    """The message names file, line and field; the last good page stays."""
    with pytest.raises(ConfigError, match="run PATH --report DIR"):
        write_report(tmp_path)
    file = write_results(results, tmp_path)
    page = write_report(tmp_path).read_bytes()
    rows = [json.loads(line) for line in file.read_text(encoding="utf-8").splitlines()]
    rows[1]["trials"][0]["entries"][0]["lane"] = "sky"
    file.write_text("".join(json.dumps(row) + "\n" for row in rows), encoding="utf-8")
    with pytest.raises(ConfigError, match=r"results\.jsonl:2: trials\.0\.entries\.0\.lane"):
        write_report(tmp_path)
    assert (tmp_path / "report.html").read_bytes() == page


@pytest.mark.skipif(CHROMIUM is None, reason="no Chromium on this machine")
def test_a_browser_shows_and_filters_the_cases(results: list[CaseResult], tmp_path: Path) -> None:
    """From a file, without a server: a press on a status hides the others, and words do the same."""
    write_results(results, tmp_path)
    page = write_report(tmp_path)
    script = """<script>
    const seen = () => document.querySelectorAll(".case:not([hidden])").length;
    const told = [seen()];
    document.querySelector("button[data-status=passed]").click(); told.push(seen());
    const field = document.querySelector("input"); field.value = "把车窗";
    field.dispatchEvent(new Event("input")); told.push(seen());
    document.querySelector("button[data-status=passed]").click(); told.push(seen());
    document.title = told.join();
    </script>"""
    tried = tmp_path / "tried.html"
    tried.write_text(page.read_text(encoding="utf-8").replace("</html>", f"{script}</html>"), encoding="utf-8")
    shown = subprocess.run(
        [str(CHROMIUM), "--headless", "--no-sandbox", "--disable-gpu", "--dump-dom", tried.as_uri()],
        capture_output=True,
        timeout=120,
        check=True,
    )
    assert "<title>2,1,0,1</title>" in shown.stdout.decode()
