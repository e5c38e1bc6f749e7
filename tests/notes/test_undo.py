from collections.abc import Callable

from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, initialize, invariant, precondition, rule

from tests.examples import examples
from tests.notes.test_edit import changes
from tests.notes.texts import notes, texts
from viewer.notes.edit import Change, Edit
from viewer.notes.model import Span
from viewer.notes.undo import UndoStack, retimed_places


class Undoing(RuleBasedStateMachine):
    stack: UndoStack
    past: list[bytes]
    future: list[bytes]

    @initialize(data=notes())
    def begin(self, data: bytes) -> None:
        self.stack = UndoStack(data)
        self.saved = data
        self.past, self.future = [], []

    @rule(draw=st.data())
    def do(self, draw: st.DataObject) -> None:
        change = draw.draw(changes(self.stack.data))
        if change:
            self.past.append(self.stack.data)
            self.future = []
            self.stack.do(change)
            assert self.stack.to_undo.name == change.name

    @precondition(lambda self: self.past)
    @rule()
    def undo(self) -> None:
        self.future.append(self.stack.data)
        assert self.stack.undo() is not None
        assert self.stack.data == self.past.pop()

    @precondition(lambda self: self.future)
    @rule()
    def redo(self) -> None:
        self.past.append(self.stack.data)
        assert self.stack.redo() is not None
        assert self.stack.data == self.future.pop()

    @rule(draw=st.data())
    def others_write(self, draw: st.DataObject) -> None:
        """What is undone and done again then never takes back what they wrote, nor ours."""
        change = draw.draw(changes(self.stack.data))
        done, undone = len(self.past), len(self.future)
        self.stack.take(change)
        now = self.stack.data
        self.past = self._texts(self.stack.undo, self.stack.redo)
        self.future = self._texts(self.stack.redo, self.stack.undo)
        assert self.stack.data == now
        assert len(self.past) == done or self.stack.is_cut
        if not change:
            assert (len(self.past), len(self.future)) == (done, undone)

    def _texts(self, go: Callable[[], object], back: Callable[[], object]) -> list[bytes]:
        found = []
        while go() is not None:
            found.append(self.stack.data)
        for _ in found:
            assert back() is not None
        return found[::-1]

    @rule()
    def save(self) -> None:
        self.stack.mark_saved()
        self.saved = self.stack.data

    @rule()
    def there_and_back(self) -> None:
        now = self.stack.data
        count = 0
        while self.stack.undo() is not None:
            count += 1
        assert count == len(self.past)
        for _ in range(count):
            assert self.stack.redo() is not None
        assert self.stack.data == now

    @invariant()
    def modified_is_true(self) -> None:
        if hasattr(self, "stack"):
            assert self.stack.is_modified == (self.stack.data != self.saved)


TestUndoing = Undoing.TestCase
TestUndoing.settings = examples(0.6, stateful_step_count=25)


class Typing(RuleBasedStateMachine):
    """Any keys: undoing all gives the first text, redoing all the last, byte for byte."""

    @initialize(data=notes())
    def begin(self, data: bytes) -> None:
        self.first = data
        self.stack = UndoStack(data)
        self.caret = len(data)

    @rule(text=texts().map(lambda text: text[:3]))
    def insert(self, text: str) -> None:
        self.stack.type(Edit(self.caret, b"", text.encode()))
        self.caret += len(text.encode())

    @rule()
    def backspace(self) -> None:
        if self.caret:
            old = self.stack.data[self.caret - 1 : self.caret]
            self.stack.type(Edit(self.caret - 1, old, b""))
            self.caret -= 1

    @rule(at=st.integers(0, 200))
    def place_caret(self, at: int) -> None:
        self.caret = min(at, len(self.stack.data))

    @rule()
    def there_and_back(self) -> None:
        now = self.stack.data
        while self.stack.undo() is not None:
            pass
        assert self.stack.data == self.first
        while self.stack.redo() is not None:
            pass
        assert self.stack.data == now


TestTyping = Typing.TestCase
TestTyping.settings = examples(0.6, stateful_step_count=30)


def typed(stack: UndoStack, text: str, at: int, at_s: float = 5.0) -> int:
    for character in text:
        raw = character.encode()
        stack.type(Edit(at, b"", raw), at_s=at_s)
        at += len(raw)
    return at


def undone_names(stack: UndoStack) -> list[str]:
    names = []
    while stack.to_undo:
        names.append(stack.to_undo.name)
        stack.undo()
    return names[::-1]


def test_typing_is_gathered_until_the_keys_rest_when_undone() -> None:
    stack = UndoStack(b"")
    at = typed(stack, "Two wörds", 0, 5.0)
    at = typed(stack, ".\nA line", at, 5.9)
    typed(stack, " more", at, 7.0)
    assert undone_names(stack) == ["Type “Two wörds. A line”", "Type “more”"]
    assert stack.data == b""


def test_steps_that_are_joined_are_undone_as_one() -> None:
    stack = UndoStack(b"ab")
    for one in (Edit(2, b"", b"c"), Edit(0, b"", b"x"), Edit(4, b"", b"d")):
        stack.do(Change.of(f"Write {one.new.decode()}", [one]))
    stack.join(1)
    assert undone_names(stack) == ["Write c", "Write d"]
    assert stack.data == b"ab"
    stack.redo()
    stack.redo()
    assert stack.data == b"xabcd"


def test_step_that_is_dropped_is_not_done_again() -> None:
    stack = UndoStack(b"ab")
    stack.do(Change.of("Write", [Edit(2, b"", b"c")]))
    assert stack.drop() is not None
    assert (stack.data, stack.to_redo) == (b"ab", None)


def test_typing_ends_when_the_caret_moves_or_the_note_is_saved() -> None:
    stack = UndoStack(b"ab")
    typed(stack, "x", 0)
    typed(stack, "y", 2)
    stack.mark_saved()
    typed(stack, "z", 3)
    stack.end_typing()
    typed(stack, "w", 4)
    assert stack.data == b"xayzwb"
    assert undone_names(stack) == ["Type “x”", "Type “y”", "Type “z”", "Type “w”"]


def test_deleting_is_gathered_when_key_follows_key() -> None:
    stack = UndoStack(b"one two three")
    for at in range(12, 2, -1):
        stack.type(Edit(at, stack.data[at : at + 1], b""), at_s=5.0)
    assert stack.data == b"one"
    assert undone_names(stack) == ["Delete “two three”"]
    stack = UndoStack(b"one")
    for _ in range(3):
        stack.type(Edit(0, stack.data[:1], b""), at_s=5.0)
    assert undone_names(stack) == ["Delete “one”"]


def test_nothing_is_left_to_undo_when_typing_is_taken_back() -> None:
    stack = UndoStack(b"ab")
    typed(stack, "x", 1)
    stack.type(Edit(1, b"x", b""), at_s=5.0)
    assert stack.to_undo is None
    assert not stack.is_modified


def test_caret_is_given_back_when_undone_and_redone() -> None:
    stack = UndoStack(b"abc")
    stack.do(Change.of("Reword", [Edit(1, b"b", b"xyz")]), caret_before=3, caret_after=2)
    step = stack.undo()
    assert (step.caret_before, step.caret_after) == (2, 3)
    step = stack.redo()
    assert (step.caret_before, step.caret_after, step.name) == (3, 2, "Reword")


def test_saved_point_survives_when_undone_past_it() -> None:
    stack = UndoStack(b"a")
    stack.do(Change.of("One", [Edit(1, b"", b"b")]))
    stack.mark_saved()
    assert not stack.is_modified
    stack.undo()
    assert stack.is_modified
    assert stack.to_redo.name == "One"
    stack.redo()
    assert not stack.is_modified
    assert stack.saved == b"ab"


def test_step_with_something_beside_is_one_although_no_byte_changes() -> None:
    stack = UndoStack(b"text")
    stack.type(Edit(4, b"", b"s"))
    what = object()
    stack.do(Change("Rename", ()), beside=what)
    stack.mark_saved()
    stack.type(Edit(5, b"", b"!"))
    assert stack.to_undo.beside is None
    stack.undo()
    for _ in range(2):
        assert stack.to_undo.name == "Rename"
        undone = stack.undo()
        assert undone.beside is what
        assert stack.data == b"texts"
        assert stack.to_redo.beside is what
        redone = stack.redo()
        assert redone.beside is what
    while stack.undo() is not None:
        pass
    assert stack.data == b"text"


def test_changed_times_are_known_in_any_language() -> None:
    stack = UndoStack(b"- a [0:05]\n")
    stack.do(Change("Zeit \u00e4ndern", (Edit(5, b"0:05", b"0:06"),), is_retiming=True))
    stack.do(Change("Set time of day", (Edit(0, b"", b"- b\n"),)))
    assert retimed_places(stack.steps) == [Span(9, 13)]
    stack.undo()
    stack.undo()
    assert retimed_places(stack.steps) == []
