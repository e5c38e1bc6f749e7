"""Write what shells and `man` know of the commands: `python -m tests.shell_docs`.

It is made from the rows and parsers of `viewer.commands`, into resources/shell. A test fails where
the two differ.
"""

from __future__ import annotations

import argparse
import re
from collections.abc import Iterator
from pathlib import Path

from viewer import __main__ as program
from viewer import commands, translation
from viewer.terminal import Parser

FOLDER = Path(__file__).parents[1] / "resources" / "shell"


def _options(parser: Parser) -> Iterator[argparse.Action]:
    for action in parser._actions:
        if action.help != argparse.SUPPRESS and action.option_strings:
            yield action


def _help(parser: Parser, action: argparse.Action) -> str:
    """Return what an option does, as its --help says it."""
    return parser._get_formatter()._expand_help(action) if action.help else ""


def _all() -> Iterator[tuple[list[str], str, Parser]]:
    """Give each command: its names, what it does, its parser; without a name it is the window."""
    yield [], "open a note", program.open_parser()
    for command in commands.COMMANDS:
        names = [name for name in (command.name, command.old) if name]
        yield names, command.summary, command.load().parser()


def bash() -> str:
    """Make the completions for bash."""
    cases = []
    for names, _, parser in _all():
        options = [word for action in _options(parser) for word in action.option_strings]
        values = "".join(
            f"        {'|'.join(action.option_strings)}) "
            f'options="{" ".join(map(str, action.choices))}";;\n'
            for action in _options(parser)
            if action.choices
        )
        cases.append(
            f'    {"|".join(names) or "*"})\n      options="{" ".join(options)}"\n'
            + (f'      case "$before" in\n{values}      esac\n' if values else "")
            + "      ;;\n"
        )
    listed = " ".join(command.name for command in commands.COMMANDS)
    return (
        "# Completions of cuenote for bash. Made by `python -m tests.shell_docs`.\n"
        "_cuenote() {\n"
        "  local word before command options\n"
        '  word="${COMP_WORDS[COMP_CWORD]}" before="${COMP_WORDS[COMP_CWORD-1]}"\n'
        '  command="${COMP_WORDS[1]}"\n'
        '  case "$command" in\n' + "".join(cases[1:] + cases[:1]) + "  esac\n"
        f'  [ "$COMP_CWORD" -gt 1 ] || options="$options {listed}"\n'
        '  COMPREPLY=($(compgen -W "$options" -- "$word") $(compgen -f -- "$word"))\n'
        "}\n"
        "complete -o filenames -F _cuenote cuenote\n"
    )


def zsh() -> str:
    """Make the completions for zsh."""
    lines = ["#compdef cuenote", "# Made by `python -m tests.shell_docs`.", "_cuenote() {"]
    lines += ["  local -a commands=("]
    lines += [f"    {_quoted(f'{one.name}:{one.summary}')}" for one in commands.COMMANDS]
    lines += ["  )", "  if (( CURRENT == 2 )); then", "    _describe command commands", "  fi"]
    lines += ["  case $words[2] in"]
    for names, _, parser in [*[*_all()][1:], next(_all())]:
        lines.append(f"    {'|'.join(names) or '*'})")
        specs = []
        for action in _options(parser):
            for word in action.option_strings:
                value = ""
                if action.nargs != 0:
                    what = " ".join(map(str, action.choices)) if action.choices else ""
                    value = f":{action.metavar or 'value'}:" + (f"({what})" if what else "_files")
                shown = _help(parser, action).replace("[", "(").replace("]", ")")
                specs.append(_quoted(f"{word}[{shown.replace(':', ' -')}]{value}"))
        lines.append(
            "      _arguments " + " \\\n        ".join([*specs, "'*:file:_files'"]) + " ;;"
        )
    return "\n".join([*lines, "  esac", "}", '_cuenote "$@"', ""])


def fish() -> str:
    """Make the completions for fish."""
    lines = ["# Completions of cuenote for fish. Made by `python -m tests.shell_docs`."]
    for command in commands.COMMANDS:
        lines.append(
            f"complete -c cuenote -n __fish_use_subcommand -a {command.name} "
            f"-d {_quoted(command.summary)}"
        )
    for names, _, parser in _all():
        seen = f"__fish_seen_subcommand_from {' '.join(names)}"
        when = seen if names else "__fish_use_subcommand"
        for action in _options(parser):
            words = "".join(
                f" -l {word[2:]}" if word.startswith("--") else f" -s {word[1:]}"
                for word in action.option_strings
            )
            value = ""
            if action.choices:
                value = f" -x -a {_quoted(' '.join(map(str, action.choices)))}"
            elif action.nargs != 0:
                value = " -r"
            shown = _quoted(_help(parser, action))
            lines.append(f"complete -c cuenote -n {_quoted(when)}{words}{value} -d {shown}")
    return "\n".join(lines) + "\n"


def _quoted(text: str) -> str:
    return "'" + text.replace("'", "’") + "'"


def man() -> str:
    """Make the manual page."""
    lines = ['.TH CUENOTE 1 "" "Cuenote" "User commands"', ".SH NAME"]
    lines += [r"cuenote \- notes beside their videos", ".SH SYNOPSIS"]
    lines += [f".B cuenote {one.name}\n{_roff(one.arguments)}\n.br" for one in commands.COMMANDS]
    lines += [".B cuenote", f"[{_roff('NOTE|VAULT|VIDEO|LINK')}]"]
    for names, summary, parser in _all():
        lines.append(f'.SH "{" ".join(["cuenote", *names[:1]])}"')
        lines.append(_roff(parser.description or summary))
        for action in parser._actions:
            if action.help == argparse.SUPPRESS:
                continue
            words = ", ".join(action.option_strings) or str(action.metavar or action.dest)
            value = f" {action.metavar or ''}" if action.option_strings and action.metavar else ""
            lines += [".TP", f".B {_roff(words + value)}", _roff(_help(parser, action))]
        if parser.epilog and names:
            lines += [".PP", ".nf", _roff(parser.epilog), ".fi"]
    lines += [".SH JSON", "JSON schemas of what --json prints are in resources/schemas."]
    return "\n".join(lines) + "\n"


def _roff(text: str) -> str:
    escaped = text.replace("\\", "\\e").replace("-", "\\-")
    return re.sub(r"^(?=[.'])", r"\\&", escaped, flags=re.MULTILINE)


FILES = {"cuenote.bash": bash, "_cuenote": zsh, "cuenote.fish": fish, "cuenote.1": man}


def main() -> None:
    """Write them all."""
    translation.use(translation.ENGLISH)
    FOLDER.mkdir(exist_ok=True)
    for name, make in FILES.items():
        (FOLDER / name).write_text(make(), encoding="utf-8")


if __name__ == "__main__":
    main()
