"""Tags a PDF of Qt's, which writes none: what is a heading, a list, a table, and in which order.

Qt paints each run of letters as a text object of its own, in the px of the page. By its place it
is of a block, and that says what it is; what is of no block (bars, feet of pages) is decoration.
Source: ISO 32000-1, 14.7 and 14.8. Needs pypdf.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from itertools import groupby
from typing import Any

from pypdf import PdfWriter
from pypdf.generic import (
    ArrayObject,
    BooleanObject,
    DictionaryObject,
    NameObject,
    NumberObject,
    StreamObject,
)
from PySide6.QtCore import QPointF, QRectF

from viewer.ui.note.paper import PaperBlock

_TEXT = re.compile(rb"BT\n.*?\nET\n", re.DOTALL)
_MATRIX = re.compile(rb"Tf ((?:[-\d.]+ ){6})Tm")
_PLACE = re.compile(rb"(?<![-\d.])([-\d.]++) ([-\d.]++) Td")
_SLACK = 2.0  # px that a baseline may be outside its block


def tag(writer: PdfWriter, blocks: Sequence[PaperBlock]) -> None:
    """Mark what each text of a PDF is, and write the tree of that."""
    tree = DictionaryObject({NameObject("/Type"): NameObject("/StructTreeRoot")})
    root = writer._add_object(tree)
    whole = _element(writer, "Document", root)
    marked: list[list[tuple[int, int]]] = []  # of each page: the block, by the number of its text
    for number, page in enumerate(writer.pages):
        contents = page.get_contents()
        data, order = _marked(contents.get_data() if contents is not None else b"", number, blocks)
        stream = StreamObject()
        stream.set_data(data)
        page[NameObject("/Contents")] = writer._add_object(stream.flate_encode())
        page[NameObject("/StructParents")] = NumberObject(number)
        page[NameObject("/Tabs")] = NameObject("/S")
        marked.append(order)
    texts: dict[int, list[tuple[int, int]]] = {}  # by the block: pages and numbers
    for number, order in enumerate(marked):
        for text, block in order:
            texts.setdefault(block, []).append((number, text))
    elements = dict(_elements(writer, whole, blocks, texts))
    parents = ArrayObject()
    for number, order in enumerate(marked):
        of_page = ArrayObject(elements[block] for _, block in order)
        parents.extend([NumberObject(number), writer._add_object(of_page)])
    numbers = DictionaryObject({NameObject("/Nums"): parents})
    tree[NameObject("/K")] = ArrayObject([whole])
    tree[NameObject("/ParentTree")] = writer._add_object(numbers)
    tree[NameObject("/ParentTreeNextKey")] = NumberObject(len(marked))
    catalog = writer.root_object
    catalog[NameObject("/StructTreeRoot")] = root
    catalog[NameObject("/MarkInfo")] = DictionaryObject(
        {NameObject("/Marked"): BooleanObject(True)}
    )


def _marked(
    data: bytes, page: int, blocks: Sequence[PaperBlock]
) -> tuple[bytes, list[tuple[int, int]]]:
    """Mark the texts of a page; return its content, and of which block each number is."""
    here = [(index, block.rect) for index, block in enumerate(blocks) if block.page == page]
    pieces, order, at = [b"/Artifact BMC\n"], list[tuple[int, int]](), 0
    scales = _Scales()
    usual: float | None = None
    read = 0
    for found in _TEXT.finditer(data):
        scales.read(data[read : found.start()])
        read = found.end()
        across, down, left, top = scales.now
        usual = across if usual is None else usual
        place = _place_of(found[0])
        block = None
        # What is scaled otherwise is a blank that is stretched over a picture, for its link.
        if place is not None and across == down == usual:
            block = _block_at(here, place + QPointF(left, top) / usual)
        if block is None:
            continue
        kind = blocks[block].kind
        number = len(order)
        order.append((number, block))
        pieces += [data[at : found.start()], b"EMC\n"]
        pieces += [f"/{kind} <</MCID {number}>> BDC\n".encode(), found[0], b"EMC\n"]
        pieces.append(b"/Artifact BMC\n")
        at = found.end()
    return b"".join([*pieces, data[at:], b"\nEMC\n"]), order


class _Scales:
    """How what is painted next is scaled and moved: by the last matrix that was set.

    Across and down; and by how much to the right and down, in what that is scaled to.
    """

    def __init__(self) -> None:
        self.now = 1.0, 1.0, 0.0, 0.0
        self._kept: list[tuple[float, float, float, float]] = []

    def read(self, operators: bytes) -> None:
        words = operators.split()
        for at, word in enumerate(words):
            if word == b"q":
                self._kept.append(self.now)
            elif word == b"Q" and self._kept:
                self.now = self._kept.pop()
            elif word == b"cm":
                across, _, _, down, left, top = map(float, words[at - 6 : at])
                self.now = across, down, left, top


def _place_of(text: bytes) -> QPointF | None:
    """Return where a text object begins, in px."""
    matrix, place = _MATRIX.search(text), _PLACE.search(text)
    if matrix is None or place is None:
        return None
    a, b, c, d, e, f = map(float, matrix[1].split())
    x, y = float(place[1]), float(place[2])
    return QPointF(a * x + c * y + e, b * x + d * y + f)


def _block_at(here: Sequence[tuple[int, QRectF]], place: QPointF) -> int | None:
    for index, rect in here:
        if rect.adjusted(-_SLACK, -_SLACK, _SLACK, _SLACK).contains(place):
            return index
    # A bullet or a number stands before its block.
    level = (index for index, rect in here if rect.top() <= place.y() <= rect.bottom() + _SLACK)
    return next(level, None)


def _elements(
    writer: PdfWriter,
    whole: Any,
    blocks: Sequence[PaperBlock],
    texts: dict[int, list[tuple[int, int]]],
) -> Iterator[tuple[int, Any]]:
    """Make the tree of the blocks that have texts; yield the element that holds those of each."""
    there = [index for index in range(len(blocks)) if index in texts]
    for group, of_group in groupby(there, lambda index: blocks[index].group):
        if not group:
            for index in of_group:
                yield index, _leaf(writer, blocks[index].kind, whole, texts[index])
            continue
        members = list(of_group)
        if blocks[members[0]].kind == "LI":
            held = _element(writer, "L", whole)
            for index in members:
                item = _element(writer, "LI", held)
                yield index, _leaf(writer, "LBody", item, texts[index])
            continue
        table = _element(writer, "Table", whole)
        for _, of_row in groupby(members, lambda index: blocks[index].row):
            row = _element(writer, "TR", table)
            for index in of_row:
                yield index, _leaf(writer, blocks[index].kind, row, texts[index])


def _element(writer: PdfWriter, kind: str, parent: Any) -> Any:
    """Add an element below another one, or below the root of the tree, which lists its own."""
    element = writer._add_object(
        DictionaryObject(
            {
                NameObject("/Type"): NameObject("/StructElem"),
                NameObject("/S"): NameObject(f"/{kind}"),
                NameObject("/P"): parent,
                NameObject("/K"): ArrayObject(),
            }
        )
    )
    above = parent.get_object()
    if "/K" in above:
        above["/K"].append(element)
    return element


def _leaf(writer: PdfWriter, kind: str, parent: Any, texts: Sequence[tuple[int, int]]) -> Any:
    element = _element(writer, kind, parent)
    for page, number in texts:
        element.get_object()["/K"].append(
            DictionaryObject(
                {
                    NameObject("/Type"): NameObject("/MCR"),
                    NameObject("/Pg"): writer.pages[page].indirect_reference,
                    NameObject("/MCID"): NumberObject(number),
                }
            )
        )
    return element
