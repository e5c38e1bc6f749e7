"""The links of a PDF, as a reader finds them."""

from __future__ import annotations

from pathlib import Path

from pypdf import PdfReader


def links_of(pdf: Path) -> list[str]:
    """Give the addresses of all links, page by page."""
    links = []
    for page in PdfReader(pdf).pages:
        for annotation in page.get("/Annots", []):
            action = annotation.get_object().get("/A", {})
            if "/URI" in action:
                links.append(str(action["/URI"]))
    return links
