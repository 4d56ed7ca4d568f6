"""Bytes to text: the one place where an encoding is judged."""

import codecs
import re
from collections.abc import Iterator

from corpus.article import InputError

# The commonest characters of Chinese newspapers, simplified and traditional. Detectors built on long
# texts fail on a headline; the share of such characters tells GB18030 from Big5 in a dozen of them.
COMMON = frozenset(
    "的一是在不了有和人这中大为上个国我以要他时来用们生到作地于出就分对成会可主发年动同工也能下过子说产种面而方后多定行学法所"
    "民得经十三之进着等部度家电力里如水化高自二理起小物现实加量都两体制机当使点从业本去把性好应开它合还因由其些然前外天政四日那"
    "社义事平形相全表间样与关各重新线内数正心反你明看原又么利比或但质气第向道命此变条只没结解问意建月公无系军很情者最立代想已通"
    "并提直题党程展五果料象员革位入常文总次品式活设及管特件长求老头基资边流路级少图山统接知较将组见计别她手角期根论运农指几九区"
    "强放决西被干做必战先回则任取据处队南给色光门即保治北造百规热领七海口东导器压志世金增争济阶油思术极交受联什认六共权收证改清"
    "己美再采转更单风切打白教速花带安场身车例真务具万每目至达走积示议声报斗完类八离华名确才科张信马节话米整空元况今集温传土许步"
    "群广石记需段研界拉林律叫且究观越织装影算低持音众书布复容儿须际商非验连断深难近矿千周委素技备半办青省列习响约支般史感劳便团"
    "往酸历市克何除消构府称太准精值号率族维划选标写存候毛亲快效院查江型眼王按格养易置派层片始却专状育厂京识适属圆包火住调满县局"
    "這個為來時們說對會後過發動產學經進種麼義裡們國實現體機點與關應開電車長東還樣業務數條話問題報記員書議區總統聯選舉組織際灣"
    "臺北縣縣廳處導師歲萬億並給證據傳媒單價獎環境線辦護權黨衛訊計畫認識變設該將於從與無論達題類"
    "，。、：；？！“”‘’（）《》「」『』—…·　％０１２３４５６７８９"
)


def decode(data: bytes) -> str:
    """The text of a whole file.

    Byte-order marks first, then UTF-8, then whichever of GB18030, Big5 and UTF-16 gives the largest share
    of common Chinese characters, then charset-normalizer's guess. In UTF-8 a damaged character in a
    hundred becomes U+FFFD: one bad byte must not make another encoding of a whole page.

    Raises:
        InputError: the bytes are empty or not text, with what they look like.
    """
    if text := _damaged_utf8(data):
        return text.removeprefix("\ufeff")
    return data.decode(encoding_of(data)).removeprefix("\ufeff")


def encoding_of(data: bytes) -> str:
    """The name of a codec that decodes all of `data`; see `decode`."""
    if not data.strip(b" \t\r\n\0\xef\xbb\xbf\xff\xfe"):
        raise InputError("the file is empty; nothing to read")
    if kind := _binary_kind(data):
        raise InputError(f"this is {kind}, not text; save it as text (UTF-8) first")
    for mark, name in _MARKS:
        if data.startswith(mark) and _decodes(data, name):
            return name
    if b"\0" not in data and _decodes(data, "utf-8"):
        return "utf-8"
    judged = max(_judged(data), default=(0.0, ""))
    if judged[0] >= 0.3:
        return judged[1]
    if b"\0" in data:
        raise InputError("this is binary data (it has NUL bytes), not text; save it as text (UTF-8) first")
    return _guessed(data)


_MARKS = (
    (codecs.BOM_UTF8, "utf-8-sig"),
    (codecs.BOM_UTF32_LE, "utf-32"),
    (codecs.BOM_UTF32_BE, "utf-32"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)
_MAGIC = (
    (b"%PDF-", "a PDF"),
    (b"PK\x03\x04", "a ZIP or Office file"),
    (b"\xd0\xcf\x11\xe0", "an old Office file"),
    (b"\x89PNG", "an image"),
    (b"\xff\xd8\xff", "an image"),
    (b"GIF8", "an image"),
    (b"\x1f\x8b", "a gzip file"),
    (b"\xfd7zXZ", "an xz file"),
    (b"7z\xbc\xaf", "a 7z file"),
    (b"\x7fELF", "a program"),
    (b"SQLite format 3\0", "a SQLite database"),
)


def _damaged_utf8(data: bytes) -> str:
    """The text of UTF-8 with a few bad bytes; "" if it has none, or so many that it is something else."""
    if b"\0" in data or _binary_kind(data) or _decodes(data, "utf-8"):
        return ""
    text = data.decode("utf-8", "replace")
    bad = len(re.findall("\ufffd+", text))  # one bad byte leaves up to four of them
    good = sum(character >= "\x80" for character in text)
    return text if bad * 100 <= good else ""


def _binary_kind(data: bytes) -> str:
    return next((kind for magic, kind in _MAGIC if data.startswith(magic)), "")


def _decodes(data: bytes, encoding: str) -> bool:
    try:
        data.decode(encoding)
    except UnicodeDecodeError:
        return False
    return True


def _judged(data: bytes) -> Iterator[tuple[float, str]]:
    """Each Chinese encoding that decodes `data`, with its share of common characters, 0 to 1."""
    names = (
        ("utf-16-le", "utf-16-be")
        if b"\0" in data
        else ("big5", "cp950", "gb18030", "utf-16-le", "utf-16-be")
    )
    for name in names:
        try:
            text = data.decode(name)
        except UnicodeDecodeError:
            continue
        if name.startswith("utf-16"):
            common = sum(c in COMMON or "\n" <= c < "\x7f" for c in text)
            yield common / len(text), name
        else:
            wide = [c for c in text if c >= "\x80"]
            yield sum(c in COMMON for c in wide) / len(wide), name


def _guessed(data: bytes) -> str:
    """charset-normalizer's answer, judged on the first 64 KiB (it is slow) and checked on the rest."""
    from charset_normalizer import from_bytes

    guess = from_bytes(data[: 1 << 16]).best()
    if guess is None or not _decodes(data, guess.encoding):
        raise InputError("the encoding cannot be told; save it as UTF-8")
    return guess.encoding
