"""From a file to a checked scenario, or to sentences that say what is wrong on which line. Runs nothing."""

from collections.abc import Iterator, Mapping, Sequence
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path
from typing import Any, TypeVar

from pydantic import BaseModel, ValidationError

from car_assistant.discovery import bundled
from car_assistant.errors import CarAssistantError, PackError
from car_assistant.scenario.schema import Scenario, World
from car_assistant.scenario.yaml_tree import Place, Tree, YamlError, parse

SUFFIX = ".scenario.yaml"

_MAX_PROBLEMS = 20
_Model = TypeVar("_Model", bound=BaseModel)


@dataclass(frozen=True, kw_only=True)
class Problem:
    """Something wrong in a file."""

    file: Path
    line: int
    text: str
    """What it is about, what was found, what is allowed."""

    def __str__(self) -> str:
        return f"{shown(self.file)}:{self.line}: {self.text}"


class ScenarioError(CarAssistantError):
    """A scenario cannot be run as it is written."""

    def __init__(self, problems: Sequence[Problem]) -> None:
        self.problems = tuple(problems)
        super().__init__("\n".join(str(problem) for problem in self.problems))


@dataclass(frozen=True, kw_only=True)
class Loaded:
    """A scenario and where each part of it stands."""

    path: Path
    scenario: Scenario
    world: World
    """The scenario's world with its bases merged in."""
    tree: Tree

    @property
    def root(self) -> Path:
        """The folder that scenario names start from; ``_worlds`` and ``_cassettes`` are in it."""
        return self.path.resolve().parents[self.scenario.scenario.count("/")]

    def problem(self, place: Place, text: str) -> Problem:
        return Problem(file=self.path, line=self.tree.line(place), text=text)


def shown(path: Path) -> str:
    """``path`` as a person would type it: relative to the working folder where that is shorter."""
    try:
        return str(path.resolve().relative_to(Path.cwd()))
    except ValueError:
        return str(path)


def find(paths: Sequence[Path]) -> list[Path]:
    """Every scenario file at or under ``paths``. Raises ``ScenarioError`` where there is none."""
    found: dict[Path, None] = {}
    for path in paths:
        if path.is_dir():
            files = sorted(path.rglob(f"*{SUFFIX}"))
        else:
            files = [path] if path.is_file() else []
        if not files:
            what = "there is no such file or folder" if not path.exists() else f"no *{SUFFIX} in this folder"
            raise ScenarioError([Problem(file=path, line=1, text=f"{what}; make one with 'car-assistant new NAME'")])
        found.update(dict.fromkeys(file.resolve() for file in files))
    return list(found)


def load(path: Path) -> Loaded:
    """Read and check one file, except for what only the car and its tools can tell. Raises ``ScenarioError``."""
    tree = _read(path)
    scenario = _validate(Scenario, tree, path)
    stem = path.resolve().as_posix().removesuffix(SUFFIX)
    if not stem.endswith("/" + scenario.scenario):
        text = f"scenario: is '{scenario.scenario}', but the file is {'/'.join(stem.split('/')[-2:])}; make them equal"
        raise ScenarioError([Problem(file=path, line=tree.line(("scenario",)), text=text)])
    root = path.resolve().parents[scenario.scenario.count("/")]
    loaded = Loaded(
        path=path, scenario=scenario, tree=tree, world=_with_bases(scenario.world, root, path, tree, ("world", "base"))
    )
    problems = [*_order_problems(loaded), *_expectation_problems(loaded)]
    if problems:
        raise ScenarioError(problems)
    return loaded


def _read(path: Path) -> Tree:
    try:
        tree = parse(path.read_bytes())
    except YamlError as error:
        raise ScenarioError([Problem(file=path, line=error.line, text=str(error))]) from error
    except OSError as error:
        raise ScenarioError([Problem(file=path, line=1, text=f"cannot be read: {error.strerror}")]) from error
    if not isinstance(tree.value, dict):
        raise ScenarioError(
            [Problem(file=path, line=1, text="not a mapping; a file starts with 'scenario: area/name'")]
        )
    return tree


def _validate(model: type[_Model], tree: Tree, path: Path) -> _Model:
    try:
        return model.model_validate(tree.value)
    except ValidationError as error:
        problems: dict[int, Problem] = {}
        for detail in error.errors():
            if detail["type"] == "too_short" and detail["input"]:
                continue  # pydantic counts only the good items, and says so beside what is wrong with the others
            problem = _explain(detail, tree, path)
            problems.setdefault(problem.line, problem)
        raise ScenarioError(list(problems.values())[:_MAX_PROBLEMS]) from error


def _explain(detail: Any, tree: Tree, path: Path) -> Problem:
    """One pydantic error as file, line and sentence."""
    place: Place = ()
    for step in detail["loc"]:
        if (*place, step) in tree.lines:
            place = (*place, step)
    message = str(detail["msg"])
    found = detail["input"]
    if detail["type"] == "unknown_key":
        place = (*place, detail["ctx"]["key"])
    elif detail["type"] == "missing":
        message = f"'{detail['loc'][-1]}' is missing here"
    elif not isinstance(found, dict | list):
        message = f"{message}; found {found!r}"
    where = ".".join(str(step) for step in (place if detail["type"] != "unknown_key" else place[:-1]))
    return Problem(file=path, line=tree.line(place), text=f"{where}: {message}" if where else message)


def _with_bases(world: World, root: Path, path: Path, tree: Tree, place: Place, seen: tuple[str, ...] = ()) -> World:
    """``world`` over the base it names, and so on."""
    if world.base is None:
        return world
    known = _bases(root)
    line = tree.line(place)
    if world.base not in known:
        allowed = ", ".join(sorted(known)) or "none, because there is no _worlds folder"
        raise ScenarioError([Problem(file=path, line=line, text=f"base: no world '{world.base}'; known: {allowed}")])
    if world.base in seen:
        text = f"base: worlds stand on each other in a circle: {' -> '.join((*seen, world.base))}"
        raise ScenarioError([Problem(file=path, line=line, text=text)])
    file = known[world.base]
    below_tree = _read(file)
    below = _validate(World, below_tree, file)
    below = _with_bases(below, root, file, below_tree, ("base",), (*seen, world.base))
    return World(
        now=world.now or below.now,
        place=world.place or below.place,
        weather=world.weather or below.weather,
        set={**below.set, **world.set},
    )


def _bases(root: Path) -> dict[str, Path]:
    """World files by name: those beside the scenarios come before the bundled ones."""
    folders = [root / "_worlds"]
    with suppress(PackError):  # an installation without scenarios still runs other people's
        folders.insert(0, bundled("scenarios") / "_worlds")
    return {file.stem: file for folder in folders for file in sorted(folder.glob("*.yaml"))}


def _order_problems(loaded: Loaded) -> Iterator[Problem]:
    """Ids that stand twice, 'after' that names no step or leads in a circle."""
    steps = loaded.scenario.timeline
    ids: dict[str, int] = {}
    for index, step in enumerate(steps):
        if step.id in ids:
            yield loaded.problem(("timeline", index, "id"), f"id: '{step.id}' names step {ids[step.id] + 1} already")
        elif step.id:
            ids[step.id] = index
    waits: dict[int, int] = {}
    for index, step in enumerate(steps):
        place: Place = ("timeline", index, "after")
        if step.after and step.after.step is not None:
            if step.after.step not in ids:
                known = ", ".join(ids) or "none has an id"
                yield loaded.problem(place, f"after.step: no step '{step.after.step}'; known ids: {known}")
            else:
                waits[index] = ids[step.after.step]
        elif step.at is None and index:
            waits[index] = index - 1
        elif step.after:
            yield loaded.problem(place, "after: the first step has none before it; name one with 'step'")
    yield from _circles(loaded, waits)


def _circles(loaded: Loaded, waits: Mapping[int, int]) -> Iterator[Problem]:
    """Steps that wait for each other; ``waits`` says which step each one waits for."""
    steps = loaded.scenario.timeline
    for index, step in enumerate(steps):
        seen = [index]
        while seen[-1] in waits and len(seen) <= len(steps):
            seen.append(waits[seen[-1]])
            if seen[-1] == index:
                circle = " -> ".join(steps[one].id or f"step {one + 1}" for one in seen)
                if step.after:
                    yield loaded.problem(("timeline", index, "after"), f"after: steps wait for each other: {circle}")
                break


def _expectation_problems(loaded: Loaded) -> Iterator[Problem]:
    scenario = loaded.scenario
    final = bool(scenario.final.state) or scenario.final.others is not None
    varied = [index for index, step in enumerate(scenario.timeline) if step.variants]
    for index in varied:
        if not final and scenario.timeline[index].expect is None:
            yield loaded.problem(
                ("timeline", index, "variants"),
                "variants: nothing is expected of them; add 'expect' to this step or 'final.state'",
            )
    if len(varied) > 1:
        lengths = {len(scenario.timeline[index].variants) for index in varied}
        if len(lengths) > 1:
            yield loaded.problem(
                ("timeline", varied[1], "variants"),
                f"variants: steps have {sorted(lengths)} of them; give every step with variants the same number, "
                "because variant 2 of one step goes with variant 2 of the others",
            )
    if not final and not varied and all(step.expect is None for step in scenario.timeline):
        yield loaded.problem(("timeline",), "nothing is expected anywhere; add 'expect' to a step, or 'final'")
