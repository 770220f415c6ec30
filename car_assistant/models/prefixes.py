"""Saved prompt prefixes on disk. Owns their names, their integrity and their number; what is inside is the runtime's.

A prefix is a file written by the runtime and a line beside it with its sha256. Either may be missing, cut short or
from another version at any time: then there is no saved prefix, and it is made anew.
"""

import hashlib
import os
from collections.abc import Callable
from pathlib import Path

KEPT = 40
"""Prefixes that stay on disk (28 KB a token: 10 to 30 MB each); the least recently used goes first."""


class PrefixStore:
    """A folder of saved prefixes for one model file in one runtime version."""

    def __init__(self, folder: Path, *, digest: str, runtime: str) -> None:
        self._folder = folder
        self._origin = f"{digest}\n{runtime}\n"
        self._intact: set[str] = set()
        """Files whose sum this process has checked; they are read again at every change of prefix."""
        folder.mkdir(parents=True, exist_ok=True)

    @property
    def folder(self) -> Path:
        return self._folder

    def find(self, prefix: str) -> str | None:
        """The name of the intact file that holds ``prefix``, or ``None``."""
        file = self._file(prefix)
        try:
            if file.name not in self._intact:
                expected = file.with_suffix(".sha256").read_text(encoding="ascii").strip()
                if _sha256(file) != expected:
                    return None
            os.utime(file)
            self._intact.add(file.name)
        except (OSError, UnicodeError):
            return None
        return file.name

    def keep(self, prefix: str, write: Callable[[str], None]) -> None:
        """Let ``write`` make a file of the given name in the folder, and take it in once it is complete."""
        file = self._file(prefix)
        draft = file.with_suffix(f".{os.getpid()}.part")
        try:
            write(draft.name)
            digest = _sha256(draft)
            draft.replace(file)
            note = draft.with_suffix(".note")
            note.write_text(digest, encoding="ascii")
            note.replace(file.with_suffix(".sha256"))
        finally:
            draft.unlink(missing_ok=True)
        self._drop_oldest()

    def forget(self, prefix: str) -> None:
        """Remove a file that the runtime could not use."""
        self._intact.discard(self._file(prefix).name)
        _remove(self._file(prefix))

    def _file(self, prefix: str) -> Path:
        key = hashlib.sha256((self._origin + prefix).encode()).hexdigest()[:32]
        return self._folder / f"{key}.prefix"

    def _drop_oldest(self) -> None:
        files = sorted(self._folder.glob("*.prefix"), key=lambda file: file.stat().st_mtime, reverse=True)
        for file in files[KEPT:]:
            _remove(file)


def _remove(file: Path) -> None:
    file.unlink(missing_ok=True)
    file.with_suffix(".sha256").unlink(missing_ok=True)


def _sha256(file: Path) -> str:
    with file.open("rb") as stream:
        return hashlib.file_digest(stream, "sha256").hexdigest()
