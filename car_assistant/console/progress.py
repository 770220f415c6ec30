"""Progress and notices on standard error. Knows how far something is, not what it is."""

import sys

STEP = 10
"""Percent between two lines where standard error is not a terminal."""

_WIDTH = 30
_ERASE = "\r\x1b[2K"


class Reporter:
    """A bar that grows in place on a terminal, or a line for each tenth. May be called from any thread.

    It hides no cursor and starts no thread, so whatever ends the program leaves the terminal as it was.
    """

    def __init__(self) -> None:
        self._terminal = sys.stderr.isatty()
        self._shown: tuple[str, int] | None = None
        self._ended: set[str] = set()

    def progress(self, done: int, total: int, label: str) -> None:
        """``done`` of ``total`` of what ``label`` names. A finished bar goes away."""
        if total <= 0:
            return
        percent = min(100, 100 * done // total)
        step = percent if self._terminal else percent // STEP * STEP
        if self._shown == (label, step):
            return
        self._shown = (label, step)
        if not self._terminal:
            # The tools are read in several groups; lines are for telling that it goes on, not for each of them.
            if label not in self._ended:
                self.tell(f"{label}: {step} %")
            if percent == 100:
                self._ended.add(label)
        elif percent == 100:
            self._write(_ERASE)
        else:
            full = percent * _WIDTH // 100
            self._write(f"{_ERASE}{label} {'━' * full}{'╌' * (_WIDTH - full)} {percent} %")

    def tell(self, sentence: str) -> None:
        """One sentence for a person."""
        self._write(f"{_ERASE}{sentence}\n" if self._terminal else f"{sentence}\n")

    def _write(self, text: str) -> None:
        encoding = sys.stderr.encoding or "utf-8"
        sys.stderr.write(text.encode(encoding, "replace").decode(encoding))
        sys.stderr.flush()
