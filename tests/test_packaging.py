"""What people get when they install the wheel."""

import subprocess
import sys
import zipfile
from email.parser import Parser
from pathlib import Path

import pytest

from car_assistant import __version__

ROOT = Path(__file__).parents[1]


@pytest.fixture(scope="module")
def wheel(tmp_path_factory: pytest.TempPathFactory) -> zipfile.ZipFile:
    """The wheel, built as pip would build it, without a network."""
    folder = tmp_path_factory.mktemp("dist")
    subprocess.run(
        [sys.executable, "-m", "hatchling", "build", "--target", "wheel", "--directory", str(folder)],
        check=True,
        cwd=ROOT,
    )
    return zipfile.ZipFile(next(folder.glob("*.whl")))


def files(wheel: zipfile.ZipFile, folder: str = "") -> set[str]:
    return {name.removeprefix(folder) for name in wheel.namelist() if name.startswith(folder)}


def in_checkout(folder: str) -> set[str]:
    root = ROOT / folder
    return {
        path.relative_to(root).as_posix()
        for path in root.rglob("*")
        if path.is_file() and "__pycache__" not in path.parts
    }


def test_the_wheel_holds_the_package_alone(wheel: zipfile.ZipFile) -> None:
    """Installing puts one importable name into the environment, and no `tools` or `tests` beside it."""
    tops = {name.split("/")[0] for name in files(wheel)}
    assert tops == {"car_assistant", f"car_assistant-{__version__}.dist-info"}


@pytest.mark.parametrize("folder", ["tools", "scenarios"])
def test_bundled_folders_are_complete(wheel: zipfile.ZipFile, folder: str) -> None:
    """Tools with their sentences and replies, and the scenarios, work after an installation as in a checkout."""
    assert files(wheel, f"car_assistant/_bundled/{folder}/") == in_checkout(folder)


def test_the_package_is_complete(wheel: zipfile.ZipFile) -> None:
    """Every module and data file of the package is in the wheel, the type marker and the models' list among them."""
    packed = {name for name in files(wheel, "car_assistant/") if not name.startswith("_bundled/")}
    assert packed == in_checkout("car_assistant")
    assert "py.typed" in packed
    assert "models.toml" in files(wheel, "car_assistant/_bundled/")


def test_nothing_left_over_is_packed(wheel: zipfile.ZipFile) -> None:
    """No compiled file, weights or cache slips in."""
    assert [name for name in files(wheel) if name.endswith((".pyc", ".gguf", ".wav", ".whl"))] == []


def test_the_command_and_licence(wheel: zipfile.ZipFile) -> None:
    """The wheel brings the command, the licence texts and a version that the package agrees with."""
    about = f"car_assistant-{__version__}.dist-info"
    assert "car-assistant = car_assistant.cli:main" in wheel.read(f"{about}/entry_points.txt").decode()
    assert {"LICENSE", "NOTICE"} <= files(wheel, f"{about}/licenses/")
    metadata = Parser().parsestr(wheel.read(f"{about}/METADATA").decode())
    assert (metadata["Version"], metadata["License-Expression"]) == (__version__, "Apache-2.0")


def test_the_core_install_stays_light(wheel: zipfile.ZipFile) -> None:
    """Speech pipelines, web servers and test tools come only for those who ask for them."""
    metadata = Parser().parsestr(wheel.read(f"car_assistant-{__version__}.dist-info/METADATA").decode())
    core = [line for line in metadata.get_all("Requires-Dist", []) if "extra ==" not in line]
    heavy = (
        "pipecat",
        "torch",
        "transformers",
        "aiohttp",
        "scipy",
        "scikit",
        "pytest",
        "onnxruntime",
        "faster-whisper",
    )
    assert [line for line in core if line.startswith(heavy)] == []
