"""Text normalised once, before any offset into it exists.

Changed: NFC; full-width Latin letters, digits and the signs of numbers and addresses become half-width;
every kind of blank becomes one space; line ends become LF; invisible characters (zero width,
bidirectional controls, byte-order marks, soft hyphens, variation selectors) and control characters are
dropped; lone surrogates become U+FFFD, so that the text can always be stored as UTF-8.

Kept: Chinese punctuation stays full-width (，。？！：；（）), quotation marks stay as printed, traditional
characters stay traditional. A quote must look like its source.

Blanks of layout go: those inside Chinese punctuation (， 学员) and those of letter-spaced words
(成 都 日 报). Other blanks between Chinese characters carry meaning (the two halves of a headline, the
names of a byline) and stay.
"""

import re
import unicodedata

HAN = "\u3007\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff\U00020000-\U0003134f"  # inside a regular expression's []

_NARROW = {
    wide: wide - 0xFEE0
    for wide in range(0xFF01, 0xFF5F)
    if chr(wide - 0xFEE0).isalnum() or chr(wide) in "％＋－／＠＃＆＝＿．＄"
}
_DROPPED = (
    *range(0x00, 0x20),
    *range(0x7F, 0xA0),
    0xAD,
    0x61C,
    0x180E,
    *range(0x200B, 0x2010),
    *range(0x202A, 0x202F),
    *range(0x2060, 0x2070),
    *range(0xFE00, 0xFE10),
    0xFEFF,
    *range(0xFFF9, 0xFFFC),
    *range(0xE0001, 0xE01F0),
)
_LINE_ENDS = (0x0A, 0x0B, 0x0C, 0x85, 0x2028, 0x2029)
_BLANKS = (0x09, 0xA0, 0x1680, *range(0x2000, 0x200B), 0x202F, 0x205F, 0x3000)
_TABLE: dict[int, int | str | None] = {
    **dict.fromkeys(_DROPPED),
    **_NARROW,
    **dict.fromkeys(range(0xD800, 0xE000), "\ufffd"),
    **dict.fromkeys(_LINE_ENDS, "\n"),
    **dict.fromkeys(_BLANKS, " "),
}

# A text has few characters to change: replacing those found is six times as fast as translating all of it.
# Two sets, because one that reaches beyond the basic plane is slow.
_CHANGING = re.compile(
    "[" + "".join(re.escape(chr(c)) for c in sorted(_TABLE) if c != 0x0A and c < 0x10000) + "]"
)
_CHANGING_BEYOND = re.compile("[\U000e0001-\U000e01ef]")
_SPACES = re.compile(r" {2,}")
_LINE_EDGES = re.compile(r" *\n *")
# Beginning with the blank itself, which is found quickly.
_PUNCTUATED = re.compile(r" (?:(?<=[，。、；：（“‘《〈【「『] )|(?=[，。、；：？！）”’》〉】」』]))")
_LONE = re.compile(f" [{HAN}] ")
_LETTER_SPACED = re.compile(rf"(?<![{HAN}])[{HAN}](?: [{HAN}]){{2,}}(?![{HAN}])")


def normalise(text: str) -> str:
    """`text` as every later stage sees it; line breaks kept as LF. Applying it twice changes nothing."""
    if "\r" in text:
        text = text.replace("\r\n", "\n").replace("\r", "\n")
    if not (text.isascii() and text.isprintable()):
        text = _CHANGING.sub(_changed, text)
        text = _CHANGING_BEYOND.sub("", text)
    if not unicodedata.is_normalized("NFC", text):
        text = unicodedata.normalize("NFC", text)
    if " " in text:
        if "  " in text:
            text = _SPACES.sub(" ", text)
        if " \n" in text or "\n " in text:
            text = _LINE_EDGES.sub("\n", text)
        text = _PUNCTUATED.sub("", text)
        if _LONE.search(text):
            text = _LETTER_SPACED.sub(lambda match: match[0].replace(" ", ""), text)
        text = text.strip(" ")
    return text


def _changed(match: re.Match[str]) -> str:
    new = _TABLE[ord(match[0])]
    return chr(new) if isinstance(new, int) else new or ""


def flat(text: str) -> str:
    """`text` normalised on one line: for titles, names and other short fields."""
    return normalise(" ".join(text.split()))
