"""Commands run in the process of the tests."""

from __future__ import annotations

import contextlib
import io

from viewer.commands import command_named


def printed(name: str, *arguments: object) -> str:
    """Run a command and return what it prints; its errors go out, as to `Command.main`."""
    command = command_named(name)
    assert command is not None
    module = command.load()
    out = io.StringIO()
    with contextlib.redirect_stdout(out):
        module.run(module.parser().parse_args([str(one) for one in arguments]))
    return out.getvalue()
