"""Model files: found, fetched, resumed, checked."""

import asyncio
import hashlib
import os
import re
import threading
import zipfile
from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path

import pytest

from car_assistant.errors import WeightsError
from car_assistant.models.sources import HubFile, Part, Source, WheelParts, hub
from car_assistant.models.weights import WeightsInfo, custom, fetch, find, load_models, named, verify

CONTENT = bytes(range(256)) * 40_000
INFO = WeightsInfo(
    name="tiny", file="tiny.gguf", size=len(CONTENT), sha256=hashlib.sha256(CONTENT).hexdigest(), ollama="tiny:1b"
)


@dataclass
class Hub:
    """A real HTTP server on this machine whose manners a test can change."""

    port: int = 0
    content: bytes = CONTENT
    status: int | None = None
    ranges: bool = True
    breaks_after: list[int] = field(default_factory=list)
    """Bytes after which the next answers break off."""
    stalls: threading.Event | None = None
    """An answer waits for this in its middle."""
    asked: list[str | None] = field(default_factory=list)
    """The Range header of each request."""

    @property
    def source(self) -> HubFile:
        return HubFile(label="Test hub", url=f"http://127.0.0.1:{self.port}/file")


@pytest.fixture
def server() -> Iterator[Hub]:
    behaviour = Hub()

    class Handler(BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            wanted = self.headers.get("Range")
            behaviour.asked.append(wanted)
            if behaviour.status:
                self.send_error(behaviour.status)
                return
            start = int(re.findall(r"\d+", wanted)[0]) if wanted and behaviour.ranges else 0
            body = behaviour.content[start:]
            self.send_response(206 if start else 200)
            self.send_header("Content-Length", str(len(body)))
            self.end_headers()
            if behaviour.stalls:
                self.wfile.write(body[: len(body) // 2])
                self.wfile.flush()
                behaviour.stalls.wait(10)
                return
            self.wfile.write(body[: behaviour.breaks_after.pop(0)] if behaviour.breaks_after else body)

        def log_message(self, *_: object) -> None:
            """Silent."""

    class Server(ThreadingHTTPServer):
        def handle_error(self, *_: object) -> None:
            """Clients that leave early are part of the tests."""

    http = Server(("127.0.0.1", 0), Handler)
    behaviour.port = http.server_port
    thread = threading.Thread(target=http.serve_forever, kwargs={"poll_interval": 0.01})
    thread.start()
    yield behaviour
    http.shutdown()
    thread.join()
    http.server_close()


@pytest.fixture(autouse=True)
def cache(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """An empty machine: no cache, no Ollama, no file named."""
    monkeypatch.setenv("HOME", str(tmp_path / "home"))
    monkeypatch.setenv("CAR_ASSISTANT_CACHE", str(tmp_path / "cache"))
    monkeypatch.delenv("CAR_ASSISTANT_WEIGHTS", raising=False)
    monkeypatch.delenv("OLLAMA_MODELS", raising=False)
    return tmp_path / "cache"


def info(*sources: Source) -> WeightsInfo:
    return replace(INFO, sources=sources)


def put(path: Path, content: bytes = CONTENT) -> Path:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(content)
    return path


def home(cache: Path) -> Path:
    return cache / "models" / INFO.file


# What is known


def test_the_known_models_are_complete() -> None:
    """Every known model has a checkable sum, and the parts it is cut into add up to the whole."""
    models = load_models()
    assert next(iter(models)) == "qwen2.5-coder-1.5b-instruct-q4_k_m"
    for model in models.values():
        assert re.fullmatch("[0-9a-f]{64}", model.sha256)
        assert [source.label for source in model.sources] == ["Hugging Face", "ModelScope", "package index"]
        wheels = model.sources[-1]
        assert isinstance(wheels, WheelParts)
        assert sum(part.size for part in wheels.parts) == model.size


def test_names_of_a_model(tmp_path: Path) -> None:
    """A model is called by its own name, by its Ollama tag, or by the path of a file; without a name by none."""
    assert named() is not None
    assert named("qwen2.5-coder:0.5b") == named("qwen2.5-coder-0.5b-instruct-q4_k_m")
    own = put(tmp_path / "mine.gguf")
    assert (named(str(own)).name, find(named(str(own)))) == ("mine", own)
    with pytest.raises(WeightsError, match=r"'gpt'.*qwen2.5-coder-1.5b"):
        named("gpt")
    with pytest.raises(WeightsError, match="does not exist"):
        custom(tmp_path / "none.gguf")


def test_a_broken_list_is_named(tmp_path: Path) -> None:
    """A list of models that is none is said to be none."""
    with pytest.raises(WeightsError, match="list of models"):
        load_models(put(tmp_path / "models.toml", b"[models.x]\nfile = 1\n"))


def test_a_mirror_of_hugging_face(monkeypatch: pytest.MonkeyPatch) -> None:
    """HF_ENDPOINT names a mirror, as it does everywhere else."""
    monkeypatch.setenv("HF_ENDPOINT", "https://mirror.example/")
    assert hub("huggingface", "Qwen/X", "x.gguf").url == "https://mirror.example/Qwen/X/resolve/main/x.gguf"


# What is on this machine


def test_nothing_is_there() -> None:
    """On an empty machine nothing is found, and that is no error."""
    assert find(INFO) is None


def test_a_named_file(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A file given by hand is used where it lies."""
    file = put(tmp_path / "somewhere.gguf")
    assert find(INFO, file=file) == file
    monkeypatch.setenv("CAR_ASSISTANT_WEIGHTS", str(file))
    assert find(INFO) == file


def test_ollamas_copy_is_used_in_place(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A gigabyte that Ollama has already is neither fetched nor copied."""
    blob = put(tmp_path / "ollama" / "blobs" / f"sha256-{INFO.sha256}")
    monkeypatch.setenv("OLLAMA_MODELS", str(tmp_path / "ollama"))
    assert find(INFO) == blob


def test_ollamas_half_finished_copy_is_left_alone(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A damaged file in Ollama's store is Ollama's business."""
    put(tmp_path / "ollama" / "blobs" / f"sha256-{INFO.sha256}", CONTENT[:-1])
    monkeypatch.setenv("OLLAMA_MODELS", str(tmp_path / "ollama"))
    assert find(INFO) is None


@pytest.mark.parametrize(
    ("content", "words"), [(CONTENT[:-5], "bytes instead of"), (b"x" + CONTENT[1:], "altered")], ids=["cut", "altered"]
)
def test_a_damaged_file_is_noticed(cache: Path, content: bytes, words: str) -> None:
    """A file cut short or altered after it was checked is never loaded, and the way out is said."""
    file = put(home(cache))
    assert find(INFO) == file
    before = file.stat()
    file.write_bytes(content)
    os.utime(file, ns=(before.st_atime_ns, before.st_mtime_ns + 1))
    with pytest.raises(WeightsError, match=f"{words}.*car-assistant models pull"):
        find(INFO)


def test_a_checked_file_is_not_read_again(cache: Path) -> None:
    """The second start does not read a gigabyte: an unchanged size and time of change are enough."""
    file = put(home(cache))
    verify(INFO, file)
    times = file.stat()
    file.write_bytes(b"x" + CONTENT[1:])
    os.utime(file, ns=(times.st_atime_ns, times.st_mtime_ns))
    verify(INFO, file)


def test_a_note_cut_short_does_no_harm(cache: Path) -> None:
    """Where the note of an earlier check is damaged, the file is simply read again."""
    file = put(home(cache))
    verify(INFO, file)
    for note in (cache / "checked").iterdir():
        note.write_text('{"path":', encoding="utf-8")
    assert find(INFO) == file


# Fetching over HTTP


async def test_a_download(cache: Path, server: Hub) -> None:
    """A model is fetched, checked and put into the cache, with its progress told."""
    told: list[tuple[int, int, str]] = []
    path = await fetch(info(server.source), lambda *seen: told.append(seen))
    assert path == home(cache) == find(INFO)
    assert path.read_bytes() == CONTENT
    assert told[-1] == (INFO.size, INFO.size, "Test hub")
    assert [file.name for file in path.parent.iterdir()] == [INFO.file]


async def test_a_file_that_is_there_is_not_fetched(cache: Path, server: Hub) -> None:
    """Fetching twice costs one download."""
    put(home(cache))
    await fetch(info(server.source))
    assert server.asked == []


@pytest.mark.parametrize("ranges", [True, False], ids=["ranges", "no ranges"])
async def test_a_broken_connection_is_resumed(server: Hub, ranges: bool) -> None:
    """After a break only the rest is asked for; a server that cannot do that sends everything again."""
    server.breaks_after = [3_000_000]
    server.ranges = ranges
    path = await fetch(info(server.source))
    assert path.read_bytes() == CONTENT
    assert len(server.asked) == 2
    assert re.fullmatch(r"bytes=\d+-", server.asked[1] or "")


async def test_the_next_source_goes_on_where_one_broke_off(server: Hub, cache: Path) -> None:
    """What one source gave is not fetched again from the next."""
    put(cache / "models" / f"{INFO.file}.part", CONTENT[:5_000_000])
    dead = HubFile(label="Dead hub", url="http://127.0.0.1:9/file")
    path = await fetch(info(dead, server.source))
    assert path.read_bytes() == CONTENT
    assert server.asked == ["bytes=5000000-"]


async def test_a_cancelled_download_can_go_on(server: Hub, cache: Path) -> None:
    """Ctrl-C stops at once and keeps what has arrived."""
    server.stalls = threading.Event()
    half = asyncio.Event()
    task = asyncio.ensure_future(
        fetch(info(server.source), lambda done, total, _: half.set() if done >= total // 4 else None)
    )
    await half.wait()
    task.cancel()
    with pytest.raises(asyncio.CancelledError):
        await task
    server.stalls.set()
    server.stalls = None
    assert (await fetch(info(server.source))).read_bytes() == CONTENT
    assert server.asked[1] is not None


@pytest.mark.parametrize(
    ("change", "reason"),
    [
        ({"content": b"x" + CONTENT[1:]}, "another sha256"),
        ({"content": CONTENT[:-1]}, f"offers {INFO.size - 1} bytes instead of {INFO.size}"),
        ({"content": b"<html>log in first</html>"}, "offers 25 bytes"),
        ({"status": 404}, "HTTP 404"),
        ({"status": 503}, "HTTP 503"),
    ],
    ids=["altered", "cut", "captive portal", "404", "503"],
)
async def test_a_bad_source_is_named_and_never_used(
    cache: Path, server: Hub, change: dict[str, object], reason: str
) -> None:
    """When every source fails, one message names each and its reason, and no bad file stays behind."""
    for key, value in change.items():
        setattr(server, key, value)
    dead = HubFile(label="Dead hub", url="http://127.0.0.1:9/file")
    with pytest.raises(WeightsError) as caught:
        await fetch(info(dead, server.source))
    message = str(caught.value)
    assert f"Test hub: {reason}" in message or f"Test hub: the file that came has {reason}" in message
    assert "Dead hub: ConnectError" in message
    assert "--weights" in message
    assert not home(cache).exists()


async def test_a_damaged_file_in_the_cache_is_replaced(cache: Path, server: Hub) -> None:
    """Pulling mends what a check found broken."""
    put(home(cache), CONTENT[:-1])
    assert (await fetch(info(server.source))).read_bytes() == CONTENT


async def test_a_bad_named_file_is_not_silently_replaced(
    tmp_path: Path, server: Hub, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Who names a file wants that file; another one is not fetched in its place."""
    monkeypatch.setenv("CAR_ASSISTANT_WEIGHTS", str(put(tmp_path / "mine.gguf", b"short")))
    with pytest.raises(WeightsError, match=r"mine\.gguf"):
        await fetch(info(server.source))
    assert server.asked == []


# Putting data wheels together


@pytest.fixture
def shelf(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A folder of wheels in place of a package index, for the real pip."""
    folder = tmp_path / "shelf"
    folder.mkdir()
    monkeypatch.setenv("PIP_NO_INDEX", "1")
    monkeypatch.setenv("PIP_FIND_LINKS", str(folder))
    return folder


def wheel(shelf: Path, number: int, content: bytes) -> Part:
    package = f"tiny_part{number}"
    path = shelf / f"{package}-1.0-py3-none-any.whl"
    about = f"{package}-1.0.dist-info"
    with zipfile.ZipFile(path, "w") as archive:
        archive.writestr(f"{package}/data/part{number:02}.bin", content)
        archive.writestr(f"{about}/METADATA", f"Metadata-Version: 2.1\nName: {package}\nVersion: 1.0\n")
        archive.writestr(f"{about}/WHEEL", "Wheel-Version: 1.0\nRoot-Is-Purelib: true\nTag: py3-none-any\n")
        archive.writestr(f"{about}/RECORD", "")
    digest = hashlib.sha256(path.read_bytes()).hexdigest()
    return Part(wheel=f"tiny-part{number}==1.0", size=len(content), sha256=digest)


def wheels(shelf: Path) -> WheelParts:
    cut = (0, 4_000_000, 8_000_000, len(CONTENT))
    parts = [wheel(shelf, number, CONTENT[cut[number - 1] : cut[number]]) for number in (1, 2, 3)]
    return WheelParts(member="*/data/part*.bin", parts=tuple(parts))


async def test_wheels_are_put_together_and_resumed(shelf: Path, cache: Path) -> None:
    """Parts are fetched one by one with pip, what was put together is not fetched again, and no wheel is kept."""
    source = wheels(shelf)
    put(cache / "models" / f"{INFO.file}.part", CONTENT[:4_100_000])
    (shelf / "tiny_part1-1.0-py3-none-any.whl").unlink()
    path = await fetch(info(source))
    assert path.read_bytes() == CONTENT
    assert [file.name for file in path.parent.iterdir()] == [INFO.file]


async def test_an_altered_wheel_is_refused(shelf: Path, cache: Path) -> None:
    """A wheel with another sum than the known one is not even opened."""
    source = wheels(shelf)
    wheel(shelf, 1, b"something else")
    with pytest.raises(WeightsError, match=r"package index: tiny-part1==1\.0: .*(?i:hash)"):
        await fetch(info(source))
    assert not home(cache).exists()
