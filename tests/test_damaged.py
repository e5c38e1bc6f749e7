"""What is put aside because it is damaged, and what is not touched."""

import os
from pathlib import Path

from viewer.damaged import put_aside


def test_damaged_file_is_renamed_and_another_is_numbered(tmp_path: Path) -> None:
    path = tmp_path / "state.json"
    for text in ("one", "two"):
        path.write_text(text)
        put_aside(path)
    assert (tmp_path / "state.json.damaged").read_text() == "one"
    assert (tmp_path / "state.json.damaged1").read_text() == "two"
    assert not path.exists()


def test_what_is_no_file_stays_where_it_is(tmp_path: Path) -> None:
    device = tmp_path / "device"
    device.symlink_to(os.devnull)
    put_aside(device)
    assert [path.name for path in tmp_path.iterdir()] == ["device"]
