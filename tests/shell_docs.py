"""Write what shells and `man` know of the commands: `python -m tests.shell_docs`.

It is made from the rows and parsers of `viewer.commands`, into resources/shell. A test fails where
the two differ.
"""

import argparse
import re
from collections.abc import Iterator
from pathlib import Path

from viewer import __main__ as program
from viewer import commands
from viewer.base.terminal import CODES, Parser

FOLDER = Path(__file__).parents[1] / "resources" / "shell"


def _options(parser: Parser) -> Iterator[argparse.Action]:
    for action in parser._actions:
        if action.help != argparse.SUPPRESS and action.option_strings:
            yield action


def _help(parser: Parser, action: argparse.Action) -> str:
    return parser._get_formatter()._expand_help(action) if action.help else ""


def _all() -> Iterator[tuple[str, str, Parser]]:
    """Give each command: its name, what it does, its parser; without a name it is the window."""
    yield "", "open a note", program.open_parser()
    for command in commands.COMMANDS:
        yield command.name, command.summary, command.load().parser()


def _kind(action: argparse.Action) -> str:
    """Say what completes a value: `choices`, `files`, `folders`, or nothing (empty)."""
    if action.choices:
        return "choices"
    words = set(str(action.metavar).replace("/", "").split("|"))
    if words & {"NOTE", "FILE", "VIDEO"}:
        return "files"
    return "folders" if words & {"VAULT", "FOLDER", "DIR"} else ""


def _choices(action: argparse.Action) -> str:
    return " ".join(map(str, action.choices or ()))


def _operand(parser: Parser) -> tuple[str, bool]:
    """Say what completes the words that are no options, and whether only the first of them is."""
    for action in parser._actions:
        if not action.option_strings:
            return _kind(action), action.nargs in (None, "?")
    return "", True


_NAMES = " ".join(command.name for command in commands.COMMANDS)


def bash() -> str:
    cases = []
    for name, _, parser in _all():
        values = "".join(
            f"        {'|'.join(action.option_strings)}) kind={_kind(action) or 'none'}"
            f' choices="{_choices(action)}";;\n'
            for action in _options(parser)
            if action.nargs != 0
        )
        kind, is_first = _operand(parser)
        at = f'[ "$COMP_CWORD" -gt {2 if name else 1} ] || ' if is_first else ""
        options = " ".join(word for one in _options(parser) for word in one.option_strings)
        cases.append(
            f"    {name or '*'})\n"
            f'      options="{options}"\n'
            + (f"      {at}kind={kind}\n" if kind else "")
            + (f'      case "$before" in\n{values}      esac\n' if values else "")
            + "      ;;\n"
        )
    return (
        "# Completions of cuenote for bash. Made by `python -m tests.shell_docs`.\n"
        "_cuenote() {\n"
        "  local word before options= choices= kind=\n"
        '  word="${COMP_WORDS[COMP_CWORD]}" before="${COMP_WORDS[COMP_CWORD-1]}"\n'
        '  case "${COMP_WORDS[1]}" in\n'
        f'    help) [ "$COMP_CWORD" -gt 2 ] || choices="{_NAMES}";;\n'
        + "".join(cases[1:] + cases[:1])
        + "  esac\n"
        f'  [ "$COMP_CWORD" -gt 1 ] || kind=files choices="help {_NAMES}"\n'
        '  [ -n "$choices$kind" ] && [ "${word:0:1}" != - ] || choices="$choices $options"\n'
        '  COMPREPLY=($(compgen -W "$choices" -- "$word"))\n'
        "  local IFS=$'\\n'\n"
        '  case "$kind" in\n'
        '    files) COMPREPLY+=($(compgen -f -- "$word"));;\n'
        '    folders) COMPREPLY+=($(compgen -d -- "$word"));;\n'
        "  esac\n"
        "}\n"
        "complete -o filenames -F _cuenote cuenote\n"
    )


def zsh() -> str:
    action_of = {"files": "_files", "folders": "_files -/", "": " "}
    lines = ["#compdef cuenote", "# Made by `python -m tests.shell_docs`.", "_cuenote() {"]
    lines += ["  local -a commands=(", "    'help:print the help of a command'"]
    lines += [f"    {_quoted(f'{one.name}:{one.summary}')}" for one in commands.COMMANDS]
    lines += ["  )", "  if (( CURRENT == 2 )); then", "    _describe command commands"]
    lines += ["  else", "    shift words; (( CURRENT-- ))", "  fi", "  case $words[1] in"]
    lines += ["    help) (( CURRENT > 2 )) || _describe command commands ;;"]
    for name, _, parser in [*[*_all()][1:], next(_all())]:
        lines.append(f"    {name or '*'})")
        specs = []
        for action in _options(parser):
            for word in action.option_strings:
                value = ""
                if action.nargs != 0:
                    what = f"({_choices(action)})" if action.choices else action_of[_kind(action)]
                    value = f":{action.metavar or 'value'}:{what}"
                shown = _help(parser, action).replace("[", "(").replace("]", ")")
                shown = shown.replace(":", r"\:")
                specs.append(_quoted(f"{word}[{shown}]{value}"))
        kind, is_first = _operand(parser)
        if kind:
            specs.append(_quoted(f"{'1' if is_first else '*'}:{kind}:{action_of[kind]}"))
        lines.append("      _arguments " + " \\\n        ".join(specs) + " ;;")
    return "\n".join([*lines, "  esac", "}", '_cuenote "$@"', ""])


def fish() -> str:
    action_of = {"files": "-r -F", "folders": "-x -a '(__fish_complete_directories)'", "": "-x"}
    lines = [
        "# Completions of cuenote for fish. Made by `python -m tests.shell_docs`.",
        "complete -c cuenote -f",
        "complete -c cuenote -n __fish_use_subcommand -F",
        "complete -c cuenote -n __fish_use_subcommand -a help -d 'print the help of a command'",
        f"complete -c cuenote -n '__fish_seen_subcommand_from help' -a '{_NAMES}'",
    ]
    for command in commands.COMMANDS:
        lines.append(
            f"complete -c cuenote -n __fish_use_subcommand -a {command.name} "
            f"-d {_quoted(command.summary)}"
        )
    for name, _, parser in _all():
        seen = f"__fish_seen_subcommand_from {name}"
        when = f"complete -c cuenote -n {_quoted(seen if name else '__fish_use_subcommand')}"
        for action in _options(parser):
            words = "".join(
                f" -l {word[2:]}" if word.startswith("--") else f" -s {word[1:]}"
                for word in action.option_strings
            )
            value = ""
            if action.choices:
                value = f" -x -a {_quoted(_choices(action))}"
            elif action.nargs != 0:
                value = f" {action_of[_kind(action)]}"
            lines.append(f"{when}{words}{value} -d {_quoted(_help(parser, action))}")
        kind, _ = _operand(parser)
        if name and kind:
            lines.append(f"{when} {action_of[kind].removeprefix('-r ').removeprefix('-x ')}")
    return "\n".join(lines) + "\n"


def _quoted(text: str) -> str:
    return "'" + text.replace("'", "’") + "'"


def man() -> str:
    lines = ['.TH CUENOTE 1 "" "Cuenote" "User commands"', ".SH NAME"]
    lines += [r"cuenote \- notes beside their videos", ".SH SYNOPSIS"]
    lines += [
        f".B cuenote {one.name}\n{_roff(one.arguments)}".rstrip() + "\n.br"
        for one in commands.COMMANDS
    ]
    lines += [".B cuenote", f"[{_roff('NOTE|VAULT|VIDEO|LINK')}]"]
    for name, summary, parser in _all():
        lines.append(f'.SH "cuenote{name and f" {name}"}"')
        lines.append(_roff(parser.description or summary))
        for action in parser._actions:
            if action.help == argparse.SUPPRESS:
                continue
            words = ", ".join(action.option_strings) or str(action.metavar or action.dest)
            value = f" {action.metavar or ''}" if action.option_strings and action.metavar else ""
            lines += [".TP", f".B {_roff(words + value)}", _roff(_help(parser, action))]
        epilog = (parser.epilog or "").removesuffix(CODES).rstrip()
        if epilog and name:
            lines += [".PP", ".nf", _roff(epilog), ".fi"]
    lines += [".SH EXIT STATUS", _roff(CODES.removeprefix("exit code: "))]
    lines += [".SH JSON", "JSON schemas of what --json prints are in resources/schemas."]
    return "\n".join(lines) + "\n"


def _roff(text: str) -> str:
    escaped = text.replace("\\", "\\e").replace("-", "\\-")
    return re.sub(r"^(?=[.'])", r"\\&", escaped, flags=re.MULTILINE)


FILES = {"cuenote.bash": bash, "_cuenote": zsh, "cuenote.fish": fish, "cuenote.1": man}


def main() -> None:
    FOLDER.mkdir(exist_ok=True)
    for name, make in FILES.items():
        (FOLDER / name).write_text(make(), encoding="utf-8")


if __name__ == "__main__":
    main()
