"""Fixtures with a site of videos; a pytest plugin, named in tests/conftest.py."""

import threading
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.video.site import Home, Media, Site
from tests.video.web import Web


@pytest.fixture(scope="session")
def site_media(tmp_path_factory: pytest.TempPathFactory) -> Media:
    return Media(tmp_path_factory.mktemp("site"))


@pytest.fixture
def web() -> Iterator[Web]:
    threads = threading.active_count()
    with Web() as web:
        yield web
    assert threading.active_count() <= threads


@pytest.fixture
def site(web: Web, site_media: Media) -> Site:
    return Site(web, site_media)


@pytest.fixture
def home(tmp_path: Path) -> Iterator[Home]:
    home = Home(tmp_path)
    yield home
    for run in home.runs:
        if run.process.returncode is None:  # the test has failed: the next one must not see it
            run.kill()
