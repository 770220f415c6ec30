"""A failed case as text: the timeline with a marker at the first offender, the state that differs, the way to replay.

Formats only; verdicts come from ``checks``.
"""

from collections.abc import Iterator, Sequence

from car_assistant.scenario.observed import Entry
from car_assistant.scenario.results import CaseResult, TrialResult

_AROUND = 14
"""Lines of the timeline shown before the marker and after it."""


def explain(result: CaseResult) -> str:
    """Why a case is not as it should be. Several lines."""
    return "\n".join(_lines(result))


def _lines(result: CaseResult) -> Iterator[str]:
    wording = f' "{result.wording}"' if result.wording else ""
    yield f"{result.scenario}, variant {result.variant}{wording}, model {result.model}: {result.status}"
    if len(result.trials) > 1:
        yield f"  {result.passes} of {len(result.trials)} trials passed, {result.required} needed"
    if result.message:
        yield f"  {result.message}"
    trial = result.bad
    if trial:
        if trial.message and trial.message != result.message:
            yield f"  {trial.message}"
        for failure in trial.failures:
            step = f"{failure.step}: " if failure.step else ""
            yield f"  {result.path}:{failure.line}: {step}{failure.what}"
        yield from _timeline(trial)
        if trial.diffs:
            yield "  state:"
            for diff in trial.diffs:
                causes = f" (by {', '.join(diff.causes)})" if diff.causes else ""
                yield f"    {diff.path}: {diff.expected}, before {diff.before!r}, found {diff.found!r}{causes}"
        rules = dict.fromkeys(entry.policy for entry in trial.entries if entry.policy)
        if rules:
            yield f"  decided by: {', '.join(rule for rule in rules if rule)}"
    if result.command:
        yield f"  again: {result.command}"


def _timeline(trial: TrialResult) -> Iterator[str]:
    entries = sorted(trial.entries, key=lambda entry: entry.at)
    if not entries:
        return
    marked = offender(trial, entries)
    first = max(0, marked - _AROUND)
    last = min(len(entries), marked + _AROUND + 1)
    if first:
        yield f"      ... {first} earlier"
    for index in range(first, last):
        entry = entries[index]
        until = f"..{entry.until:.1f}" if entry.until else ""
        marker = ">>>" if index == marked else "   "
        yield f"  {marker} {entry.at:8.2f}{until:<7} {entry.lane:<9} {entry.text}"
    if last < len(entries):
        yield f"      ... {len(entries) - last} later"


def offender(trial: TrialResult, entries: Sequence[Entry]) -> int:
    """Index of the entry that the earliest failure is about: the named call, else the last one before it."""
    if not trial.failures:
        return len(entries) - 1
    failure = min(trial.failures, key=lambda one: one.at)
    before = [index for index, entry in enumerate(entries) if entry.at <= failure.at + 1e-6]
    named = [index for index in before if _is_named(entries[index], failure.what)]
    same = [index for index in before if failure.step and entries[index].step == failure.step]
    return (named or same or before or [0])[-1]


def _is_named(entry: Entry, what: str) -> bool:
    """Whether a failure speaks of this very call, or of this signal."""
    if entry.lane in ("signals", "screen"):
        return entry.text.split(" ", 1)[0] in what
    return entry.text in what
