"""What the worked examples teach: which tool a sentence asks for, and which values its arguments have.

Trained from the lessons of the packs when they change, kept in a file between runs. Decides nothing by itself: it says
how much speaks for each tool and value.
"""

import io
import json
import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from functools import lru_cache
from hashlib import sha256
from pathlib import Path
from typing import Any

import numpy as np

from car_assistant.agent.examples import Example
from car_assistant.agent.planning.amounts import amounts
from car_assistant.agent.planning.cutting import Borders, Piece, pieces
from car_assistant.agent.planning.learning import Classifier, Progress, is_long, terms
from car_assistant.arguments import Param
from car_assistant.models.syntax import read_call

FORMAT = "10"
"""Changes when what is learned from the same lessons does."""

NOTHING = "none"
"""The class of sentences that ask for no tool, and of arguments that are left out."""

_WORDING = "piece"
"""The name of the wording among the saved classifiers; no argument is called so."""

_BORDERS = ("starts", "ends", "logs")
"""What is known of each few words with which commands begin and end."""

SPOKEN = "spoken"
"""The label of a number or text that the sentence says."""

NUMBER = "number"
"""The label of a text that is a number which the sentence says in words."""

USUAL = 5
"""Lessons that must give an argument a text which their sentences do not say, for it to be learned."""

COMMAND, REMARK = "command", "remark"
"""The classes of pieces of utterances."""

TIME = "time"
"""The argument that is a time of day."""

PLACES = ("zone", "seat", "window", "door")
"""Arguments that say where in the car; all of them are learned as one."""

Params = Mapping[str, Mapping[str, Param]]
"""The arguments of each tool, by tool and name."""


@dataclass(frozen=True, kw_only=True)
class Knowledge:
    """Classifiers of tools and of argument values."""

    tools: Classifier
    values: Mapping[str, Classifier] = field(default_factory=dict)
    """By the name that ``topic`` gives an argument."""
    wording: Classifier | None = None
    """Tells pieces of utterances that are worded as commands from remarks beside them."""
    borders: Borders | None = None
    """Words with which commands begin and end."""

    def scores(self, text: str) -> dict[str, float]:
        """The margin of every tool and of ``none``, best first.

        ``none`` alone where no word is known; but lessons that never say when to do nothing cannot tell noise from a
        command, and leave it to whoever asks.
        """
        words = terms(text)
        known = any(word in self.tools.vocabulary for word in words)
        teaches_nothing = NOTHING not in self.tools.classes and self.tools.classes
        return self.tools.scores(words) if known or teaches_nothing else {NOTHING: 0.0}

    def worded(self, text: str) -> float:
        """Above 0 where ``text`` is worded as a command, below where as a remark; -1 to 1."""
        if self.wording is None:
            return 0.0
        scores = self.wording.scores(terms(text))
        return max(-1.0, min((scores[COMMAND] - scores[REMARK]) / 2, 1.0))

    def value_scores(self, topic: str, tool: str, text: str) -> dict[str, float]:
        """The margin of every value, written as text, best first; empty where nothing was learned."""
        learned = self.values.get(topic)
        return learned.scores(_of_tool(tool, terms(text))) if learned else {}


def topic(name: str, param: Param) -> str:
    """Arguments of one name and kind are learned together, from the lessons of all tools."""
    return "place" if name in PLACES else f"{name}.{param.kind}"


def sign_topic(name: str) -> str:
    return f"{name}.sign"


def learn(
    lessons: Sequence[Example],
    params: Params,
    cache: Path | None = None,
    progress: Progress = lambda done, total: None,
) -> Knowledge:
    """What ``lessons`` teach; read from ``cache`` where it was learned before from the same ones.

    ``progress`` hears of it where it has to be learned, which takes some seven seconds for ten thousand lessons.
    """
    said = json.dumps([FORMAT, [(one.say, one.tools, one.written) for one in lessons], sorted(params)])
    file = cache / f"{sha256(said.encode()).hexdigest()[:24]}.npz" if cache else None
    if file and (known := _load(file)):
        return known
    known = _train(lessons, params, progress)
    if file:
        _save(known, file)
    return known


def _train(lessons: Sequence[Example], params: Params, progress: Progress) -> Knowledge:
    single = [one for one in lessons if len(one.tools) <= 1]
    tools = Classifier.train(
        [terms(one.say) for one in single], [one.tools[0] if one.tools else NOTHING for one in single], progress
    )
    rows: dict[str, list[tuple[str, str, str]]] = defaultdict(list)
    for one in single:
        call = read_call(one.written, {}) if one.written else None
        if call is None:
            continue
        for name, param in params.get(call.tool, {}).items():
            for about, label in _labels(name, param, call.args.get(name), one.say):
                rows[about].append((call.tool, one.say, label))
    cut = [pieces(one.say) for one in lessons]
    return Knowledge(
        tools=tools,
        values={
            about: _train_values(_usual(taught) if about.endswith(".str") else taught)
            for about, taught in sorted(rows.items())
        },
        wording=_train_wording(lessons, cut, tools),
        borders=Borders.learn(cut),
    )


def _usual(rows: Sequence[tuple[str, str, str]]) -> list[tuple[str, str, str]]:
    """``rows`` of a text, where those that are given but now and then count as said."""
    counted = Counter(label for *_, label in rows)
    return [(tool, say, label if counted[label] >= USUAL else SPOKEN) for tool, say, label in rows]


def _train_wording(lessons: Sequence[Example], cut: Sequence[Sequence[Piece]], tools: Classifier) -> Classifier | None:
    """From the pieces that lessons are ``cut`` into: of each call, the one that speaks most for its tool, in order."""
    said: list[tuple[str, ...]] = []
    labels: list[str] = []
    for lesson, found in zip(lessons, cut, strict=True):
        parts = [terms(piece.text) for piece in found]
        if len(parts) == 1:
            continue
        commands, first = set[int](), 0
        for tool in lesson.tools:
            best = max(range(first, len(parts)), key=lambda at: tools.margin(tool, parts[at]), default=None)
            if best is None:
                break
            commands.add(best)
            first = best + 1
        said += parts
        labels += [COMMAND if at in commands else REMARK for at in range(len(parts))]
    return Classifier.train(said, labels) if {COMMAND, REMARK} <= set(labels) else None


def _train_values(taught: Sequence[tuple[str, str, str]]) -> Classifier:
    """The values of one topic, from tools, sentences and labels."""
    shared = len({tool for tool, _, _ in taught}) > 1
    sentences = [_of_tool(tool, terms(say)) if shared else terms(say) for tool, say, _ in taught]
    return Classifier.train(sentences, [label for *_, label in taught])


def _labels(name: str, param: Param, value: Any, text: str) -> Sequence[tuple[str, str]]:
    """What a lesson teaches of one argument: topics and labels."""
    if param.kind == "str":
        return () if name == TIME else ((topic(name, param), _text_label(value, text)),)
    if param.kind not in ("int", "float"):
        return ((topic(name, param), NOTHING if value is None or value == param.default else str(value)),)
    if value is None:
        return ((topic(name, param), NOTHING),)
    signed = ((sign_topic(name), "-" if value < 0 else "+"),) if param.signed else ()
    # Where the sentence says the number, it is copied; only those that it leaves open are learned.
    spoken = bool(amounts(param, text))
    return (*signed, (topic(name, param), SPOKEN if spoken else f"{abs(value):g}"))


def _text_label(value: Any, text: str) -> str:
    """Whether a text is left out, copied from the sentence, a number in words there, or what it is."""
    if value is None:
        return NOTHING
    if str(value).casefold() in text.casefold():
        return SPOKEN
    return NUMBER if re.fullmatch(r"[\d.]+", str(value)) else str(value)


def _of_tool(tool: str, said: Sequence[str]) -> tuple[str, ...]:
    """The terms of a sentence, and the words among them once more as this tool's own.

    "Down" opens a window and closes a blind: what a word means for a tool stands beside what it means for all.
    """
    short = [term for term in said if not is_long(term)]
    return (*said, f"tool {tool}", *(f"{tool}: {term}" for term in short))


def _save(known: Knowledge, file: Path) -> None:
    """A cache that cannot be written costs time, nothing else."""
    arrays: dict[str, Any] = {}
    wording = {_WORDING: known.wording} if known.wording else {}
    for name, one in {"": known.tools, **wording, **known.values}.items():
        arrays[f"{name}/weights"] = one.weights
        arrays[f"{name}/rarity"] = one.rarity
        arrays[f"{name}/classes"] = _packed(one.classes)
        arrays[f"{name}/vocabulary"] = _packed(one.vocabulary)
    if known.borders:
        arrays |= {name: getattr(known.borders, name) for name in _BORDERS}
        arrays |= {"borders": _packed(known.borders.places), "total": np.array(known.borders.total)}
    buffer = io.BytesIO()
    np.savez(buffer, **arrays)
    partial = file.with_suffix(f".{id(arrays)}.part")
    try:
        file.parent.mkdir(parents=True, exist_ok=True)
        partial.write_bytes(buffer.getvalue())
        partial.replace(file)
    except OSError:
        return


def _load(file: Path) -> Knowledge | None:
    try:
        found = file.stat()
    except OSError:
        return None
    return _read(file, (found.st_mtime_ns, found.st_size))


@lru_cache(maxsize=2)
def _read(file: Path, stamp: tuple[int, int]) -> Knowledge | None:  # noqa: ARG001 - a changed file is another one
    """What ``file`` held at that time; cars that lack different tools share what the same packs teach."""
    try:
        with np.load(file, allow_pickle=False) as arrays:
            found = {
                name.removesuffix("/weights"): Classifier(
                    classes=_unpacked(arrays[name.replace("/weights", "/classes")]),
                    vocabulary=_numbered(arrays[name.replace("/weights", "/vocabulary")]),
                    rarity=arrays[name.replace("/weights", "/rarity")],
                    weights=arrays[name],
                )
                for name in arrays.files
                if name.endswith("/weights")
            }
            borders = Borders(
                places=_numbered(arrays["borders"]),
                total=float(arrays["total"]),
                **{name: arrays[name] for name in _BORDERS},
            )
            return Knowledge(tools=found.pop(""), wording=found.pop(_WORDING, None), values=found, borders=borders)
    except (OSError, ValueError, KeyError, EOFError):
        return None


def _packed(words: Iterable[str]) -> Any:
    return np.frombuffer("\n".join(words).encode(), dtype=np.uint8)


def _unpacked(packed: Any) -> tuple[str, ...]:
    return tuple(bytes(packed).decode().split("\n"))


def _numbered(packed: Any) -> dict[str, int]:
    return {words: at for at, words in enumerate(_unpacked(packed))}
