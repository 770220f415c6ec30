"""Who may import whom. Reads the source; imports of types and imports inside functions count as well."""

import ast
import subprocess
import sys
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[1]
PACKAGE = ROOT / "car_assistant"

LAYERS = (
    ("errors", "clock", "events", "config", "text", "numbers", "times", "schemas"),
    ("vehicle", "world"),
    ("toolkit",),
    ("registry", "policy", "discovery", "faults", "arguments"),
    ("models",),
    ("agent",),
    ("session", "trace"),
    ("voice", "hmi", "scenario"),
    ("cli", "console", "evaluation", "bench", "pytest_plugin", "testing", "__main__"),
)
"""Left to right as in docs/architecture.md: a room imports its own layer and what stands before it."""

APART = LAYERS[7]
"""Rooms of one layer that meet on the bus and never import one another."""

ONLY_IN = {
    "pipecat": ("voice/",),
    "xllamacpp": ("models/",),
    "llama_cpp": ("models/",),
    "ollama": ("models/", "bench/"),
    "aiohttp": ("hmi/",),
    "fluent": ("text.py",),
    "numpy": ("agent/planning/",),
    "pyttsx3": ("voice/", "console/"),
}
"""Libraries with one place each, so that the rest neither waits for them nor knows them."""

NOT_FOR_TOOLS = {"time", "random", "asyncio", "threading", "subprocess", "os", "socket"}
"""Parts of the standard library that would take a tool out of simulated time or out of the car."""


@dataclass(frozen=True)
class Import:
    """One import of a file; ``where`` is "file:line" for messages."""

    module: str
    where: str


def imports(file: Path) -> Iterator[Import]:
    for node in ast.walk(ast.parse(file.read_text(encoding="utf-8"))):
        where = f"{file.relative_to(ROOT)}:{getattr(node, 'lineno', 0)}"
        if isinstance(node, ast.Import):
            for alias in node.names:
                yield Import(alias.name, where)
        elif isinstance(node, ast.ImportFrom):
            if node.level:
                base = file.relative_to(ROOT).with_suffix("").parts[: -node.level]
                yield Import(".".join([*base, *([node.module] if node.module else [])]), where)
            elif node.module == "car_assistant":
                for alias in node.names:
                    yield Import(f"car_assistant.{alias.name}", where)
            elif node.module:
                yield Import(node.module, where)


def room_of(file: Path) -> str:
    parts = file.relative_to(PACKAGE).parts
    return parts[0].removesuffix(".py")


def layer_of(room: str) -> int:
    return next((level for level, rooms in enumerate(LAYERS) if room in rooms), -1)


FILES = sorted(file for file in PACKAGE.rglob("*.py") if "_bundled" not in file.parts)
SOURCES = [file for file in FILES if file != PACKAGE / "__init__.py"]


def named(files: list[Path]) -> list[object]:
    return [pytest.param(file, id=str(file.relative_to(ROOT))) for file in files]


@pytest.mark.parametrize("file", named(SOURCES))
def test_imports_go_leftwards(file: Path) -> None:
    """Someone who reads a room never has to know a room to its right."""
    room = room_of(file)
    assert layer_of(room) >= 0, f"{file.name}: room '{room}' has no layer; add it to LAYERS and docs/architecture.md"
    for found in imports(file):
        if not found.module.startswith("car_assistant."):
            continue
        other = found.module.split(".")[1]
        if other == "__version__":
            continue
        assert layer_of(other) >= 0, f"{found.where}: '{other}' has no layer"
        assert layer_of(other) <= layer_of(room), f"{found.where}: '{room}' must not import '{other}' to its right"
        if room in APART:
            assert other == room or other not in APART, f"{found.where}: '{room}' and '{other}' meet on the bus only"


@pytest.mark.parametrize("file", named(SOURCES))
def test_libraries_stay_in_their_place(file: Path) -> None:
    """A library with one place can be replaced in one place, and costs nobody else its import."""
    inside = file.relative_to(PACKAGE).as_posix()
    for found in imports(file):
        places = ONLY_IN.get(found.module.split(".")[0])
        assert places is None or inside.startswith(places), f"{found.where}: {found.module} belongs in {places}"


@pytest.mark.parametrize("file", named(sorted((PACKAGE / "models").glob("*.py"))))
def test_models_get_plain_data(file: Path) -> None:
    """A model side can be tested and replaced without any tool."""
    for found in imports(file):
        forbidden = {f"car_assistant.{room}" for room in ("registry", "policy", "toolkit", "arguments")}
        assert found.module not in forbidden, f"{found.where}: models get schemas as plain data, not {found.module}"


@pytest.mark.parametrize("file", named(sorted((ROOT / "tools").glob("*.py"))))
def test_a_pack_imports_the_toolkit_alone(file: Path) -> None:
    """A pack that follows the bundled one needs nothing but the toolkit, the standard library and itself."""
    allowed = {"car_assistant.toolkit", "__future__"}
    for found in imports(file):
        top = found.module.split(".")[0]
        own = top == "tools"
        standard = top in sys.stdlib_module_names and top not in NOT_FOR_TOOLS
        assert own or standard or found.module in allowed, f"{found.where}: a pack must not import {found.module}"


def test_the_picture_names_every_room() -> None:
    """docs/architecture.md shows the house as it is."""
    picture = (ROOT / "docs" / "architecture.md").read_text(encoding="utf-8")
    rooms = {room_of(file) for file in SOURCES if not room_of(file).startswith("_")}
    assert {room for room in rooms if f"`{room}`" not in picture} == set()


def test_the_package_names_no_tool() -> None:
    """The engine runs any pack: it never imports the bundled one."""
    found = [one.where for file in FILES for one in imports(file) if one.module.split(".")[0] == "tools"]
    assert found == []


@pytest.mark.parametrize(
    ("module", "heavy"),
    [
        (
            "car_assistant",
            {"pydantic", "rich", "httpx", "ollama", "xllamacpp", "aiohttp", "pipecat", "fluent", "hassil"},
        ),
        ("car_assistant.cli", {"pydantic", "httpx", "ollama", "xllamacpp", "aiohttp", "pipecat", "fluent", "hassil"}),
    ],
)
def test_starting_stays_light(module: str, heavy: set[str]) -> None:
    """`import car_assistant` and `car-assistant --help` wait for no heavy library."""
    code = f"import sys, {module}; print(*sorted({{name.split('.')[0] for name in sys.modules}}))"
    loaded = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True, cwd=ROOT)
    assert heavy & set(loaded.stdout.split()) == set()
