"""Word files: paragraphs, and headings by their styles; the package read directly, it is a ZIP of XML."""

import re
import zipfile
import zlib
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import IO, Any

from corpus.article import Article, InputError
from corpus.document import Piece, articles_of, merged
from corpus.masthead import Masthead
from corpus.names import masthead_of_path
from corpus.normalise import flat

PART_LIMIT = 32 << 20  # unpacked bytes of one part: a book of 300 pages has some 5 MB
CELL = 40  # characters of a table's value
_BREAKS = {"tab": "\t", "br": "\n", "cr": "\n", "noBreakHyphen": "-"}
# What was deleted but is still tracked, and the second copy of a text box for old programs.
_PASSED_OVER = {"del", "moveFrom", "Fallback", "rPr", "pPr"}
_TITLES = {"title": 1, "标题": 1, "標題": 1, "subtitle": 2, "副标题": 2, "副標題": 2}
_HEADING = re.compile(r"(?:heading|标题|標題) ?([1-9])", re.I)


def read_docx(file: IO[bytes], path: Path, facts: Mapping[str, Any]) -> Iterator[Article]:
    """The articles of a Word file: one for each title or heading of the first level that has a text.

    Raises:
        InputError: it is no Word file, is damaged, or has no text.
    """
    try:
        with zipfile.ZipFile(file) as packed:
            levels = _levels(packed)
            pieces = _pieces(_parsed(packed, "word/document.xml"), levels)
    except KeyError:
        raise InputError("no Word file: it has no word/document.xml; save it as .docx anew") from None
    except (zipfile.BadZipFile, zlib.error, EOFError, RuntimeError, ValueError) as error:
        if isinstance(error, InputError):
            raise
        raise InputError(f"the Word file is damaged ({flat(str(error))[:100]}); save it anew") from None
    found = list(articles_of(_promoted(pieces), merged(facts, Masthead()), masthead_of_path(path)))
    if not found:
        raise InputError("the Word file has no text (pictures of text are not read)")
    yield from found


def _levels(packed: zipfile.ZipFile) -> dict[str, int]:
    """Style id → level: 1 for titles, 2 for headings of the first level, and so on."""
    try:
        styles = _parsed(packed, "word/styles.xml")
    except KeyError:
        return {}
    levels: dict[str, int] = {}
    bases: dict[str, str] = {}
    for style in styles.iter("{*}style"):
        key = _value(style, "styleId")
        name = _value(style.find("{*}name"), "val")
        outline = _value(style.find("{*}pPr/{*}outlineLvl"), "val")
        if level := _TITLES.get(name.lower(), 0) or _heading_level(name) or _outline_level(outline):
            levels[key] = level
        bases[key] = _value(style.find("{*}basedOn"), "val")
    for key in bases:
        base, steps = bases[key], 0
        while base and base not in levels and steps < 10:  # styles based on each other in a circle
            base, steps = bases.get(base, ""), steps + 1
        if key not in levels and base in levels:
            levels[key] = levels[base]
    return levels


def _heading_level(name: str) -> int:
    match = _HEADING.fullmatch(name)
    return int(match[1]) + 1 if match else 0


def _outline_level(value: str) -> int:
    return int(value) + 2 if value.isdecimal() and int(value) < 9 else 0  # 9 is body text


def _pieces(document: Any, levels: Mapping[str, int]) -> list[Piece]:
    """The paragraphs in the file's order, those of text boxes among them; a table's rows are one each."""
    pieces: list[Piece] = []
    rows: set[Any] = set()
    for paragraph in document.iter("{*}p"):
        if not _is_word(paragraph) or _passed_over(paragraph):
            continue
        row = next(paragraph.iterancestors("{*}tr"), None)
        if row is not None and (row in rows or _is_of_values(row)):
            if row not in rows:
                rows.add(row)
                text = " ".join(filter(None, (_text(cell).strip() for cell in row.iter("{*}p"))))
                pieces += [Piece(text)] if text else []
        elif (text := _text(paragraph)).strip():
            pieces.append(Piece(text, _level(paragraph, levels)))
    return pieces


def _is_of_values(row: Any) -> bool:
    """A row of a real table, not of one that puts texts side by side: short cells of one paragraph each."""
    cells = row.findall("{*}tc")
    texts = [[_text(paragraph) for paragraph in cell.iter("{*}p")] for cell in cells]
    return len(cells) > 1 and all(len(found) == 1 and len(found[0]) <= CELL for found in texts)


def _level(paragraph: Any, levels: Mapping[str, int]) -> int:
    outline = _value(paragraph.find("{*}pPr/{*}outlineLvl"), "val")
    style = _value(paragraph.find("{*}pPr/{*}pStyle"), "val")
    return _outline_level(outline) or levels.get(style, 0)


def _text(paragraph: Any) -> str:
    """Its own characters, without those of paragraphs in text boxes inside it."""
    texts: list[str] = []
    waiting = list(reversed(paragraph))
    while waiting:
        element = waiting.pop()
        name = _local(element)
        if name in _PASSED_OVER or name in ("p", "txbxContent"):
            continue
        if name == "t":
            texts.append(element.text or "")
        texts.append(_BREAKS.get(name, ""))
        waiting.extend(reversed(element))
    return "".join(texts)


def _passed_over(element: Any) -> bool:
    return any(_local(above) in _PASSED_OVER for above in element.iterancestors())


def _is_word(element: Any) -> bool:
    """Paragraphs of drawings (`a:p`) have the same local name."""
    return "wordprocessingml" in element.tag


def _local(element: Any) -> str:
    return element.tag.rpartition("}")[2] if isinstance(element.tag, str) else ""


def _value(element: Any, name: str) -> str:
    """An attribute in the namespace of its element."""
    if element is None:
        return ""
    return str(element.get(element.tag.rpartition("}")[0] + "}" + name, ""))


def _parsed(packed: zipfile.ZipFile, name: str) -> Any:
    """The root of a part; its own entities and anything outside are left alone."""
    from lxml import etree

    with packed.open(name) as part:
        data = part.read(PART_LIMIT + 1)
    if len(data) > PART_LIMIT:
        raise InputError(f"its {name} is more than {PART_LIMIT >> 20} MiB; divide the Word file")
    parser = etree.XMLParser(resolve_entities=False, no_network=True, load_dtd=False, huge_tree=False)
    try:
        return etree.fromstring(data, parser)
    except etree.XMLSyntaxError as error:
        raise InputError(f"the Word file is damaged ({flat(str(error))[:100]}); save it anew") from None


def _promoted(pieces: list[Piece]) -> list[Piece]:
    """Without titles, the highest headings are the headlines."""
    top = min((piece.level for piece in pieces if piece.level), default=1)
    return [Piece(piece.text, max(piece.level - top + 1, 0) if piece.level else 0) for piece in pieces]
