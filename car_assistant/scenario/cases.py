"""Which runs there are: scenario x variant x model, with the tool packs that each needs. Runs none of them."""

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path

from car_assistant.clock import ManualClock
from car_assistant.discovery import bundled, load_pack
from car_assistant.errors import CarAssistantError
from car_assistant.events import Bus
from car_assistant.registry import Registry
from car_assistant.scenario.loader import Loaded, Problem, ScenarioError, find, load, shown
from car_assistant.scenario.runner import wording
from car_assistant.scenario.vocabulary import Vocabulary
from car_assistant.text import Replies
from car_assistant.vehicle.car import Car

CASSETTES = "_cassettes"
UNRECORDED = "recorded"
"""Stands for the model where nothing has been recorded yet."""


@dataclass(frozen=True, kw_only=True)
class Case:
    """One scenario in one wording on one model."""

    loaded: Loaded
    variant: int
    model: str
    packs: tuple[Path, ...] = ()

    @property
    def wording(self) -> str:
        """The first thing that is said in this variant."""
        said = [wording(step, self.variant).say for step in self.loaded.scenario.timeline if step.say is not None]
        return said[0] if said else ""

    @property
    def command(self) -> str:
        """What plays just this case again."""
        model = "" if self.model == UNRECORDED else f" --models {self.model}"
        return f"car-assistant run {shown(self.loaded.path)} --variant {self.variant}{model}"

    def tape(self, trial: int) -> Path:
        """Where the recording of a trial is."""
        name = f"{self.loaded.scenario.scenario}--v{self.variant}--t{trial}.jsonl"
        return self.loaded.root / CASSETTES / slug(self.model) / name

    def recorded_trials(self) -> list[int]:
        """The trials that have a recording."""
        first = self.tape(1)
        pattern = f"{first.name.removesuffix('1.jsonl')}*.jsonl"
        return sorted(int(file.stem.rpartition("--t")[2]) for file in first.parent.glob(pattern))


def slug(model: str) -> str:
    """A model's name as a folder name."""
    name = model.rpartition("/")[2].removesuffix(".gguf") if model.endswith(".gguf") else model
    return re.sub(r"[^a-z0-9._]+", "-", name.casefold()).strip("-")


def variants(loaded: Loaded) -> int:
    """How many wordings a scenario has, its own included."""
    return 1 + max(len(step.variants) for step in loaded.scenario.timeline)


def recorded_models(root: Path) -> list[str]:
    """Models that have recordings in a scenario folder."""
    folder = root / CASSETTES
    return sorted(child.name for child in folder.iterdir() if child.is_dir()) if folder.is_dir() else []


def read(path: Path, packs: Sequence[Path] = ()) -> tuple[Loaded, tuple[Path, ...]]:
    """Load one file and check its words against the car and its tools. Raises ``ScenarioError``."""
    loaded = load(path)
    chosen = _packs(loaded, packs)
    try:
        problems = _vocabulary(chosen).problems(loaded)
    except ScenarioError:
        raise
    except CarAssistantError as error:
        problems = [loaded.problem(("pack",), str(error))]
    if problems:
        raise ScenarioError(problems)
    return loaded, chosen


def cases(
    paths: Sequence[Path],
    *,
    models: Sequence[str] = (),
    packs: Sequence[Path] = (),
    variant: int | None = None,
) -> tuple[list[Case], list[Problem]]:
    """Every case at or under ``paths``, and what is wrong with the files that give none."""
    found: list[Case] = []
    problems: list[Problem] = []
    try:
        files = find(paths)
    except ScenarioError as error:
        return [], list(error.problems)
    for file in files:
        try:
            loaded, chosen = read(file, packs)
        except ScenarioError as error:
            problems += error.problems
            continue
        found += expand(loaded, chosen, models=models, variant=variant)
    return found, problems


def expand(
    loaded: Loaded, packs: tuple[Path, ...], *, models: Sequence[str] = (), variant: int | None = None
) -> Iterator[Case]:
    """The cases of one scenario; without ``models``, those that have recordings."""
    for number in range(variants(loaded)):
        for model in models or recorded_models(loaded.root) or [UNRECORDED]:
            if variant in (None, number):
                yield Case(loaded=loaded, variant=number, model=model, packs=packs)


def orphans(found: Iterable[Case]) -> list[Path]:
    """Recordings in the cases' folders that belong to no scenario or variant any more. Only for a full run."""
    known: dict[Path, set[str]] = {}
    for case in found:
        names = known.setdefault(case.loaded.root / CASSETTES, set())
        names.add(f"{case.loaded.scenario.scenario}--v{case.variant}")
    left = []
    for folder, names in known.items():
        used: set[str] = set()
        for tape in sorted(folder.rglob("*.jsonl")):
            name = tape.relative_to(folder).as_posix().partition("/")[2].rpartition("--t")[0]
            if name in names:
                used.update(re.findall(r'"prompt":"([0-9a-f]{12})"', tape.read_text(encoding="utf-8")))
            else:
                left.append(tape)
        left += [prompt for prompt in sorted(folder.glob("*/prompts/*.json")) if prompt.stem not in used]
    return left


def _packs(loaded: Loaded, given: Sequence[Path]) -> tuple[Path, ...]:
    """Tool packs: named in the file, else given, else a ``tools`` folder beside or above, else the bundled one."""
    if loaded.scenario.pack:
        beside = loaded.path.parent
        return tuple(bundled("tools") if name == "bundled" else beside / name for name in loaded.scenario.pack)
    if given:
        return tuple(given)
    for folder in loaded.path.resolve().parents:
        if any((folder / "tools").glob("*.py")):
            return (folder / "tools",)
        if folder == loaded.root.parent:
            break
    return ()


@lru_cache(maxsize=8)
def _vocabulary(packs: tuple[Path, ...]) -> Vocabulary:
    replies = Replies()
    replies.add_folder(Path(__file__).parent.parent / "replies")
    registry = Registry([load_pack(path) for path in packs or (bundled("tools"),)], replies=replies)
    return Vocabulary(Car(bus=Bus(), clock=ManualClock()), registry)
