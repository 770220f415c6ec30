"""Lets pytest collect ``*.scenario.yaml``. Collection and reporting only: what a case is and does is in ``scenario/``.

Nothing of the simulator is imported before a scenario file is met. Each item is one scenario in one wording on one
model, with its trials inside; it runs on the engine's own event loop, so pytest-asyncio is not involved.
"""

import json
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest

if TYPE_CHECKING:
    from car_assistant.scenario.cases import Case
    from car_assistant.scenario.engine import Engine
    from car_assistant.scenario.results import CaseResult

_SUFFIX = ".scenario.yaml"
_ENGINE = pytest.StashKey["Engine"]()
_ROWS = pytest.StashKey[list[dict[str, Any]]]()
_WORKER_ROWS = "car_assistant_rows"


def pytest_addoption(parser: pytest.Parser) -> None:
    group = parser.getgroup("car-assistant", "car-assistant scenarios")
    group.addoption(
        "--model-mode", choices=("replay", "record", "live"), default="replay", help="where answers come from"
    )
    group.addoption("--models", default="", help="model names, separated by commas; in replay all recorded ones")
    group.addoption("--trials", type=int, default=None, help="live trials of each case; else as the scenario says")
    group.addoption("--scenario-report", default=None, metavar="DIR", help="folder for results.jsonl")
    parser.addini(
        "car_assistant_packs", type="paths", default=[], help="tool packs under test instead of the bundled one"
    )


def pytest_collect_file(file_path: Path, parent: pytest.Collector) -> "ScenarioFile | None":
    if not file_path.name.endswith(_SUFFIX):
        return None
    return ScenarioFile.from_parent(parent, path=file_path)


class ScenarioFile(pytest.File):
    """One file; it yields an item for each wording and model."""

    def collect(self) -> Iterator[pytest.Item]:
        from car_assistant.scenario.cases import expand, read
        from car_assistant.scenario.live import chosen
        from car_assistant.scenario.loader import ScenarioError

        models = chosen(self.config.getoption("--models").split(","), self.config.getoption("--model-mode"))
        try:
            loaded, packs = read(self.path, self.config.getini("car_assistant_packs"))
        except ScenarioError as error:
            yield BrokenFile.from_parent(self, name="file", message=str(error))
            return
        for case in expand(loaded, packs, models=models):
            name = f"{loaded.scenario.scenario}[v{case.variant}-{case.model}]"
            item = ScenarioItem.from_parent(self, name=name, case=case)
            for tag in (loaded.scenario.area, *loaded.scenario.tags):
                _mark(item, tag.replace("-", "_"))
            yield item


class ScenarioFailure(Exception):
    """A case that is not as it should be."""

    def __init__(self, result: "CaseResult") -> None:
        self.result = result
        super().__init__(result.status)


class ScenarioItem(pytest.Item):
    """One scenario in one wording on one model."""

    def __init__(self, *, case: "Case", **kwargs: Any) -> None:
        super().__init__(**kwargs)
        self.case = case

    def runtest(self) -> None:
        result = _engine(self.config).run(self.case)
        self.user_properties.extend(result.properties())
        self.config.stash.setdefault(_ROWS, []).append(result.row())
        if result.status == "known_failing":
            pytest.xfail(result.message)
        if result.status != "passed":
            raise ScenarioFailure(result)

    def repr_failure(self, excinfo: pytest.ExceptionInfo[BaseException], style: Any = None) -> Any:
        if isinstance(excinfo.value, ScenarioFailure):
            from car_assistant.scenario.timeline import explain

            return explain(excinfo.value.result)
        return super().repr_failure(excinfo, style)

    def reportinfo(self) -> tuple[Path, int, str]:
        return self.path, self.case.loaded.tree.line(("scenario",)) - 1, self.name


class BrokenFile(pytest.Item):
    """A file that gives no case; it fails by itself, and the others still run."""

    def __init__(self, *, message: str, **kwargs: Any) -> None:
        super().__init__(**kwargs)
        self.message = message

    def runtest(self) -> None:
        pytest.fail(self.message, pytrace=False)

    def reportinfo(self) -> tuple[Path, None, str]:
        return self.path, None, self.name


class OrphanCheck(pytest.Item):
    """In a full run, every recording belongs to a case."""

    def __init__(self, *, cases: "list[Case]", **kwargs: Any) -> None:
        super().__init__(**kwargs)
        self.cases = cases

    def runtest(self) -> None:
        from car_assistant.scenario.cases import orphans
        from car_assistant.scenario.loader import shown

        left = "\n".join(f"  {shown(path)}" for path in orphans(self.cases))
        if left:
            pytest.fail(f"recordings that no scenario uses; delete them:\n{left}", pytrace=False)

    def reportinfo(self) -> tuple[Path, None, str]:
        return self.path, None, self.name


@pytest.hookimpl(tryfirst=True)
def pytest_collection_modifyitems(session: pytest.Session, config: pytest.Config, items: list[pytest.Item]) -> None:
    mine = [item for item in items if isinstance(item, ScenarioItem)]
    if not mine or config.getoption("--model-mode") != "replay":
        return
    from car_assistant.scenario.loader import find

    collected = {item.path.resolve() for item in items if isinstance(item, ScenarioItem | BrokenFile)}
    for root in dict.fromkeys(item.case.loaded.root for item in mine):
        if set(find([root])) <= collected:
            cases = [item.case for item in mine if item.case.loaded.root == root]
            check = OrphanCheck.from_parent(session, name=f"{root.name}/recordings-in-use", cases=cases)
            items.append(check)


def pytest_sessionfinish(session: pytest.Session) -> None:
    output = getattr(session.config, "workeroutput", None)
    if output is not None:  # on an xdist worker: the rows travel to the controller as text
        output[_WORKER_ROWS] = json.dumps(session.config.stash.get(_ROWS, []))


@pytest.hookimpl(optionalhook=True)
def pytest_testnodedown(node: Any) -> None:
    rows = json.loads(getattr(node, "workeroutput", {}).get(_WORKER_ROWS, "[]"))
    node.config.stash.setdefault(_ROWS, []).extend(rows)


def pytest_unconfigure(config: pytest.Config) -> None:
    engine = config.stash.get(_ENGINE, None)
    if engine is not None:
        engine.__exit__(None, None, None)
        del config.stash[_ENGINE]
    folder = config.getoption("--scenario-report", default=None)
    rows = config.stash.get(_ROWS, [])
    if folder and rows and not hasattr(config, "workeroutput"):
        _write(rows, Path(folder))


def _write(rows: Iterable[dict[str, Any]], folder: Path) -> None:
    folder.mkdir(parents=True, exist_ok=True)
    ordered = sorted(rows, key=lambda row: (row["scenario"], row["variant"], row["model"]))
    text = "".join(json.dumps(row, ensure_ascii=False) + "\n" for row in ordered)
    (folder / "results.jsonl").write_text(text, encoding="utf-8")


def _engine(config: pytest.Config) -> "Engine":
    engine = config.stash.get(_ENGINE, None)
    if engine is None:
        from car_assistant.scenario.engine import Engine
        from car_assistant.scenario.live import digests, open_model

        engine = Engine(
            mode=config.getoption("--model-mode"),
            open_model=open_model,
            trials=config.getoption("--trials"),
            digests=digests(),
        )
        config.stash[_ENGINE] = engine.__enter__()
    return engine


def _mark(item: pytest.Item, tag: str) -> None:
    """Add a marker that no configuration names beforehand, also under ``--strict-markers``."""
    item.config.addinivalue_line("markers", f"{tag}: scenarios tagged {tag}")
    item.add_marker(getattr(pytest.mark, tag))
