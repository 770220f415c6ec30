"""Settings: defaults < TOML file < environment < flags. Owns where settings come from; knows nothing of their use."""

import os
import tomllib
from collections.abc import Mapping
from dataclasses import dataclass, field, fields
from difflib import get_close_matches
from pathlib import Path
from typing import Annotated, Any

from annotated_types import Interval
from platformdirs import user_cache_path, user_config_path

from car_assistant.errors import ConfigError
from car_assistant.events import Lang, Seat

APP = "car-assistant"
PREFIX = "CAR_ASSISTANT_"
"""A setting ``num_ctx`` is read from the environment as ``CAR_ASSISTANT_NUM_CTX``."""


def _default_cache() -> Path:
    return user_cache_path(APP)


@dataclass(frozen=True, kw_only=True)
class Settings:
    """Everything a person may set."""

    model: str | None = None
    """Name of an Ollama tag, of an embedded model, or path of a GGUF file; ``None`` takes the best one that is here."""
    weights: Path | None = None
    """A file to use for the embedded model instead of looking for one."""
    ollama_host: str | None = None
    """Address of the Ollama server; ``None`` leaves it to ``OLLAMA_HOST`` and Ollama's own default."""
    num_ctx: Annotated[int, Interval(ge=2048, le=131072)] = 8192
    """Tokens of context that a model gets, 2048 to 131072."""
    threads: Annotated[int, Interval(ge=1, le=256)] | None = None
    """Threads of the embedded model, 1 to 256; ``None`` takes one for each core."""
    lang: Lang | None = None
    """Language of the replies; ``None`` answers in the language of the sentence."""
    seat: Seat = "driver"
    """Where the speaker sits."""
    cache: Path = field(default_factory=_default_cache)
    """Folder for model files and saved prefixes."""
    packs: tuple[Path, ...] = ()
    """Folders of further tool packs, loaded after the bundled one."""

    # Read by pydantic: a misspelt key is an error, not a silent default.
    __pydantic_config__ = {"extra": "forbid"}  # noqa: RUF012


def config_file() -> Path:
    """Where the settings file is looked for when none is named."""
    return user_config_path(APP) / "config.toml"


def cache_folder() -> Path:
    """The cache folder where nobody has loaded settings: from the environment, or the platform's own place."""
    given = os.environ.get(f"{PREFIX}CACHE")
    return Path(given).expanduser() if given else _default_cache()


def load(
    file: Path | None = None,
    flags: Mapping[str, object] | None = None,
    environ: Mapping[str, str] | None = None,
) -> Settings:
    """Merge all layers. A flag that is ``None`` was not given.

    Raises ``ConfigError`` naming the file, variable or flag, the value and what is allowed.
    """
    environ = os.environ if environ is None else environ
    values: dict[str, object] = {}
    origin: dict[str, str] = {}
    for name, value in _from_file(file).items():
        values[name], origin[name] = value, f"{file or config_file()}: {name}"
    for name, text in _from_environment(environ).items():
        values[name], origin[name] = text, f"{PREFIX}{name.upper()}"
    for name, value in (flags or {}).items():
        if value is not None:
            values[name], origin[name] = value, f"--{name.replace('_', '-')}"
    return _validate(values, origin)


def _from_file(file: Path | None) -> dict[str, Any]:
    path = file or config_file()
    try:
        found = tomllib.loads(path.read_text(encoding="utf-8"))
    except FileNotFoundError:
        if file is None:
            return {}
        raise ConfigError(f"{path} does not exist; give an existing TOML file with --config") from None
    except (OSError, UnicodeDecodeError, tomllib.TOMLDecodeError) as error:
        raise ConfigError(f"{path} cannot be read as TOML: {error}") from None
    known = [setting.name for setting in fields(Settings)]
    for name in found:
        if name not in known:
            near = get_close_matches(name, known, n=1)
            hint = f"did you mean '{near[0]}'?" if near else f"known are {', '.join(known)}"
            raise ConfigError(f"{path}: '{name}' is not a setting; {hint}")
    return found


def _from_environment(environ: Mapping[str, str]) -> dict[str, object]:
    found: dict[str, object] = {}
    for setting in fields(Settings):
        text = environ.get(f"{PREFIX}{setting.name.upper()}")
        if text:
            found[setting.name] = text.split(os.pathsep) if setting.name == "packs" else text
    return found


def _validate(values: Mapping[str, object], origin: Mapping[str, str]) -> Settings:
    # Imported here: `car-assistant --help` needs this module and must not wait for pydantic.
    from pydantic import TypeAdapter, ValidationError

    try:
        settings = TypeAdapter(Settings).validate_python(values)
    except ValidationError as error:
        problem = error.errors()[0]
        name = str(problem["loc"][0])
        message = problem["msg"][0].lower() + problem["msg"][1:]
        raise ConfigError(f"{origin.get(name, name)} = {problem['input']!r} cannot be used: {message}") from None
    return Settings(**{setting.name: _expand(getattr(settings, setting.name)) for setting in fields(Settings)})


def _expand(value: Any) -> Any:
    """``~`` in paths is the home folder, wherever the path came from."""
    if isinstance(value, Path):
        return value.expanduser()
    if isinstance(value, tuple):
        return tuple(_expand(item) for item in value)
    return value
