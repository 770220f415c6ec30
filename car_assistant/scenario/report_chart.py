"""One trial as a picture: lanes on a time axis, as SVG. Draws what it is given and decides nothing."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from html import escape
from itertools import pairwise
from unicodedata import east_asian_width

from car_assistant.scenario.observed import LANES, Entry, Lane

_LEFT, _WIDTH, _ROW, _TOP = 92, 1120, 19, 34
"""Pixels: width of the lanes' names, of the whole picture, height of a row, and of the steps above the lanes."""

_CHAR = 6.3
"""Pixels of one narrow character; a Chinese one takes two of them."""

_LONGEST = 60
"""Narrow characters of a label; the transcript below the picture has the whole text."""

_ALWAYS = 5
"""Lanes that are drawn even when empty; what comes after them only where something happened."""

_DECIMALS = re.compile(r"(\d\.\d{2})\d+")

_STEPS_S = (0.1, 0.2, 0.5, 1, 2, 5, 10, 15, 30, 60, 120, 300, 600, 900, 1800, 3600)


@dataclass(frozen=True, kw_only=True)
class _Mark:
    entry: Entry
    index: int
    x: float
    until: float
    row: int
    label: str
    before: bool
    """The label stands before the mark, because it would not fit behind."""


def chart(entries: Sequence[Entry], *, ended: float, marked: int | None, anchor: str) -> str:
    """The lanes of one trial. ``marked`` is the first offender; each mark leads to ``{anchor}-{index}``."""
    last = max([ended, *((entry.until or entry.at) for entry in entries)])
    span = max(last, 1.0)
    lanes = [lane for place, lane in enumerate(LANES) if place < _ALWAYS or any(one.lane == lane for one in entries)]
    bands: list[str] = []
    drawn: list[str] = []
    y = float(_TOP)
    for place, lane in enumerate(lanes):
        marks = _packed(entries, lane, span)
        height = _ROW * (1 + max((mark.row for mark in marks), default=0)) + 8
        shade = "band" if place % 2 == 0 else "band odd"
        bands.append(f'<rect class="{shade}" x="0" y="{y:.0f}" width="{_WIDTH}" height="{height}"/>')
        bands.append(f'<text class="name {lane}" x="10" y="{y + 18:.0f}">{lane}</text>')
        drawn += [_mark(mark, y, marked=mark.index == marked, anchor=anchor) for mark in marks]
        y += height
    ruled = "".join(_steps(entries, span, y)) + "".join(_axis(span, y))
    offender = _offender(entries, marked, span, y)
    label = f"Timeline of {len(entries)} entries over {clock(last)}"
    return (
        f'<svg class="lanes" viewBox="0 0 {_WIDTH} {y + 22:.0f}" role="img" aria-label="{label}">'
        f"{''.join(bands)}{ruled}{offender}{''.join(drawn)}</svg>"
    )


def clock(seconds: float) -> str:
    """A moment as people read it: ``2.5 s``, ``3:20``, ``1:02:05``."""
    if seconds < 60:
        return f"{seconds:.2f}".rstrip("0").rstrip(".") + " s"
    minutes, rest = divmod(round(seconds), 60)
    return f"{minutes}:{rest:02}" if minutes < 60 else f"{minutes // 60}:{minutes % 60:02}:{rest:02}"


def _x(at: float, span: float) -> float:
    return _LEFT + 8 + at / span * (_WIDTH - _LEFT - 28)


def _packed(entries: Sequence[Entry], lane: Lane, span: float) -> list[_Mark]:
    """A lane's entries, each in the first row where its label has room."""
    free: list[float] = []
    marks = []
    for index in sorted(range(len(entries)), key=lambda one: entries[one].at):
        entry = entries[index]
        if entry.lane != lane:
            continue
        x = _x(entry.at, span)
        until = max(_x(entry.until or entry.at, span), x)
        label = _cut(_short(entry))
        width = wide(label) * _CHAR + 16
        before = until + width > _WIDTH
        start, end = (x - width, until + 10) if before else (x - 6, until + width)
        row = next((number for number, taken in enumerate(free) if taken <= start), len(free))
        free[row : row + 1] = [end]
        marks.append(_Mark(entry=entry, index=index, x=x, until=until, row=row, label=label, before=before))
    return marks


def _mark(mark: _Mark, top: float, *, marked: bool, anchor: str) -> str:
    y = top + mark.row * _ROW + 13
    classes = f"mark {mark.entry.lane}{' bad' if marked else ''}"
    text_x, align = (mark.x - 9, "end") if mark.before else (mark.until + 9, "start")
    if mark.until > mark.x + 2:
        shape = f'<rect x="{mark.x:.1f}" y="{y - 4}" width="{mark.until - mark.x:.1f}" height="8" rx="4"/>'
    else:
        shape = f'<circle cx="{mark.x:.1f}" cy="{y}" r="4.5"/>'
    title = escape(f"{clock(mark.entry.at)}  {mark.entry.text}")
    return (
        f'<a href="#{anchor}-{mark.index}" class="{classes}"><title>{title}</title>{shape}'
        f'<text x="{text_x:.1f}" y="{y + 4}" text-anchor="{align}">{escape(mark.label)}</text></a>'
    )


def _steps(entries: Sequence[Entry], span: float, bottom: float) -> Iterator[str]:
    """Where each step began, and its name where there is room."""
    began: dict[str, float] = {}
    for entry in entries:
        if entry.step:
            began[entry.step] = min(entry.at, began.get(entry.step, entry.at))
    ordered = sorted(began.items(), key=lambda item: item[1])
    for (step, at), (_, following) in pairwise([*ordered, ("", span)]):
        x = _x(at, span)
        room = (_x(following, span) - x - 6) / _CHAR
        yield f'<line class="step" x1="{x:.1f}" x2="{x:.1f}" y1="{_TOP - 14}" y2="{bottom:.0f}"/>'
        if room >= 3:
            yield f'<text class="tick" x="{x + 4:.1f}" y="{_TOP - 6}">{escape(_cut(step, int(room)))}</text>'


def _axis(span: float, y: float) -> Iterator[str]:
    every = next((step for step in _STEPS_S if span / step <= 12), 7200)
    for number in range(int(span / every + 1e-9) + 1):
        x = _x(number * every, span)
        yield f'<line class="axis" x1="{x:.1f}" x2="{x:.1f}" y1="{y:.0f}" y2="{y + 5:.0f}"/>'
        yield f'<text class="tick" x="{x:.1f}" y="{y + 17:.0f}" text-anchor="middle">{clock(number * every)}</text>'


def _offender(entries: Sequence[Entry], marked: int | None, span: float, bottom: float) -> str:
    if marked is None:
        return ""
    x = _x(entries[marked].at, span)
    return (
        f'<line class="offender" x1="{x:.1f}" x2="{x:.1f}" y1="12" y2="{bottom:.0f}"/>'
        f'<path class="flag" d="M{x - 6:.1f} 4 h12 l-6 9 z"/>'
    )


def _short(entry: Entry) -> str:
    """The entry for a narrow place: of a signal its last two names and rounded values, not who moved it."""
    if entry.lane not in ("signals", "screen"):
        return entry.text
    name, _, change = entry.text.partition(" ")
    values = _DECIMALS.sub(r"\1", change.partition("  by ")[0])
    return f"{'.'.join(name.split('.')[-2:])} {values}"


def _cut(text: str, limit: int = _LONGEST) -> str:
    """``text`` on one line, cut to ``limit`` narrow characters."""
    text = " ".join(text.split())
    if wide(text) <= limit:
        return text
    kept, width = "", 1
    for char in text:
        width += wide(char)
        if width > limit:
            break
        kept += char
    return kept.rstrip() + "\u2026"


def wide(text: str) -> int:
    """Width in narrow characters."""
    return sum(2 if east_asian_width(char) in "WF" else 1 for char in text)
