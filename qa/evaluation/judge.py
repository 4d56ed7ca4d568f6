"""Whether cited quotes bear out what an answer says: citation recall and precision after ALCE.

Gao et al. 2023, "Enabling Large Language Models to Generate Text with Citations", ask a model of
entailment; here the judge is an argument, and the one by default compares numbers, names and wording.
"""

import json
import re
from collections.abc import Callable
from pathlib import Path
from typing import Any

from corpus.normalise import HAN
from qa.wording import DIFFERING

Judge = Callable[[str, str, str], bool]  # question, claim, evidence → does the evidence bear the claim out
Claim = tuple[str, tuple[int, ...]]  # what is said, and the numbers of the citations that it names

_REMARKS = frozenset(remark for remarks in DIFFERING.values() for remark in remarks)
_MARKS = re.compile(r"(?:\s*\[\d+\])+")
_SENTENCE = re.compile(r"[^。！？!?\n]*[。！？!?\n]*[”’」』）)]*(?:\s*\[\d+\])*")
# With its unit, since 2.4 公里 doesn't bear out 2.4 亿元. Chinese numerals only before one: 三坝 is a name.
_UNITS = "年月日号时点分秒个位名家座条项种次所处米公里元亿万人吨度届岁%‰"
_NUMBER = re.compile(rf"\d+(?:\.\d+)?[{_UNITS}]?|[零〇一二两三四五六七八九十百千万亿]+[{_UNITS}]")
_COUNTED = "个位名家座条项种次所处届只辆部篇"
_HAN_RUN = re.compile(f"[{HAN}]+")
_ASKING = re.compile(
    rf"叫?什么(?:名字)?|[哪几][些里儿{_COUNTED}]?|谁|多少[{_COUNTED}]?|多[大长高久]|如何|怎[么样]|为何|何[时地]"
    r"|吗|呢|请问|是|的|了|有|(?:文章|文中|报道)里?|提到"
)
_NAMES = ("PER", "LOC", "ORG", "nr", "ns", "nt", "nz", "nw")
# A claim without a verb of its own ("三坝水库") says something only together with its question.
_PHRASE = 12  # Chinese characters; longer claims are sentences
# Both shares were set on half of tests/data/support_pairs.jsonl.
_CLAIM_SHARE = 0.6  # of the claim's character pairs that must stand in the evidence
_QUESTION_SHARE = 0.6  # of the question's, where the claim is a phrase


def claims(text: str) -> list[Claim]:
    """An answer's statements: its sentences, cut further where marks stand between (甲[1]、乙[2]).

    A sentence without marks is a claim without citations. Words after the last mark of a sentence
    belong to the claim before them; words before a colon announce a list and claim nothing, nor does the
    remark that the cited versions differ.
    """
    found: list[Claim] = []
    for remark in _REMARKS:
        text = text.removesuffix(remark)
    for sentence in _SENTENCE.findall(text):
        start = 0
        pieces: list[Claim] = []
        for marks in _MARKS.finditer(sentence):
            said = re.sub(r"^[^：:]*[：:](?=.)", "", sentence[start : marks.start()]).strip(" 、，,；;和。")
            numbers = tuple(int(n) for n in re.findall(r"\d+", marks.group()))
            if _says(said):
                pieces.append((said, numbers))
            start = marks.end()
        rest = sentence[start:].strip(" 、，,；;")
        if _says(rest) and not pieces:
            pieces.append((rest, ()))
        elif _says(rest):
            pieces[-1] = (pieces[-1][0] + rest, pieces[-1][1])
        found += pieces
    return found


def _says(text: str) -> bool:
    return any(c.isalnum() for c in text)


def citation_scores(question: str, text: str, quotes: dict[int, str], judge: Judge) -> dict[str, float]:
    """ALCE's citation recall and precision of one answer; empty where it says nothing.

    Recall: the share of claims that have a citation and whose quotes together bear them out.
    Precision: the share of citations, counted once per claim, that are needed: their claim is borne
    out, and they bear it out alone or the others don't without them. Both are 0 without citations.
    """
    made = claims(text)
    if not made:
        return {}
    borne, cited, needed = 0, 0, 0
    for claim, numbers in made:
        evidence = {n: quotes[n] for n in dict.fromkeys(numbers) if n in quotes}
        cited += len(set(numbers))  # a mark that names no citation is a citation that bears nothing out
        if not evidence or not judge(question, claim, "\n".join(evidence.values())):
            continue
        borne += 1
        for n, quote in evidence.items():
            others = "\n".join(q for m, q in evidence.items() if m != n)
            needed += judge(question, claim, quote) or not (others and judge(question, claim, others))
    return {
        "citation_recall": borne / len(made),
        "citation_precision": needed / cited if cited else 0.0,
    }


def by_wording(question: str, claim: str, evidence: str) -> bool:
    """The default judge: the evidence holds the claim's numbers, its names and most of its wording.

    Names are those that the tagger finds, wording is pairs of Chinese characters. A claim that is a
    mere phrase must stand in the evidence word for word, and the evidence must hold the question's
    names and most of its wording too (questions in other languages are not compared). Blind to
    negation and to who did what to whom; `agreement` says how often it is right.
    """
    ours, theirs = _folded(claim), _folded(evidence)
    if not all(any(t.startswith(n) for t in _NUMBER.findall(theirs)) for n in _NUMBER.findall(ours)):
        return False
    if len("".join(_HAN_RUN.findall(ours))) > _PHRASE or ours not in theirs:
        return _holds_names(theirs, ours) and _share(ours, theirs) >= _CLAIM_SHARE
    asked = _folded(question)
    if not _HAN_RUN.search(asked):
        return True
    return _holds_names(theirs, asked) and _share(_ASKING.sub(" ", asked), theirs) >= _QUESTION_SHARE


def _folded(text: str) -> str:
    return re.sub(r"(?<=\d)[,，](?=\d{3})", "", text.lower()).strip(" 。.")


def _holds_names(evidence: str, text: str) -> bool:
    from index.tagger import tag

    names = [text[t.start : t.end] for t in tag(text) if t.tag in _NAMES and t.end - t.start > 1]
    latin = re.findall(r"[a-z][a-z0-9]+", text)
    return all(name in evidence or _short(name) in evidence for name in latin + names)


def _short(name: str) -> str:
    """As a local paper writes it: 市水务局 for 成都市水务局, 成都 for 成都市."""
    local = re.sub(f"^[{HAN}]{{2,3}}(?=[省市县州][{HAN}]{{2}})", "", name)
    return local.rstrip("省市县区") if len(local) > 2 else local


def _share(text: str, evidence: str) -> float:
    """The share of the text's pairs of neighbouring Chinese characters that the evidence has; 1 of none."""
    pairs = {run[i : i + 2] for run in _HAN_RUN.findall(text) for i in range(len(run) - 1)}
    return sum(pair in evidence for pair in pairs) / len(pairs) if pairs else 1.0


def agreement(judge: Judge, pairs: str | Path) -> tuple[int, int]:
    """On how many of a file's labelled pairs the judge agrees with the person: (agreed, pairs).

    One JSON object a line: question, claim, evidence, supported (true or false).
    """
    rows: list[dict[str, Any]] = [
        json.loads(line) for line in Path(pairs).read_text("utf-8").splitlines() if line.strip()
    ]
    agreed = sum(judge(r["question"], r["claim"], r["evidence"]) is r["supported"] for r in rows)
    return agreed, len(rows)
