"""The wikilinks of the corpus: how many lead to a note, and by which rule.

`python -m tests.bench.bench_links --misses 50` lists a sample of those that lead nowhere, each with
the two names of the vault that are most like it, to be read by a person.
"""

from __future__ import annotations

import argparse
import random
from collections import Counter
from collections.abc import Iterator
from pathlib import Path

from tests.bench.report import Report
from tests.conftest import unpack_vault
from viewer.notes.note import Note, WikiLink
from viewer.vault.entry import entry_of
from viewer.vault.files import LinkRule, VaultFiles, folded, loose

_CORPUS = Path(__file__).parents[3] / "shared" / "corpus"


def run(report: Report) -> None:
    """Add the share of links that lead to a note, by rule."""
    if not (_CORPUS / "vault.tar.xz").is_file():
        report.skip("the links of the corpus", "the corpus is not there")
        return
    rules: Counter[LinkRule | None] = Counter()
    ambiguous = 0
    for files, source, link in _links(unpack_vault(_CORPUS)):
        found = files.find(link.target, source)
        rules[found[0] if found is not None else None] += 1
        ambiguous += found is not None and len(found[1]) > 1
    count = rules.total()

    def add(what: str, number: int, beside: str = "") -> None:
        report.add(what, f"{number:,}  {number / count:.2%}", beside)

    add("wikilinks that lead to a note", count - rules[None], f"of {count:,}")
    for rule in LinkRule:
        add(f"… by {rule.value}", rules[rule])
    add("… that can mean several, which is asked", ambiguous)
    add("wikilinks that lead nowhere", rules[None], "half of the vault is in the corpus")


def _links(vault: Path) -> Iterator[tuple[VaultFiles, Path, WikiLink]]:
    """Yield every wikilink to a note, with the files by which it is resolved."""
    files = VaultFiles.scan(vault)
    names: list[tuple[str, str]] = []
    links: list[tuple[Path, tuple[WikiLink, ...]]] = []
    for name in files.notes:
        data = (vault / name).read_bytes()
        entry = entry_of(data)
        names += [(folded(each), name) for each in (entry.title, *entry.aliases) if each]
        links.append((vault / name, Note.parse(data).links))
    files.take_names(names)
    for source, of_note in links:
        yield from ((files, source, link) for link in of_note if link.target)


def _list_misses(count: int, seed: int) -> None:
    from rapidfuzz import fuzz, process

    misses = []
    names: dict[str, str] = {}
    for files, source, link in _links(unpack_vault(_CORPUS)):
        if not names:
            names = {loose(Path(note).stem): note for note in files.notes}
        if files.find(link.target, source) is None:
            misses.append((source.relative_to(files.root), link))
    for source, link in random.Random(seed).sample(misses, count):
        print(f"{source}: [[{link.target} | {link.shown}]]")
        for name, score, _ in process.extract(
            loose(link.target), list(names), scorer=fuzz.ratio, limit=2
        ):
            print(f"    {score:3.0f} % {names[name]}")


if __name__ == "__main__":
    parser = argparse.ArgumentParser(prog="python -m tests.bench.bench_links")
    parser.add_argument("--misses", type=int, default=50, help="how many to list")
    parser.add_argument("--seed", type=int, default=5)
    options = parser.parse_args()
    _list_misses(options.misses, options.seed)
