"""Fixtures for every test: the corpus of real notes, where it is there; processes and garbage."""

import gc
import os
import random
import shutil
import signal
import subprocess
import sys
import tarfile
import tempfile
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import hypothesis
import psutil
import pytest
from pytestqt.qtbot import QtBot
from xdist.scheduler import LoadFileScheduling

pytest_plugins = ["tests.media.fixtures"]

# What listens to speech leaves its core to other tests while one of its threads waits for another.
os.environ.setdefault("OMP_WAIT_POLICY", "PASSIVE")

# Tests quote the texts as they are written; those of other languages name theirs.
os.environ["CUENOTE_LANGUAGE"] = "en"

# A shell has what runs in the background ignore Ctrl+C, and so would all that is started here.
signal.signal(signal.SIGINT, signal.default_int_handler)

Children = Callable[[], set[psutil.Process]]

# What is compiled is kept, where the shell forbids that beside the files themselves: else each
# worker compiles 400 files of tests anew (12 s), and each child the program.
if os.environ.pop("PYTHONDONTWRITEBYTECODE", ""):
    sys.dont_write_bytecode = False
    sys.pycache_prefix = os.environ["PYTHONPYCACHEPREFIX"] = str(Path(sys.prefix, "compiled"))

# Beside the repository; a worktree that lies elsewhere is told by CUENOTE_CORPUS.
CORPUS = Path(os.environ.get("CUENOTE_CORPUS") or Path(__file__).parents[2] / "shared" / "corpus")


NOTE_COUNT = 10_259  # in the corpus
SAMPLE = 300  # of them, where not all are asked for
# One that is always among them.
SEED_NOTE = Path("redpointai/impact_of_open_source_models_in_ai_development.md")

# `--quick` leaves out each test that asks for one of these, itself or through other fixtures: a
# real video, a site, the real notes, the whole window. And each of a file that imports subprocess.
SLOW_FIXTURES = frozenset(
    {
        *("videos_dir", "film", "film_of", "player", "site", "corpus_dir", "speech_model"),
        *("form_notes", "known_speech", "make_stage", "stage", "web"),
    }
)

# pytest-qt gives what it waits for five seconds: too few where other work keeps a machine busy.
_WAIT_MS = 10_000
for _waits in (QtBot.waitUntil, QtBot.waitSignal, QtBot.waitSignals, QtBot.waitExposed):
    _waits.__kwdefaults__["timeout"] = _WAIT_MS

# Of what is shown and heard while it plays: one at a time, however many workers there are.
PLAYER_LANE = "tests/media/test_player"

_server = pytest.StashKey[subprocess.Popen[bytes]]()
_is_frozen = pytest.StashKey[bool]()


def pytest_addoption(parser: pytest.Parser) -> None:
    group = parser.getgroup("cuenote")
    everything = "all real notes, every sampled test, and long random runs"
    group.addoption("--all", action="store_true", help=everything)
    group.addoption("--quick", action="store_true", help="without video, site, process, window")
    group.addoption("--seed", type=int, default=1, help="draw other samples and random cases")


def pytest_collection_modifyitems(config: pytest.Config, items: list[pytest.Item]) -> None:
    """Leave out what is slow, and what only `--all` asks for."""
    kept = items
    if config.getoption("quick"):
        kept = [item for item in kept if not is_slow(item)]
    # One that is asked for by its name is run whole.
    if not config.getoption("all") and not any("::" in asked for asked in config.args):
        kept = [item for item in kept if item.get_closest_marker("all_only") is None]
        kept = draw(kept, config.getoption("seed"))
    if left_out := set(items) - set(kept):
        config.hook.pytest_deselected(items=[item for item in items if item in left_out])
        items[:] = kept


def draw(items: list[pytest.Item], seed: int) -> list[pytest.Item]:
    """Take of each test that is marked `sample(count)` so many of its cases; all of the others."""
    cases: dict[tuple[str, int], list[pytest.Item]] = {}
    for item in items:
        if marker := item.get_closest_marker("sample"):
            (count,) = marker.args
            cases.setdefault((item.nodeid.partition("[")[0], count), []).append(item)
    left_out: set[pytest.Item] = set()
    for (name, count), found in cases.items():
        chance = random.Random(f"{seed} {name}")
        left_out.update(chance.sample(found, max(0, len(found) - count)))
    return [item for item in items if item not in left_out]


def is_slow(item: pytest.Item) -> bool:
    starts_processes = hasattr(getattr(item, "module", None), "subprocess")
    return starts_processes or not SLOW_FIXTURES.isdisjoint(getattr(item, "fixturenames", ()))


def pytest_configure(config: pytest.Config) -> None:
    """Give each worker of pytest-xdist a screen and folders of its own.

    On one screen two windows would take the keyboard from each other.
    """
    config.addinivalue_line("markers", "sample(count): without --all, so many cases of this test")
    config.addinivalue_line("markers", "all_only: with --all alone")
    is_whole = config.getoption("all")
    # No example is judged by how long it takes: on a busy machine that says nothing of the code.
    hypothesis.settings.register_profile(
        "untimed",
        # A test that wants more or fewer says so by `tests.examples`, never by a number of its own.
        max_examples=100 if is_whole else 10 if config.getoption("quick") else 20,
        derandomize=config.option.seed == 1,
        deadline=None,
        suppress_health_check=[hypothesis.HealthCheck.too_slow],
    )
    hypothesis.settings.load_profile("untimed")
    if config.option.seed != 1:
        hypothesis.core.global_force_seed = config.option.seed
    if not hasattr(config, "workerinput"):
        return
    work = Path(tempfile.mkdtemp(prefix="cuenote-worker-"))
    config.add_cleanup(lambda: shutil.rmtree(work, ignore_errors=True))
    homes = (
        "CONFIG_HOME",
        "CACHE_HOME",
        "DATA_HOME",
        "STATE_HOME",
        "RUNTIME_DIR",
        "DOCUMENTS_DIR",
        "DOWNLOAD_DIR",
    )
    for name in homes:
        (work / name).mkdir(mode=0o700)
        os.environ[f"XDG_{name}"] = str(work / name)
    if os.environ.get("QT_QPA_PLATFORM") != "xcb" or shutil.which("Xvfb") is None:
        return
    reads, writes = os.pipe()
    options = ("-screen", "0", "2560x1440x24", "-noreset", "-nolisten", "tcp")
    server = subprocess.Popen(
        ["Xvfb", "-displayfd", str(writes), *options], pass_fds=[writes], stderr=subprocess.DEVNULL
    )
    os.close(writes)
    with os.fdopen(reads) as pipe:
        os.environ["DISPLAY"] = f":{pipe.readline().strip()}"
    os.environ.pop("XAUTHORITY", None)
    config.stash[_server] = server


class _Lanes(LoadFileScheduling):  # type: ignore[misc]
    """A file stays with one worker, and the files of the player's tests with one as well.

    Where a worker dies, xdist 3.8 alone waits for ever: it hands out again what was done already,
    to a worker as well that has not collected yet, and to none the second test it begins with.
    """

    def _split_scope(self, nodeid: str) -> str:
        if nodeid.startswith(PLAYER_LANE):
            return PLAYER_LANE
        return str(super()._split_scope(nodeid))

    def remove_node(self, node: Any) -> str | None:
        """Leave to the others what a worker that ended has not done; return what it died of."""
        left = {}
        for scope, unit in self.assigned_work.pop(node).items():
            if undone := {test: False for test, is_done in unit.items() if not is_done}:
                left[scope] = undone
        if not left:
            return None
        first = next(iter(left.values()))
        died_of = next(iter(first))
        del first[died_of]
        self.workqueue.update({scope: unit for scope, unit in left.items() if unit})
        for other in self.assigned_work:
            self._reschedule(other)
        return died_of

    def _reschedule(self, node: Any) -> None:
        """Give a worker more, until it has two tests: it begins with one when it knows the next."""
        if node not in self.registered_collections:
            return
        super()._reschedule(node)
        if not node.shutting_down and self._pending_of(self.assigned_work[node]) < 2:
            self._reschedule(node)


@pytest.hookimpl(optionalhook=True)
def pytest_xdist_make_scheduler(config: pytest.Config, log: Any) -> _Lanes | None:
    """Share out the tests by files and lanes, where `--dist loadfile` asks for files."""
    return _Lanes(config, log) if config.getoption("dist") == "loadfile" else None


def pytest_unconfigure(config: pytest.Config) -> None:
    server = config.stash.get(_server, None)
    if server is not None:
        server.terminate()
        server.wait()


def pytest_collection_finish() -> None:
    """Look for garbage among the modules and tests themselves no more: they stay to the end."""
    gc.collect()
    gc.freeze()


@pytest.fixture(autouse=True, scope="module")
def _garbage_of_module(request: pytest.FixtureRequest) -> Iterator[None]:
    """Look for garbage after each file alone, on the main thread, where that is what Qt made.

    See `viewer.ui.window.application`: found on another thread, Qt's objects can stop both for
    ever.
    What is left after the first window is kept to the end, as the program itself does.
    """
    gc.disable()
    yield
    gc.enable()
    gc.collect()
    stash = request.config.stash
    if "viewer.ui.window.window" in sys.modules and not stash.get(_is_frozen, False):
        stash[_is_frozen] = True
        gc.freeze()


@pytest.fixture
def children() -> Children:
    """Return a function that lists this test's processes, and their children, still running."""
    tests = psutil.Process()
    before = set(tests.children(recursive=True))
    return lambda: set(tests.children(recursive=True)) - before


@pytest.fixture
def own_homes(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Make this process a user's whose folders are CACHE, STATE, DATA and CONFIG here."""
    for name in ("CACHE", "STATE", "DATA", "CONFIG"):
        monkeypatch.setenv(f"XDG_{name}_HOME", os.fspath(tmp_path / name))


@pytest.fixture(scope="session")
def corpus_dir() -> Path:
    """The folder of real data beside the repository; skips the test where it is absent."""
    if not (CORPUS / "vault.tar.xz").is_file():
        pytest.skip(f"the corpus is not there: {CORPUS}")
    return CORPUS


@pytest.fixture(scope="session")
def corpus_vault(corpus_dir: Path) -> Path:
    """The 10,259 real notes, unpacked once into the system's folder for temporary files."""
    return unpack_vault(corpus_dir)


@pytest.fixture(scope="session")
def tests_all(pytestconfig: pytest.Config) -> bool:
    """Whether `--all` was given: every real note, and random runs at their full length."""
    return bool(pytestconfig.getoption("all"))


@pytest.fixture
def rng(pytestconfig: pytest.Config) -> random.Random:
    """What random tests draw from; each test begins anew with the seed of this run."""
    return random.Random(pytestconfig.getoption("seed"))


@pytest.fixture(scope="session")
def corpus_notes(corpus_vault: Path, tests_all: bool, pytestconfig: pytest.Config) -> list[Path]:
    """The files of the real notes in order: a sample of them, or all with `--all`."""
    paths = sorted(corpus_vault.rglob("*.md"))
    assert len(paths) == NOTE_COUNT
    if tests_all:
        return paths
    drawn = random.Random(pytestconfig.getoption("seed")).sample(paths, SAMPLE)
    return sorted({*drawn, corpus_vault / SEED_NOTE})


@pytest.fixture(scope="session")
def sample_vault(
    corpus_vault: Path,
    corpus_notes: list[Path],
    tests_all: bool,
    tmp_path_factory: pytest.TempPathFactory,
) -> Path:
    if tests_all:
        return corpus_vault
    root = tmp_path_factory.mktemp("sample")
    for path in corpus_notes:
        copy = root / path.relative_to(corpus_vault)
        copy.parent.mkdir(parents=True, exist_ok=True)
        shutil.copy2(path, copy)
    return root


def unpack_vault(corpus: Path) -> Path:
    """Unpack `vault.tar.xz` unless that was done before; return the folder of notes."""
    archive = corpus / "vault.tar.xz"
    status = archive.stat()
    name = f"cuenote-vault-{os.getuid()}-{status.st_size}-{status.st_mtime_ns}"
    folder = Path(tempfile.gettempdir()) / name
    if not folder.is_dir():
        made = Path(tempfile.mkdtemp(prefix=name))
        with tarfile.open(archive) as tar:
            tar.extractall(made, filter="data")
        try:
            made.rename(folder)
        except OSError:
            # Another run was first.
            shutil.rmtree(made)
    return folder / "vault"
