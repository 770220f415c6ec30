"""The report of a run: one HTML page that stands alone, and a JUnit file. Reads results; runs and judges nothing."""

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from datetime import UTC, datetime
from html import escape
from pathlib import Path
from string import Template
from typing import get_args

from pydantic import TypeAdapter, ValidationError

from car_assistant.errors import ConfigError
from car_assistant.scenario.junit import junit
from car_assistant.scenario.report_chart import chart, clock
from car_assistant.scenario.results import CaseResult, Cell, Status, TrialResult, read_rows, summary, table
from car_assistant.scenario.timeline import offender
from car_assistant.scenario.trials import interval

_WORST_FIRST: tuple[Status, ...] = ("failed", "error", "stale", "not_run", "known_failing", "passed")
_CASE = TypeAdapter(CaseResult)


def write_report(folder: Path) -> Path:
    """Write ``report.html`` and ``junit.xml`` beside ``results.jsonl`` in ``folder``; returns the page's path.

    Raises ``ConfigError`` when the results are missing or cannot be read.
    """
    rows = read_rows(folder)
    results = [_read(row, folder / "results.jsonl", line) for line, row in enumerate(rows, start=1)]
    results.sort(key=lambda result: (_WORST_FIRST.index(result.status), result.scenario, result.variant, result.model))
    when = datetime.fromtimestamp((folder / "results.jsonl").stat().st_mtime, tz=UTC)
    _write(folder / "junit.xml", junit(results))
    page = folder / "report.html"
    _write(page, _page(results, when).encode())
    return page


def _read(row: object, file: Path, line: int) -> CaseResult:
    try:
        return _CASE.validate_python(row)
    except ValidationError as error:
        first = error.errors()[0]
        where = ".".join(str(part) for part in first["loc"])
        raise ConfigError(f"{file}:{line}: {where}: {first['msg']}; run the scenarios again") from error


def _write(path: Path, content: bytes) -> None:
    """Whole or not at all: whoever has the page open never sees half of it."""
    part = path.with_name(path.name + ".part")
    part.write_bytes(content)
    part.replace(path)


def _page(results: Sequence[CaseResult], when: datetime) -> str:
    template = Template(Path(__file__).with_name("report.html").read_text(encoding="utf-8"))
    counts = Counter(result.status for result in results)
    trials = [trial for result in results for trial in result.trials]
    bad = next((index for index, result in enumerate(results) if result.status not in ("passed", "known_failing")), -1)
    return template.substitute(
        summary=escape(summary(results)),
        facts=" \u00b7 ".join(
            [
                f"{len(results)} cases",
                " and ".join(sorted({result.mode for result in results})),
                f"{clock(sum(trial.simulated_s for trial in trials))} simulated",
                f"{clock(sum(trial.wall_s for trial in trials))} computed",
                f"{when:%Y-%m-%d %H:%M} UTC",
            ]
        ),
        bar="".join(
            f'<i class="{status}" style="flex:{counts[status]}" title="{counts[status]} {_words(status)}"></i>'
            for status in reversed(_WORST_FIRST)
            if counts[status]
        ),
        buttons="".join(
            f'<button type="button" class="pill {status}" data-status="{status}" aria-pressed="false">'
            f"{counts[status]} {_words(status)}</button>"
            for status in _WORST_FIRST
            if counts[status]
        ),
        matrix=_matrix(results),
        cases="".join(_case(result, index, is_open=index == bad) for index, result in enumerate(results)),
    )


def _words(status: str) -> str:
    assert status in get_args(Status)
    return status.replace("_", " ")


# -- model x area -------------------------------------------------------------------------------------------------


def _matrix(results: Sequence[CaseResult]) -> str:
    cells = table({"area": one.area, "model": one.model, "status": one.status} for one in results)
    models = sorted({result.model for result in results})
    head = "".join(f"<th scope=col>{escape(model)}</th>" for model in models)
    body = "".join(
        f"<tr{' class=sum' if area == 'all' else ''}><th scope=row>{escape(area)}</th>"
        + "".join(f"<td><div class=cell>{_cell(cells[area].get(model, Cell()))}</div></td>" for model in models)
        + "</tr>"
        for area in sorted(cells, key=lambda name: (name != "all", name))
    )
    return f"<table class=matrix><thead><tr><th scope=col>area</th>{head}</tr></thead><tbody>{body}</tbody></table>"


def _cell(cell: Cell) -> str:
    """The rate with its interval drawn and written, and what was not judged."""
    rest = ", ".join(f"{count} {_words(name)}" for name, count in cell.counts.items() if name not in _JUDGED)
    rest = f"<small>{rest}</small>" if rest else ""
    if not cell.judged:
        return rest or "<small>-</small>"
    low, high = (100 * bound for bound in interval(cell.passed, cell.judged))
    rate = 100 * cell.passed / cell.judged
    kind = "passed" if cell.passed == cell.judged else "failed"
    return (
        f"<span class=rate><b>{rate:.0f} %</b> <small>{cell.passed}/{cell.judged}</small></span>"
        f'<span class="whisker {kind}"><i style="left:{low:.1f}%;right:{100 - high:.1f}%"></i>'
        f'<b style="left:{rate:.1f}%"></b></span><small class=bounds>{low:.0f}\u2013{high:.0f} %</small>{rest}'
    )


_JUDGED = ("passed", "failed")


# -- cases --------------------------------------------------------------------------------------------------------


def _case(result: CaseResult, index: int, *, is_open: bool) -> str:
    reason = result.message or (result.bad.reason if result.bad else "")
    text = " ".join((result.scenario, result.wording, result.model, *result.tags, reason)).casefold()
    passes = f"{result.passes}/{len(result.trials)}"
    rate = f"<span class=passes>{passes}, {result.required} needed</span>" if len(result.trials) > 1 else ""
    shown = result.trials if result.bad else result.trials[:1]
    return (
        f'<details class=case data-status="{result.status}" data-text="{escape(text)}"{" open" if is_open else ""}>'
        f'<summary><span class="pill {result.status}">{_words(result.status)}</span>'
        f"<span class=title><b>{escape(result.scenario)}</b> <q>{escape(result.wording)}</q>"
        f"{_reason(reason)}</span>{rate}<span class=model>{escape(result.model)}</span></summary>"
        f"<div class=body>{_command(result.command)}{_message(result.message, result.status)}"
        + "".join(
            _trial(result, trial, f"c{index}t{trial.trial}", is_open=trial == (result.bad or shown[0]))
            for trial in shown
        )
        + "</div></details>"
    )


def _reason(reason: str) -> str:
    return f"<span class=reason>{escape(reason)}</span>" if reason else ""


def _message(message: str, status: str) -> str:
    return f'<p class="message {status}">{escape(message)}</p>' if message else ""


def _command(command: str) -> str:
    if not command:
        return ""
    return f"<p class=command><code>{escape(command)}</code><button type=button class=copy>Copy</button></p>"


def _trial(result: CaseResult, trial: TrialResult, anchor: str, *, is_open: bool) -> str:
    inner = "".join(_trial_parts(result, trial, anchor))
    if len(result.trials) == 1 or not result.bad:
        return inner
    group = anchor.partition("t")[0]
    return (
        f'<details class=trial name="{group}"{" open" if is_open else ""}><summary>Trial {trial.trial} '
        f'<span class="pill {trial.status}">{_words(trial.status)}</span> {escape(trial.reason)}</summary>'
        f"{inner}</details>"
    )


def _trial_parts(result: CaseResult, trial: TrialResult, anchor: str) -> Iterator[str]:
    if trial.message != result.message:
        yield _message(trial.message, trial.status)
    if trial.failures:
        yield "<ul class=failures>"
        for failure in trial.failures:
            step = f"<b>{escape(failure.step)}</b> " if failure.step else ""
            yield f"<li><code>{escape(result.path)}:{failure.line}</code> {step}{escape(failure.what)}</li>"
        yield "</ul>"
    rules = dict.fromkeys(entry.policy for entry in trial.entries if entry.policy)
    if rules:
        yield f"<p class=rules>Decided by {' '.join(f'<code>{escape(rule)}</code>' for rule in rules if rule)}</p>"
    entries = sorted(trial.entries, key=lambda entry: entry.at)
    if entries:
        marked = None if trial.status == "passed" else offender(trial, entries)
        yield f"<figure>{chart(entries, ended=trial.simulated_s, marked=marked, anchor=anchor)}</figure>"
    yield from _diffs(trial)
    if entries:
        yield f"<details class=log{' open' if trial.failures else ''}><summary>Transcript</summary><table class=log>"
        for index, entry in enumerate(entries):
            flag = ' class="bad" title="first offender"' if index == marked else ""
            until = f"\u2013{clock(entry.until)}" if entry.until else ""
            yield (
                f'<tr id="{anchor}-{index}"{flag}><td>{clock(entry.at)}{until}</td><td>{escape(entry.step)}</td>'
                f'<td class="{entry.lane}">{entry.lane}</td><td>{escape(entry.text)}</td></tr>'
            )
        yield "</table></details>"


def _diffs(trial: TrialResult) -> Iterator[str]:
    if not trial.diffs:
        return
    heads = "".join(f"<th>{head}</th>" for head in ("signal", "before", "expected", "found", "changed by"))
    yield f"<table class=diff><thead><tr>{heads}</tr></thead><tbody>"
    for diff in trial.diffs:
        causes = ", ".join(diff.causes) or "nobody"
        cells: Iterable[object] = (diff.before, diff.expected.removeprefix("expected "), diff.found, causes)
        shown = "".join(f"<td>{escape(str(cell))}</td>" for cell in cells)
        yield f"<tr><td><code>{escape(diff.path)}</code></td>{shown}</tr>"
    yield "</tbody></table>"
