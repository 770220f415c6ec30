"""Keeps a model's thinking out of what is spoken. Works on a stream, piece by piece."""

_OPEN, _CLOSE = "<think>", "</think>"


class ThinkFilter:
    """Drops ``<think>...</think>``, also a closing tag alone, which some templates leave behind."""

    def __init__(self) -> None:
        self._held = ""
        self._thinking = False

    def feed(self, piece: str) -> str:
        """The part of ``piece`` (and of what was held back) that may be spoken now."""
        self._held += piece
        spoken = ""
        while True:
            tag = _CLOSE if self._thinking else _OPEN
            before, found, after = self._held.partition(tag)
            if not found:
                break
            spoken += self._plain(before)
            self._held = after
            self._thinking = not self._thinking
        kept = max(_overlap(self._held, _OPEN), _overlap(self._held, _CLOSE))
        end = len(self._held) - kept
        spoken += self._plain(self._held[:end])
        self._held = self._held[end:]
        return spoken

    def close(self) -> str:
        """What was held back as the possible beginning of a tag, when nothing more comes."""
        rest, self._held = self._plain(self._held), ""
        return rest

    def _plain(self, text: str) -> str:
        return "" if self._thinking else text.replace(_CLOSE, "")


def _overlap(text: str, tag: str) -> int:
    """How many characters at the end of ``text`` may be the beginning of ``tag``."""
    return next((size for size in range(min(len(tag) - 1, len(text)), 0, -1) if text.endswith(tag[:size])), 0)
