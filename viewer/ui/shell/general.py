"""What belongs to the window as a whole: every action in one list, the video's pane, the end."""

from __future__ import annotations

from viewer import __version__
from viewer.ui.shell.action import Act, In, listed
from viewer.ui.shell.context import Context, Feature


class General(Feature):
    """The palette of all actions, the pane of the video, and the end of the program."""

    ACTIONS = listed(
        In("Help"),
        Act("help.about", "About Cuenote", 22, "", "tell_about"),
        Act("palette", "All actions…", 21, "Ctrl+K", "open_palette", in_palette=False),
        In(""),
        Act("menu", "Menu", 0, "F10", "open_menu", in_palette=False),
        In("View"),
        Act("pane.video", "Video · Show or hide video", 12, "F8", "toggle_video"),
        In("File"),
        Act("quit", "Quit", 43, "Ctrl+Q", "quit"),
    )

    def __init__(self, context: Context) -> None:
        super().__init__(context)
        self._window, self._actions = context.window, context.actions
        self._window.closing.connect(context.app.quit)

    def open_palette(self) -> None:
        """List what can be done now; close the list where it is open."""
        if self._window.palette_.isVisible():
            self._window.palette_.close_list()
            return
        self._actions.about_to_offer.emit()
        from viewer.ui.kit.palette import Row  # not at the start, which need not wait for it

        also = {spec.id: spec.shown_also() for spec in self._actions.specs}
        rows = [Row(key, text, also[key], hint) for key, text, hint in self._actions.rows()]
        self._window.palette_.open(
            rows,
            self.tr("What would you like to do?"),
            lambda key: self._actions[str(key)].trigger(),
        )

    def open_menu(self) -> None:
        """Open the menu of everything."""
        if self._window.is_full_screen:
            self._window.tell(self.tr("In full screen the video is shown alone."))
        else:
            self._window.header.open_menu()

    def tell_about(self) -> None:
        """Say which program this is."""
        from viewer.ui.kit.sheet import QuestionSheet  # not at the start

        sheet = QuestionSheet(self._window)
        sheet.closed.connect(sheet.deleteLater)
        what = self.tr("A desktop viewer for notes about videos.")
        licence = self.tr("Free software under the MIT licence.")
        title = self.tr("Cuenote {0}").format(__version__)
        sheet.ask(title, f"{what} {licence}", ("close", self.tr("Close")))

    def toggle_video(self) -> None:
        """Show the video with what is below it, or hide it."""
        self._window.toggle_pane("video")

    def quit(self) -> None:
        """End the program."""
        self._window.close()
