"""Organisations among what LAC took for some in passing: 国家发改委 and 比亚迪, not 核心竞争力."""

import re
from collections.abc import Sequence

from index.tagger import tag_texts

# What the names of organisations end in; 原 and other offices are cut off names before.
_ENDS = re.compile(
    "[局委部厅院校会社团司学心所站厂店馆行联协盟署台队军党府办室库网报组厦处科系庭场宫寺]$|集团|公司|大学|银行"
)
_TAGS = frozenset("ORG nt".split())
TESTED = 5000  # names read by themselves: half a second; of more, those mentioned most


def organisations(names: Sequence[str]) -> set[str]:
    """Those of `names` (most mentioned first) that end as organisations do, or that LAC takes for one alone.

    In a sentence it takes many a noun for one: 高质量发展的核心竞争力.
    """
    sure = {name for name in names if _ENDS.search(name)}
    others = [name for name in names if name not in sure][:TESTED]
    read = zip(others, tag_texts(others), strict=True)
    return sure | {name for name, tokens in read if len(tokens) == 1 and tokens[0].tag in _TAGS}
