"""Finds and loads tool packs and bundled folders. Owns how a folder becomes tools; runs none of them."""

import importlib.util
import sys
from dataclasses import dataclass
from hashlib import sha256
from pathlib import Path
from types import ModuleType

from car_assistant.errors import PackError
from car_assistant.toolkit import PolicySpec, ToolSpec


@dataclass(frozen=True, kw_only=True)
class Pack:
    """A loaded tool pack."""

    path: Path
    tools: tuple[ToolSpec, ...]
    policies: tuple[PolicySpec, ...]

    @property
    def replies(self) -> Path:
        """Folder with ``en/*.ftl`` and ``zh/*.ftl``."""
        return self.path / "replies"

    @property
    def sentences(self) -> Path:
        """Folder with ``en/*.yaml`` and ``zh/*.yaml`` for the fast path."""
        return self.path / "sentences"


def bundled(name: str) -> Path:
    """A folder or file that ships with the package: inside the wheel, or beside the package in a checkout."""
    here = Path(__file__).parent
    for candidate in (here / "_bundled" / name, here.parent / name):
        if candidate.exists():
            return candidate
    raise PackError(f"the bundled '{name}' is missing; reinstall car-assistant")


def load_pack(path: Path) -> Pack:
    """Import every module of the folder ``path`` under a unique name and collect its tools and policies.

    Relative imports inside the pack work. Raises ``PackError`` naming the file that cannot be loaded.
    """
    path = path.resolve()
    if not path.is_dir():
        raise PackError(f"tool pack {path} is not a folder; give a folder with Python files")
    package = f"_car_pack_{sha256(str(path).encode()).hexdigest()[:12]}"
    tools: dict[str, ToolSpec] = {}
    policies: dict[str, PolicySpec] = {}
    _import(package, path / "__init__.py", path)
    for file in sorted(path.glob("*.py")):
        if file.name == "__init__.py":
            continue
        module = _import(f"{package}.{file.stem}", file, None)
        for thing in vars(module).values():
            if getattr(thing, "__module__", None) != module.__name__:
                continue
            spec = getattr(thing, "__tool__", None)
            rule = getattr(thing, "__policy__", None)
            if isinstance(spec, ToolSpec):
                if spec.name in tools:
                    raise PackError(f"{file}: tool '{spec.name}' exists twice in the pack; rename one")
                tools[spec.name] = spec
            if isinstance(rule, PolicySpec):
                policies[rule.name] = rule
    if not tools:
        raise PackError(f"tool pack {path} has no function marked with @tool")
    return Pack(path=path, tools=tuple(tools.values()), policies=tuple(policies.values()))


def _import(name: str, file: Path, folder: Path | None) -> ModuleType:
    if name in sys.modules:
        return sys.modules[name]
    if not file.exists():  # a pack need not have an __init__.py
        module = ModuleType(name)
        module.__path__ = [str(folder)]
        sys.modules[name] = module
        return module
    locations = [str(folder)] if folder else None
    spec = importlib.util.spec_from_file_location(name, file, submodule_search_locations=locations)
    if spec is None or spec.loader is None:
        raise PackError(f"{file} cannot be imported; is it a Python file?")
    module = importlib.util.module_from_spec(spec)
    sys.modules[name] = module
    try:
        spec.loader.exec_module(module)
    except Exception as error:
        del sys.modules[name]
        raise PackError(f"{file} cannot be loaded: {type(error).__name__}: {error}") from error
    return module
