"""How notes in other tools' forms are read, against the index of the corpus."""

from __future__ import annotations

import argparse
from collections import Counter

from tests.notes.forms_report import FORMS, KINDS, measure
from tests.tools.report import Report


def run(report: Report, options: argparse.Namespace) -> None:
    """Add the shares by form, and every miss."""
    if not (FORMS / "index.json").is_file():
        report.skip("forms", "the corpus is not there")
        return
    found = measure()
    false = Counter(miss.file[0] for miss in found.misses if miss.kind == "false")
    for form, asked in sorted(found.asked.items()):
        right = found.right[form]
        shares = (
            f"{kind} {100 * right[kind] / asked[kind]:.1f} %" for kind in KINDS if asked[kind]
        )
        report.add(f"{form}: {asked['found']} cited", ", ".join(shares), f"false {false[form]}")
    shares = (f"{kind} {100 * found.share(kind):.1f} %" for kind in (*KINDS, "false"))
    report.add(f"all: {sum(one['found'] for one in found.asked.values())} cited", ", ".join(shares))
    for miss in [] if options.quick else found.misses:
        what = f"{miss.file} {miss.line} {miss.kind}"
        report.add(what, f"{miss.expected!r} → {miss.got!r}"[:70], miss.text[:70])
