"""The files in a ZIP, one at a time, within bounds. Nothing is ever written under a name out of a ZIP."""

import struct
import tempfile
import zipfile
import zlib
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import IO, Any, BinaryIO

from corpus.article import InputError, Skipped
from corpus.normalise import flat
from corpus.sidecar import ENDINGS, FOLDER, SIZE_LIMIT, parse_sidecar
from corpus.walk import natural, shown

# News text packs some 3 to 6 times, records that repeat themselves perhaps 30 times.
MOST_RATIO = 200  # unpacked to packed bytes, of what is larger than the next
SMALL = 1 << 20  # bytes
MEMBER_LIMIT = 256 << 20  # unpacked bytes: a JSONL file of some 120,000 articles
TOTAL_LIMIT = 2 << 30  # unpacked bytes: half a minute of unpacking
DIRECTORY_LIMIT = 8 << 20  # bytes: some 80,000 names; they all stand in memory

_DAMAGE = (
    zipfile.BadZipFile,
    zlib.error,
    EOFError,
    struct.error,
    NotImplementedError,
    RuntimeError,
    ValueError,
)


@dataclass(frozen=True, slots=True)
class Member:
    """A file in a ZIP."""

    name: str  # with its folders, / between them; relative and without ..
    file: IO[bytes]  # its content, unpacked to a temporary file with a name
    facts: Mapping[str, Any]  # what the sidecars in the ZIP say of it


def members(file: BinaryIO, password: str | None = None) -> Iterator[Member | Skipped]:
    """The files in a ZIP in natural order, each open until the next is asked for.

    What can't or must not be unpacked comes as `Skipped` with an empty path and the member as its place.

    Raises:
        InputError: the ZIP as a whole can't be read.
    """
    secret = password.encode() if password else None
    left = TOTAL_LIMIT
    with _opened(file) as packed:
        infos = {name: info for info in packed.infolist() if not _is_passed_over(name := _name(info))}
        stems = {name.rpartition(".")[0] for name in infos if not name.lower().endswith(ENDINGS)}
        sidecars = {name for name in infos if _is_sidecar(name, stems)}
        for name in sorted(infos.keys() - sidecars, key=lambda name: [natural(p) for p in name.split("/")]):
            try:
                if left <= 0:
                    raise InputError(f"more than {TOTAL_LIMIT >> 30} GiB unpacked before it; divide the ZIP")
                _check(name, infos[name], secret)
                facts: dict[str, Any] = {}
                for sidecar in _sidecars_of(name, sidecars):
                    facts |= _facts(packed, sidecar, infos[sidecar], secret)
                with tempfile.NamedTemporaryFile() as unpacked:
                    for piece in _pieces(packed, infos[name], secret):
                        unpacked.write(piece)
                        left -= len(piece)
                    unpacked.seek(0)
                    yield Member(name, unpacked.file, facts)
            except InputError as error:
                yield Skipped("", name, str(error))


def _opened(file: BinaryIO) -> zipfile.ZipFile:
    """The ZIP, if its directory is small enough to be held."""
    size = file.seek(0, 2)
    file.seek(max(0, size - (1 << 16) - 22))
    tail = file.read()
    end = tail.rfind(b"PK\x05\x06")
    if end < 0 or len(tail) < end + 22:
        raise InputError("the ZIP is cut off or damaged: its directory is missing; copy it anew")
    (directory,) = struct.unpack_from("<L", tail, end + 12)
    longer = tail.rfind(b"PK\x06\x06")  # the record of a ZIP64
    if longer >= 0 and len(tail) >= longer + 56:
        (long_directory,) = struct.unpack_from("<Q", tail, longer + 40)
        directory = max(0 if directory == 0xFFFFFFFF else directory, long_directory)
    if directory > DIRECTORY_LIMIT:
        raise InputError("more than some 80,000 files in one ZIP; unpack it and give the folder")
    try:
        return zipfile.ZipFile(file)
    except _DAMAGE as error:
        raise InputError(f"the ZIP is damaged ({error}); copy it anew") from None


def _name(info: zipfile.ZipInfo) -> str:
    """Its name in the encoding of the machine that made the ZIP: UTF-8 if marked so, often GBK if not."""
    name = info.filename
    if not info.flag_bits & 0x800:
        raw = name.encode("cp437", "replace")
        for encoding in ("utf-8", "gb18030"):
            try:
                name = raw.decode(encoding)
                break
            except UnicodeDecodeError:
                continue
    return shown(name.replace("\\", "/"))


def _is_passed_over(name: str) -> bool:
    """Folders, hidden files, and what macOS and Word put beside the files."""
    parts = name.split("/")
    hidden = any(part.startswith((".", "~$")) and part != ".." for part in parts if part != ".")
    return name.endswith("/") or hidden or parts[0] == "__MACOSX"


def _is_sidecar(name: str, stems: set[str]) -> bool:
    base = name.rpartition("/")[2]
    return base == FOLDER or (name.lower().endswith(ENDINGS) and name.rpartition(".")[0] in stems)


def _sidecars_of(name: str, sidecars: set[str]) -> list[str]:
    """Those that apply to a file, from the outermost folder's to its own."""
    parts = name.split("/")
    folders = ["".join(f"{part}/" for part in parts[:depth]) + FOLDER for depth in range(len(parts))]
    stem = name.rpartition(".")[0]
    return [path for path in (*folders, *(stem + ending for ending in ENDINGS)) if path in sidecars]


def _facts(packed: zipfile.ZipFile, name: str, info: zipfile.ZipInfo, secret: bytes | None) -> dict[str, Any]:
    try:
        _check(name, info, secret)
        if info.file_size > SIZE_LIMIT:
            raise InputError("too long")
        return parse_sidecar(b"".join(_pieces(packed, info, secret)))
    except InputError as error:
        raise InputError(f"its {name}: {error}") from None


def _check(name: str, info: zipfile.ZipInfo, secret: bytes | None) -> None:
    """Raise InputError for what must not be unpacked."""
    if name.startswith("/") or name[1:2] == ":" or ".." in name.split("/"):
        raise InputError("its path leads out of the ZIP; pack it with a plain path")
    if info.flag_bits & 1 and not secret:
        raise InputError("it is encrypted; give the password")
    if info.compress_type not in (zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED):
        raise InputError("packed by another method than deflate; pack it anew")
    if info.file_size > MEMBER_LIMIT:
        raise InputError(f"more than {MEMBER_LIMIT >> 20} MiB unpacked; unpack the ZIP and give the folder")
    if info.file_size > max(SMALL, MOST_RATIO * info.compress_size):
        raise InputError(f"it unpacks to more than {MOST_RATIO} times its size, as only a ZIP bomb does")


def _pieces(packed: zipfile.ZipFile, info: zipfile.ZipInfo, secret: bytes | None) -> Iterator[bytes]:
    """The content; never more of it than its header says, which `_check` has seen."""
    try:
        with packed.open(info, pwd=secret) as content:
            while piece := content.read(1 << 16):
                yield piece
    except _DAMAGE as error:
        raise InputError(f"it can't be unpacked ({flat(str(error))[:100]})") from None
