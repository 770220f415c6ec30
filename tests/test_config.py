"""Settings from a file, the environment and flags."""

from pathlib import Path

import pytest

from car_assistant.config import Settings, cache_folder, load
from car_assistant.errors import ConfigError


@pytest.fixture
def file(tmp_path: Path) -> Path:
    path = tmp_path / "config.toml"
    path.write_text('num_ctx = 4096\nlang = "zh"\nseat = "passenger"\npacks = ["~/my-pack"]\n', encoding="utf-8")
    return path


def test_defaults_need_no_file(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Without any file, variable or flag the defaults hold."""
    monkeypatch.setenv("XDG_CONFIG_HOME", str(tmp_path))
    assert load(environ={}) == Settings()


def test_later_layers_win(file: Path) -> None:
    """A flag beats the environment, the environment beats the file, and an absent flag beats nothing."""
    settings = load(
        file,
        flags={"seat": "rear_left", "lang": None},
        environ={"CAR_ASSISTANT_LANG": "en", "CAR_ASSISTANT_SEAT": "rear_right", "CAR_ASSISTANT_THREADS": "2"},
    )
    assert (settings.num_ctx, settings.lang, settings.seat, settings.threads) == (4096, "en", "rear_left", 2)


def test_home_in_paths(file: Path) -> None:
    """A path may start with the home folder."""
    assert load(file, environ={}).packs == (Path.home() / "my-pack",)


def test_several_packs_from_the_environment() -> None:
    """Several packs are written the way PATH is."""
    assert load(environ={"CAR_ASSISTANT_PACKS": "/a:/b"}).packs == (Path("/a"), Path("/b"))


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("modle = 'x'", ["config.toml", "'modle'", "did you mean 'model'"]),
        ("colour = 'x'", ["config.toml", "'colour'", "num_ctx"]),
        ("num_ctx = 12", ["config.toml", "num_ctx", "12", "2048"]),
        ("seat = 'roof'", ["config.toml", "seat", "'roof'", "'driver'"]),
        ("num_ctx = ", ["config.toml", "TOML"]),
    ],
)
def test_a_bad_file_is_named(tmp_path: Path, text: str, words: list[str]) -> None:
    """A misspelt key or a bad value names the file, the key, the value and what is allowed."""
    path = tmp_path / "config.toml"
    path.write_text(text, encoding="utf-8")
    with pytest.raises(ConfigError) as caught:
        load(path, environ={})
    assert all(word in str(caught.value) for word in words), str(caught.value)


def test_a_bad_variable_is_named() -> None:
    """A bad value in the environment names the variable."""
    with pytest.raises(ConfigError, match=r"CAR_ASSISTANT_THREADS = 'many'.*integer"):
        load(environ={"CAR_ASSISTANT_THREADS": "many"})


def test_a_bad_flag_is_named() -> None:
    """A bad value on the command line names the flag."""
    with pytest.raises(ConfigError, match="--num-ctx = 1 "):
        load(flags={"num_ctx": 1}, environ={})


def test_a_named_file_must_exist(tmp_path: Path) -> None:
    """A file that was asked for and is not there is an error, not a silent default."""
    with pytest.raises(ConfigError, match="does not exist"):
        load(tmp_path / "none.toml", environ={})


def test_the_cache_can_be_moved(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """One variable moves everything that is kept on disk."""
    monkeypatch.setenv("CAR_ASSISTANT_CACHE", str(tmp_path))
    assert cache_folder() == tmp_path == load().cache
