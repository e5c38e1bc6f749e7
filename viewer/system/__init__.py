"""Cuenote among other programs: links to it, its entry in the applications menu."""
