"""The raw lines of a file that may be larger than memory, and their encoding."""

import io
from collections.abc import Iterator
from typing import IO

from corpus.article import InputError
from corpus.decode import encoding_of

# The longest newspaper articles are some 30,000 characters. A line far above that is not an article; it
# is passed over in pieces, without holding it in memory.
LINE_LIMIT = 4 << 20  # bytes
PROBE = 1 << 16  # bytes on which a file's encoding is judged
WIDE_LIMIT = 64 << 20  # bytes of a UTF-16 file, which must be transcoded whole


def opened(file: IO[bytes]) -> tuple[IO[bytes], str]:
    """The stream to split at LF bytes, and its encoding (always one in which LF is a single byte)."""
    file.seek(0)
    probe = file.read(PROBE)
    file.seek(0)
    if b"\r" in probe and b"\n" not in probe and b"\0" not in probe:  # lines as on old Macs
        file = io.BytesIO(_whole(file).replace(b"\r", b"\n"))
        probe = probe.replace(b"\r", b"\n")
    whole_lines = probe[: probe.rfind(b"\n") + 1] or probe
    lines = [line for line in whole_lines.split(b"\n") if not line.isascii()]
    utf8 = sum(_is_utf8(line) for line in lines)
    if b"\0" not in probe and utf8 * 2 > len(lines):
        return file, "utf-8"  # a bad line among good ones must not turn the whole file into another encoding
    encoding = _encoding(whole_lines)
    if encoding.startswith(("utf-16", "utf-32")):
        return io.BytesIO(_whole(file).decode(encoding, "replace").encode("utf-8", "replace")), "utf-8"
    return file, "utf-8" if encoding == "utf-8-sig" else encoding


def _whole(file: IO[bytes]) -> bytes:
    data = file.read(WIDE_LIMIT + 1)
    if len(data) > WIDE_LIMIT:
        raise InputError(f"a UTF-16 file of more than {WIDE_LIMIT >> 20} MiB; save it as UTF-8")
    return data


def _encoding(probe: bytes) -> str:
    """`encoding_of`, allowing for a character cut at the end of the probe."""
    for cut in range(4):
        try:
            return encoding_of(probe[: len(probe) - cut])
        except InputError as error:
            problem = error
    raise problem


def _is_utf8(line: bytes) -> bool:
    try:
        line.decode("utf-8")
    except UnicodeDecodeError:
        return False
    return True


def lines_of(stream: IO[bytes]) -> Iterator[bytes]:
    """Lines with their ends; of one that is too long, its first LINE_LIMIT + 1 bytes."""
    while raw := stream.readline(LINE_LIMIT + 1):
        yield raw
        while len(raw) > LINE_LIMIT and not raw.endswith(b"\n"):
            raw = stream.readline(LINE_LIMIT + 1) or b"\n"


def decoded(raw: bytes, encoding: str) -> str:
    """One of `lines_of` as text; raises InputError if it is too long or not in this encoding."""
    if len(raw) > LINE_LIMIT:
        raise InputError(f"a line of more than {LINE_LIMIT >> 20} MiB; give one article a line")
    try:
        return raw.decode(encoding).removeprefix("\ufeff")
    except UnicodeDecodeError as error:
        raise InputError(f"not valid {encoding} at byte {error.start}; save the file as UTF-8") from None
