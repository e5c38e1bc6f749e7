"""What can be done to check a vault; what does it is imported when it is first wanted."""

from __future__ import annotations

from viewer.ui.shell.action import Action
from viewer.ui.shell.context import Later

VAULT_CHECKING = Later(
    "viewer.ui.vault_check.vault_check",
    "VaultChecking",
    (Action("vault.check", "Check the citations of all notes…", "open", menu=("File/Vault", 24)),),
)
