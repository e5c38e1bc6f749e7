"""What a screen reader does: it walks what a program shows, hears what it tells, presses keys.

All over the accessibility bus (AT-SPI), from outside of the program, as Orca does. The bus is a
real one, of its own: dbus-daemon and at-spi2-core's registry, on the screen of `tests.ui.screen`.
Linux alone.
"""

import itertools
import os
import shutil
import signal
import subprocess
import time
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any, Self

from jeepney import (
    DBusAddress,
    HeaderFields,
    Message,
    MessageType,
    Properties,
    message_bus,
    new_method_call,
)
from jeepney.io.blocking import DBusConnection, open_dbus_connection

from tests.ui.screen import Screen

_ATSPI = "org.a11y.atspi."
_REGISTRY = "org.a11y.atspi.Registry"
_ROOT = "/org/a11y/atspi/accessible/root"
_NOTHING = "/org/a11y/atspi/null"
_MOST_CHILDREN = 60  # that are asked of one list
_ANSWER_S = 60.0
_QUIET_S = 0.25  # so long nothing is told: that was all
# Numbers of AtspiStateType.
_STATES = {
    1: "active",
    4: "checked",
    7: "editable",
    8: "enabled",
    9: "expandable",
    10: "expanded",
    11: "focusable",
    12: "focused",
    16: "modal",
    23: "selected",
    25: "showing",
    43: "read-only",
}
# Names of X keys, which are not their letters.
_KEYS = {
    "Return": 0xFF0D,
    "Space": 0x20,
    "Tab": 0xFF09,
    "Esc": 0xFF1B,
    "Backspace": 0xFF08,
    "Left": 0xFF51,
    "Up": 0xFF52,
    "Right": 0xFF53,
    "Down": 0xFF54,
    "Home": 0xFF50,
    "End": 0xFF57,
    "F6": 0xFFC3,
    "F9": 0xFFC6,
}
_MOVE_CARET = frozenset({"Left", "Up", "Right", "Down", "Home", "End"})
_TYPE = frozenset({"Return", "Space", "Backspace"})
_MODIFIERS = {"Shift": 50, "Ctrl": 37, "Alt": 64}  # codes of keys, as Xvfb has them
_PRESS, _RELEASE, _CLICK = 0, 1, 3  # of AtspiKeySynthType

Place = tuple[str, str]  # whose, and which of its objects


@dataclass(frozen=True, slots=True)
class Told:
    """What a program says of one of its parts."""

    role: str
    name: str
    description: str
    states: frozenset[str]
    interfaces: frozenset[str]
    place: Place
    depth: int = 0

    def __str__(self) -> str:
        said = [self.name, self.role, *sorted(self.states & {"checked", "expanded", "read-only"})]
        if self.description and self.description != self.name:
            said.append(self.description)
        return ", ".join(filter(None, said))


@dataclass(frozen=True, slots=True)
class Heard:
    """One event: what happened to which part."""

    kind: str  # as "StateChanged"
    detail: str
    numbers: tuple[int, int]
    value: Any
    place: Place


class ScreenReader:
    """Listens to the programs on a screen; `environment` is what they are to be started with."""

    def __init__(self, screen: Screen) -> None:
        self.environment = {**screen.environment, "QT_LINUX_ACCESSIBILITY_ALWAYS_ON": "1"}
        # The sockets of the bus go there.
        self.environment["XDG_RUNTIME_DIR"] = screen.environment["XDG_RUNTIME_DIR"]
        reads, writes = os.pipe()
        self._bus = subprocess.Popen(
            ["dbus-daemon", "--session", "--nofork", f"--print-address={writes}"],
            pass_fds=[writes],
            env=self.environment,
            stdout=subprocess.DEVNULL,
            stderr=subprocess.DEVNULL,
        )
        os.close(writes)
        with os.fdopen(reads) as pipe:
            address = pipe.readline().strip()
        self.environment["DBUS_SESSION_BUS_ADDRESS"] = address
        with open_dbus_connection(address, auth_timeout=_ANSWER_S) as session:
            asked = new_method_call(
                DBusAddress("/org/a11y/bus", "org.a11y.Bus", "org.a11y.Bus"), "GetAddress"
            )
            answer = session.send_and_get_reply(asked, timeout=_ANSWER_S)
        self._connection: DBusConnection = open_dbus_connection(
            answer.body[0], auth_timeout=_ANSWER_S
        )
        self._heard: list[Heard] = []
        self._pressed = ""
        self._ask([message_bus.AddMatch(f"type='signal',interface='{_ATSPI}Event.Object'")])
        self._call((_REGISTRY, "/org/a11y/atspi/registry"), "Registry.RegisterEvent", "object:")

    @staticmethod
    def can_listen() -> bool:
        launchers = (
            "/usr/libexec/at-spi-bus-launcher",
            "/usr/lib/at-spi2-core/at-spi-bus-launcher",
        )
        return (
            Screen.can_show("")
            and shutil.which("dbus-daemon") is not None
            and any(Path(name).exists() for name in launchers)
        )

    def walk(self) -> list[Told]:
        """Return what all programs show, from the outside in."""
        found: dict[Place, Told] = {}
        inside: dict[Place, list[Place]] = {}
        level = self._children([(_REGISTRY, _ROOT)])[0]
        tops, depth = list(level), 0
        while level:
            told = [one for one in self._tell(level) if _is_shown(one)]
            found.update((one.place, replace(one, depth=depth)) for one in told)
            places = [one.place for one in told]
            inside.update(zip(places, self._children(places), strict=True))
            level = [place for each in places for place in inside[each] if place not in found]
            depth += 1

        def down(place: Place) -> Iterator[Told]:
            if place in found:
                yield found.pop(place)
                for child in inside[place]:
                    yield from down(child)

        return [one for top in tops for one in down(top)]

    def line_at(self, place: Place, at: int) -> str:
        """Return the line of a text that holds a character; "" where the text is gone."""
        try:
            (line, _, _) = self._whole(place, "Text.GetStringAtOffset", at, 3, signature="iu")
        except LookupError:
            return ""
        return str(line)

    def line_of_caret(self, place: Place) -> str:
        """Return the line of a text where its caret is; "" where the text is gone, or is none."""
        of = DBusAddress(place[1], place[0], f"{_ATSPI}Text")
        (answer,) = self._ask([Properties(of).get("CaretOffset")])
        return self.line_at(place, answer[0][1]) if answer is not None else ""

    def look_at(self, place: Place) -> Told | None:
        """Return what is told of one part; None where it is gone."""
        return next(iter(self._tell([place])), None)

    def press(self, keys: str) -> None:
        """Press keys, as "J", "Return" or "Ctrl+Shift+F"."""
        self._pressed = keys
        *held, key = keys.split("+")
        for one in held:
            self._key(_MODIFIERS[one], _PRESS)
        self._key(_KEYS.get(key) or ord(key.lower()), _CLICK)
        for one in reversed(held):
            self._key(_MODIFIERS[one], _RELEASE)

    def has_moved_caret(self, place: Place) -> bool:
        """Return whether the last key moves a caret; one that the program moves is not spoken."""
        *held, key = self._pressed.split("+")
        told = self.look_at(place)
        types = told is not None and "editable" in told.states and set(held) <= {"Shift"}
        return key in _MOVE_CARET or (types and (len(key) == 1 or key in _TYPE))

    def hear(self, quiet_s: float = _QUIET_S) -> list[Heard]:
        """Return what was told since the last time, once nothing is told for a moment."""
        while True:
            try:
                self._take(self._connection.receive(timeout=quiet_s))
            except TimeoutError:
                heard, self._heard = self._heard, []
                return heard

    def _key(self, key: int, kind: int) -> None:
        place = (_REGISTRY, "/org/a11y/atspi/registry/deviceeventcontroller")
        name = "DeviceEventController.GenerateKeyboardEvent"
        self._call(place, name, key, "", kind, signature="isu")

    def _tell(self, places: Sequence[Place]) -> list[Told]:
        """Ask for what is told of parts; those that are gone by now are left out."""
        asked: list[Message] = []
        for place in places:
            of = DBusAddress(place[1], place[0], f"{_ATSPI}Accessible")
            asked += [Properties(of).get("Name"), Properties(of).get("Description")]
            names = ("GetRoleName", "GetState", "GetInterfaces")
            asked += [new_method_call(of, name) for name in names]
        answers = self._ask(asked)
        told = []
        for number, place in enumerate(places):
            name, description, role, states, kinds = answers[5 * number : 5 * number + 5]
            if None in (name, description, role, states, kinds):
                continue
            bits = states[0][0] | states[0][1] << 32
            told.append(
                Told(
                    role[0],
                    name[0][1],
                    description[0][1],
                    frozenset(word for bit, word in _STATES.items() if bits >> bit & 1),
                    frozenset(kind.removeprefix(_ATSPI) for kind in kinds[0]),
                    place,
                )
            )
        return told

    def _children(self, places: Iterable[Place]) -> list[list[Place]]:
        asked = [
            new_method_call(DBusAddress(path, who, f"{_ATSPI}Accessible"), "GetChildren")
            for who, path in places
        ]
        return [
            [(who, path) for who, path in answer[0][:_MOST_CHILDREN] if path != _NOTHING]
            if answer is not None
            else []
            for answer in self._ask(asked)
        ]

    def _call(self, place: Place, name: str, *values: object, signature: str = "s") -> Any:
        whole = self._whole(place, name, *values, signature=signature)
        return whole[0] if whole else None

    def _whole(self, place: Place, name: str, *values: object, signature: str) -> Any:
        kind, _, method = name.rpartition(".")
        of = DBusAddress(place[1], place[0], _ATSPI + kind)
        message = new_method_call(of, method, signature if values else None, values)
        (answer,) = self._ask([message])
        if answer is None:
            raise LookupError(f"no answer to {name} of {place}")
        return answer

    def _ask(self, messages: Sequence[Message]) -> list[Any]:
        """Send all, then wait for the answers: their bodies, None for what was refused."""
        answers: dict[int, Any] = {}
        serials = list(itertools.islice(self._connection.outgoing_serial, len(messages)))
        for serial, message in zip(serials, messages, strict=True):
            self._connection.send(message, serial=serial)
        until_s = time.perf_counter() + _ANSWER_S
        while len(answers) < len(serials):
            message = self._connection.receive(timeout=until_s - time.perf_counter())
            number = message.header.fields.get(HeaderFields.reply_serial)
            if number is None:
                self._take(message)
            elif number in serials:
                refused = message.header.message_type is MessageType.error
                answers[number] = None if refused else message.body
        return [answers[serial] for serial in serials]

    def _take(self, message: Message) -> None:
        fields = message.header.fields
        if str(fields.get(HeaderFields.interface, "")).startswith(f"{_ATSPI}Event."):
            detail, one, two, (_, value), *_ = message.body
            place = fields[HeaderFields.sender], fields[HeaderFields.path]
            kind = fields[HeaderFields.member]
            self._heard.append(Heard(kind, detail, (one, two), value, place))

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self._connection.close()
        self._bus.send_signal(signal.SIGTERM)
        self._bus.wait(20)


def _is_shown(told: Told) -> bool:
    return "showing" in told.states or told.role == "application"
