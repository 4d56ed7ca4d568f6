"""What a Chinese question is about: the noun phrase that it begins with, 沪宁高铁 of 沪宁高铁什么时候开通."""

import re
from collections.abc import Sequence

from index.tagger import Token, tag
from qa.asked import chinese
from qa.asked.kinds import masked
from qa.followups.relations import relation

# Words that end the phrase a question begins with: particles, prepositions, adverbs, pronouns, conjunctions.
_ENDS = frozenset("u p d c r xc vd".split())
_LINKS = frozenset("是 有 叫 为 在 由 被 将 会 要 能 可以 达 达到 位于 属于 成为 设有 称 应 需 不".split())
_SKIPPED = frozenset("p d c u r w xc".split())  # may stand in front of it: 在…, 关于…, 那么…
_STRIPPED = frozenset("v vn vd d f TIME t q m a ad p".split())  # may stand between it and the predicate
EXPRESSWAY = "高速"  # to LAC an adjective or adverb, also in the names of expressways
_NOUNS = frozenset("n nz nw nr ns nt PER LOC ORG s".split())


def topic(text: str) -> str:
    """The noun phrase that `text` begins with, less its dates, its predicate and the attribute asked for.

    "" where it begins with a question word or a verb: 谁执导了《奥本海默》.
    """
    text = re.sub("^(?:文章|报道|报纸|新闻)(?:里|中|上)?", "", chinese.core(text))
    asks = chinese.WH.search(masked(text))
    tokens = [t for t in tag(text) if asks is None or t.end <= asks.start()]
    tokens = _ended(text, _begun(tokens))
    while tokens and _closing(text, tokens[-1], len(tokens)):
        tokens.pop()
    named = any(t.tag in _NOUNS for t in tokens)
    if not named or not re.search("[一-鿿]", text):
        return ""
    return text[tokens[0].start : tokens[-1].end]


def _begun(tokens: list[Token]) -> list[Token]:
    """`tokens` without the dates and prepositions that they begin with; a quotation mark begins a name."""
    begin = next(
        (i for i, t in enumerate(tokens) if t.tag not in ("TIME", "t", *_SKIPPED) or t.tag == "w"),
        len(tokens),
    )
    return tokens[begin:]


def _ended(text: str, tokens: list[Token]) -> list[Token]:
    """`tokens` up to the first word that a name cannot hold, outside quotation marks and titles."""
    seen = masked(text)
    for position, token in enumerate(tokens):
        word = text[token.start : token.end]
        if word == EXPRESSWAY and position:
            continue
        hidden = "○" in seen[token.start : token.end] or word in "“”《》「」-·—–）)"
        ends = not hidden and (token.tag in _ENDS or word in _LINKS or word in "，,：:；;、（(")
        if ends and not _goes_on(text, tokens, position) and not _described(text, tokens, position):
            return tokens[:position]
    return tokens


def _described(text: str, tokens: list[Token], position: int) -> bool:
    """Whether a clause before a 的 describes the noun behind it: 在家中溺亡的男子."""
    behind = tokens[position + 1 :]
    particle = text[tokens[position].start : tokens[position].end] == "的"
    clause = position > 1 and tokens[position - 1].tag in ("v", "vn", "vi")
    return particle and clause and bool(behind) and behind[0].tag in _NOUNS and not _owned(text, behind[0])


def _owned(text: str, token: Token) -> bool:
    return bool(relation(text[token.start : token.end]))


def _goes_on(text: str, tokens: list[Token], position: int) -> bool:
    """Whether a name goes on behind a bracket that closes again or a 和: 刚果（金）, 雪车和钢架雪车."""
    word, behind = text[tokens[position].start : tokens[position].end], tokens[position + 1 :]
    if word in "（(":
        return bool(re.match("[（(][^（）()]{1,6}[)）].", text[tokens[position].start :]))
    joins = word in "和与及" and position > 0 and tokens[position - 1].tag in _NOUNS | {"vn"}
    return joins and bool(behind) and behind[0].tag in _NOUNS | {"vn"}


def _closing(text: str, token: Token, count: int) -> bool:
    """Whether the last word of a phrase is no part of the name: predicate, date, the attribute asked for."""
    word = text[token.start : token.end]
    if "○" in masked(text)[token.start : token.end] or re.search(r"[A-Za-z\d]$|[-—–]", word):
        return False  # 3号 of “月船3号”, C919
    if token.start and text[token.start - 1] in "-—–":
        return False  # 月球-25号
    if word == EXPRESSWAY and count > 1:
        return False
    return token.tag in _STRIPPED or (bool(relation(word)) and count > 1)


LEAST = 2  # places in the articles from which what mostly stands beside a name is taken for part of it
MOSTLY = 0.5  # share of them


def completed(start: int, end: int, text: str, articles: Sequence[str]) -> tuple[int, int]:
    """`text[start:end]` with what mostly stands beside it in the articles: 孚能科技 for 孚.

    LAC cuts and mistakes the names that it has not met; the articles that speak of them know better.
    """
    while end < len(text) and _beside(text[start:end], text[start : end + 1], articles):
        end += 1
    while start and _beside(text[start:end], text[start - 1 : end], articles):
        start -= 1
    return start, end


def _beside(name: str, longer: str, articles: Sequence[str]) -> bool:
    """Whether most of the places that write `name` write it as part of `longer`."""
    if re.search(r"[\W\d第一二三四五六七八九十]", longer.replace(name, "", 1)):
        return False  # 公园二期 is a part of the park
    count, whole = (sum(article.count(words) for article in articles) for words in (name, longer))
    return count >= LEAST and whole > MOSTLY * count
