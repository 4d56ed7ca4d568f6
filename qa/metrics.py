"""How good one answer is: pure functions of the answer's text and the gold.

Every score lies in [0, 1]; where several golds are given, the best one counts.
"""

import re
import unicodedata
from collections.abc import Iterable, Sequence

# The punctuation that CMRC 2018's evaluation script leaves out. Half-width commas, full stops and
# brackets are not in its list; we keep to it, so that our numbers can be set beside published ones.
CMRC_PUNCTUATION = frozenset("-:_*^/\\~`+=，。：？！“”；’《》·、「」（）－～『』")

# The script cuts what is not Chinese with NLTK: words, numbers with their inner marks, single signs.
_WORD = re.compile(r"\d+(?:[.,]\d+)*|\w+(?:['’.]\w+)*|\S")
_MARK = re.compile(r"\s*\[\d+\]")
_NUMBER = re.compile(r"\d+(?:[,，]\d{3})*|[零〇一二两三四五六七八九十百千万]+")
# A number before a measure word is the count; the 三 of a name such as 三坝水库 is not.
_COUNTED = re.compile(rf"({_NUMBER.pattern})\s*(?=[个位座家名条项种次所处届场件部篇只辆人大类])")
_DIGITS = {c: n for n, c in enumerate("零一二三四五六七八九")} | {"〇": 0, "两": 2}
_UNITS = {"十": 10, "百": 100, "千": 1000}
_NO = re.compile(r"\s*(?:[不没未否无非]|并[不没非未无]|尚未|(?:no|not)\b)", re.IGNORECASE)
_YES = re.compile(r"\s*(?:是|对|有|已|会|能|可以|确实|yes\b)", re.IGNORECASE)
_BARE_YES_NO = re.compile(r"(?:是|是的|对|对的|有|yes|否|不|不是|没|没有|no)", re.IGNORECASE)
_LIST_BREAK = re.compile(r"[、，,；;\n]|和(?=\S)")


def without_marks(text: str) -> str:
    """The answer's text without its `[n]` citation marks."""
    return _MARK.sub("", text).strip()


def segment(text: str) -> list[str]:
    """CMRC 2018's mixed segmentation: Chinese by character, the rest by word, punctuation left out.

    Source: Cui et al. 2019, "A Span-Extraction Dataset for Chinese Machine Reading Comprehension"
    (EMNLP), evaluation script. There NLTK cuts the words; we cut at spaces and signs, which differs
    only for contractions and abbreviations ("don't" is one word here).
    """
    segments: list[str] = []
    run = ""
    for char in "".join(c for c in text.lower().strip() if c not in CMRC_PUNCTUATION):
        if "\u4e00" <= char <= "\u9fa5":
            segments += [*_WORD.findall(run), char]
            run = ""
        else:
            run += char
    return segments + _WORD.findall(run)


def _plain(text: str) -> str:
    return "".join(c for c in text.lower().strip() if c not in CMRC_PUNCTUATION)


def exact_match(prediction: str, answers: Iterable[str]) -> float:
    """1 where the prediction is one of the answers once lower-cased and without punctuation (CMRC 2018)."""
    return float(_plain(prediction) in {_plain(answer) for answer in answers})


def _longest_common_run(a: Sequence[str], b: Sequence[str]) -> int:
    best = 0
    previous = [0] * (len(b) + 1)
    for left in a:
        row = [0] * (len(b) + 1)
        for j, right in enumerate(b, 1):
            if left == right:
                row[j] = previous[j - 1] + 1
                best = max(best, row[j])
        previous = row
    return best


def _longest_common_subsequence(a: Sequence[str], b: Sequence[str]) -> int:
    previous = [0] * (len(b) + 1)
    for left in a:
        row = [0]
        for j, right in enumerate(b, 1):
            row.append(previous[j - 1] + 1 if left == right else max(previous[j], row[-1]))
        previous = row
    return previous[-1]


def _harmonic(common: int, predicted: int, gold: int) -> float:
    return 2 * common / (predicted + gold) if common else 0.0


def f1(prediction: str, answers: Iterable[str]) -> float:
    """Character F1 of CMRC 2018: over the longest *contiguous* run of segments that both share.

    Precision is that run's length over the prediction's, recall over the gold's (see `segment`).
    """
    ours = segment(prediction)
    golds = [segment(answer) for answer in answers]
    return max((_harmonic(_longest_common_run(ours, g), len(ours), len(g)) for g in golds), default=0.0)


def rouge_l(prediction: str, answers: Iterable[str]) -> float:
    """ROUGE-L with equal weights: F1 over the longest common subsequence of segments (Lin 2004)."""
    ours = segment(prediction)
    golds = [segment(answer) for answer in answers]
    return max(
        (_harmonic(_longest_common_subsequence(ours, g), len(ours), len(g)) for g in golds), default=0.0
    )


def contains(prediction: str, answers: Iterable[str]) -> float:
    """1 where the prediction contains one of the answers, segment by segment.

    The "accuracy" of RGB (Chen et al. 2024) and the string match of ALCE (Gao et al. 2023). By
    segments, so that the number 5 isn't found in 2025. Where the gold is a bare yes or no, 1 where the
    prediction begins with the same: 是 is part of 不是.
    """
    answers = list(answers)
    if answers and all(map(_BARE_YES_NO.fullmatch, answers)):
        return float(yes_no(prediction) is yes_no(answers[0]))
    ours = segment(prediction)
    golds = [segment(answer) for answer in answers]
    return float(any(g and _longest_common_run(ours, g) == len(g) for g in golds))


def yes_no(text: str) -> bool | None:
    """What an answer to a yes-no question begins with; None where it begins with neither."""
    if _NO.match(text):
        return False
    return True if _YES.match(text) else None


def listed(text: str) -> list[str]:
    """The names in an answer that lists them in prose: split at 、 ， ； and the last 和."""
    return [name for part in _LIST_BREAK.split(without_marks(text)) if (name := part.strip(" 。.：:"))]


def _name(text: str) -> str:
    """A name as it is compared: widths and case made equal, letters and digits kept."""
    return "".join(c for c in unicodedata.normalize("NFKC", text).lower() if c.isalnum())


def matched(predicted: Sequence[str], gold: Sequence[Sequence[str]]) -> int:
    """How many gold items the predicted names cover, one name to one item and one item to one name.

    `gold` holds a group of aliases per item; a name fits an item when it equals one of its aliases
    but for width, case, spaces and punctuation. Two items may share an alias, so this is a maximum matching
    (Kuhn 1955, by augmenting paths).
    """
    names = list(dict.fromkeys(_name(name) for name in predicted))
    groups = [{_name(alias) for alias in aliases} for aliases in gold]
    holder: dict[int, str] = {}

    def place(name: str, tried: set[int]) -> bool:
        for index, group in enumerate(groups):
            if name in group and index not in tried:
                tried.add(index)
                if index not in holder or place(holder[index], tried):
                    holder[index] = name
                    return True
        return False

    return sum(place(name, set()) for name in names)


def other_than(predicted: Sequence[str], optional: Sequence[Sequence[str]]) -> list[str]:
    """The predicted names without those that may be given or left out."""
    passed = {_name(alias) for aliases in optional for alias in aliases}
    return [name for name in predicted if _name(name) not in passed]


def list_scores(predicted: Sequence[str], gold: Sequence[Sequence[str]]) -> dict[str, float]:
    """Precision, recall and F1 of a list, and QAMPARI's recall-5.

    Repeated names count once. Recall-5 takes five right items for a full answer, however long the
    gold list is (QAMPARI, Amouyal et al. 2022, as ALCE, Gao et al. 2023, reports it).
    """
    found = matched(predicted, gold)
    names = len({_name(name) for name in predicted})
    return {
        "list_precision": found / names if names else 0.0,
        "list_recall": found / len(gold) if gold else 0.0,
        "list_f1": _harmonic(found, names, len(gold)),
        "list_recall_5": min(1.0, found / min(5, len(gold))) if gold else 0.0,
    }


def number(text: str) -> int | None:
    """The count that a text states, in digits or Chinese numerals (below 100 million).

    The first number before a measure word (2 座), else the first number.
    """
    plain = without_marks(text)
    found = _COUNTED.search(plain) or _NUMBER.search(plain)
    if found is None:
        return None
    digits = found.group().strip()
    return int(re.sub("[,，]", "", digits)) if digits[0].isdecimal() else _chinese_number(digits)


def _chinese_number(numerals: str) -> int:
    total = section = digit = 0
    for char in numerals:
        if char == "万":
            total, section, digit = (total + section + digit or 1) * 10_000, 0, 0
        elif char in _UNITS:
            section, digit = section + (digit or 1) * _UNITS[char], 0
        else:
            digit = digit * 10 + _DIGITS[char] if digit else _DIGITS[char]
    return total + section + digit


def count_exact(text: str, items: int, gold: int) -> float:
    """1 where the answer's number is the gold count; without a number, its `items` are counted."""
    stated = number(text)
    return float((items if stated is None else stated) == gold)
