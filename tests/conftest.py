"""Fixtures for every test: the corpus of real notes, where it is there; processes and garbage."""

import gc
import os
import shutil
import subprocess
import tarfile
import tempfile
from collections.abc import Callable, Iterator
from pathlib import Path

import psutil
import pytest

pytest_plugins = ["tests.video.fixtures", "tests.video.site_fixtures"]

Children = Callable[[], set[psutil.Process]]

CORPUS = Path(__file__).parents[2] / "shared" / "corpus"


_server = pytest.StashKey[subprocess.Popen[bytes]]()


def pytest_configure(config: pytest.Config) -> None:
    """Give each worker of pytest-xdist a screen and folders of its own.

    On one screen two windows would take the keyboard from each other.
    """
    if not hasattr(config, "workerinput"):
        return
    work = Path(tempfile.mkdtemp(prefix="cuenote-worker-"))
    config.add_cleanup(lambda: shutil.rmtree(work, ignore_errors=True))
    for name in ("CONFIG_HOME", "CACHE_HOME", "DATA_HOME", "STATE_HOME", "RUNTIME_DIR"):
        (work / name).mkdir(mode=0o700)
        os.environ[f"XDG_{name}"] = str(work / name)
    if os.environ.get("QT_QPA_PLATFORM") != "xcb" or shutil.which("Xvfb") is None:
        return
    reads, writes = os.pipe()
    options = ("-screen", "0", "2560x1440x24", "-noreset", "-nolisten", "tcp")
    server = subprocess.Popen(
        ["Xvfb", "-displayfd", str(writes), *options],
        pass_fds=[writes],
        stderr=subprocess.DEVNULL,
    )
    os.close(writes)
    with os.fdopen(reads) as pipe:
        os.environ["DISPLAY"] = f":{pipe.readline().strip()}"
    os.environ.pop("XAUTHORITY", None)
    config.stash[_server] = server


def pytest_unconfigure(config: pytest.Config) -> None:
    """End the screen of a worker."""
    server = config.stash.get(_server, None)
    if server is not None:
        server.terminate()
        server.wait()


@pytest.fixture(autouse=True)
def _garbage_of_qt(request: pytest.FixtureRequest) -> Iterator[None]:
    """Look for garbage on the main thread alone where Qt is used, as the program does.

    See `viewer.ui.kit.gc_timer`: found on another thread, Qt's objects can stop both for ever.
    """
    uses_qt = "qapp" in request.fixturenames
    if uses_qt:
        gc.disable()
    yield
    if uses_qt:
        gc.collect(1)
        gc.enable()


@pytest.fixture(autouse=True, scope="module")
def _garbage_of_module() -> Iterator[None]:
    """Leave nothing of Qt for the threads of the next module to find."""
    yield
    gc.collect()


@pytest.fixture
def children() -> Children:
    """Give what says which processes this test started, and theirs, that have not ended.

    Those from before are not its own: Python keeps one for all that share memory, to the end.
    """
    tests = psutil.Process()
    before = set(tests.children(recursive=True))
    return lambda: set(tests.children(recursive=True)) - before


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
def corpus_index(corpus_vault: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The file of an index of those notes; only to be read."""
    from viewer.vault.indexer import Indexer

    path = tmp_path_factory.mktemp("index") / "corpus.sqlite"
    with Indexer(corpus_vault, path) as indexer:
        indexer.update()
    return path


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
