import contextlib

import pytest
from hypothesis import given
from hypothesis import strategies as st

from corpus import InputError
from corpus.decode import decode

SIMPLIFIED = ["成都日报", "市水务局局长说，水库工程已经开工。", "昨日，两座水库开工", "本报讯（记者 王芳）"]
TRADITIONAL = ["臺灣的報紙", "市長昨日表示，這項工程已經開始。", "新聞報導說", "記者 王芳"]


@pytest.mark.parametrize("text", SIMPLIFIED + TRADITIONAL)
@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "utf-16-le", "utf-16-be", "utf-32"])
def test_unicode_encodings(text: str, encoding: str) -> None:
    assert decode((text + "\n").encode(encoding)) == text + "\n"


@pytest.mark.parametrize("text", SIMPLIFIED)
def test_short_simplified_text_is_gb18030(text: str) -> None:
    assert decode(text.encode("gb18030")) == text


@pytest.mark.parametrize("text", TRADITIONAL)
def test_short_traditional_text_is_big5(text: str) -> None:
    assert decode(text.encode("big5")) == text


@pytest.mark.parametrize("place", [0, 31, 400])
def test_one_bad_byte_makes_no_other_encoding(place: int) -> None:
    text = "市水务局局长说，水库工程已经开工。\n" * 20
    data = text.encode()
    damaged = decode(data[:place] + b"\xff" + data[place:])
    assert damaged.replace("\ufffd", "").startswith(text[:10])
    assert len(set(damaged) - set(text)) == 1
    assert damaged.count("\ufffd") <= 4


def test_western_text_is_guessed() -> None:
    text = "Der Bürgermeister eröffnete gestern die Brücke über den Fluß. " * 5
    assert decode(text.encode("cp1252")) == text


@pytest.mark.parametrize(
    ("data", "reason"),
    [
        (b"", "empty"),
        (b" \n\n", "empty"),
        (b"\xef\xbb\xbf", "empty"),
        (b"%PDF-1.7\n%\xe2\xe3", "a PDF"),
        (b"PK\x03\x04abc", "ZIP"),
        (b"\x89PNG\r\n\x1a\n", "image"),
        (bytes(range(256)) * 20, "binary"),
    ],
)
def test_what_is_not_text_is_named(data: bytes, reason: str) -> None:
    with pytest.raises(InputError, match=reason):
        decode(data)


@given(st.binary(max_size=200))
def test_any_bytes_are_read_or_refused(data: bytes) -> None:
    with contextlib.suppress(InputError):
        assert isinstance(decode(data), str)
