"""Whether a place in the articles tells of somebody or something else than a sentence does."""

import re
from collections.abc import Sequence
from functools import lru_cache

from index.fold import fold
from index.tagger import tag
from qa.generation.claims import holds_name, names, people

HEAD = 2  # characters of a name that say what it is: 汽车, 银行


def another(subject: Sequence[str], clause: str, near: str) -> bool:
    """Whether `near` says it of somebody else than the clause does: 甲5人 where the text has 乙5人.

    Only names in the same place of their clauses stand for one another: 全线设甲站和乙站 is not said of 甲站.
    """
    folded = fold(near)
    ours = [name for name in subject if not holds_name(name, folded)]
    said = fold(clause) + "\n" + "\n".join(map(fold, subject))
    theirs = [name for name in names(near) if not holds_name(name, said)]
    persons = people(clause) | people("，".join(subject)), people(near)
    alike = [*((sibling(name, near), said) for name in ours), *((sibling(n, clause), folded) for n in theirs)]
    if any(other and fold(other) not in held for other, held in alike):
        return True
    return any(
        (one in persons[0]) == (other in persons[1]) and places(one, clause) & places(other, near)
        for one in ours
        for other in theirs
    )


@lru_cache(maxsize=4096)
def places(name: str, text: str) -> frozenset[str]:
    """Whether `name` stands "before" the first verb of a clause of `text` or "behind" it, or both.

    Before it where the clause doesn't hold it: it is what the clause goes on about.
    """
    found = set()
    for clause in re.finditer(r"[^，,；;：:。！？!?\n]+", text):
        verbs = [token.start for token in tag(clause.group()) if token.tag in ("v", "vd")]
        first = min(verbs, default=len(clause.group()))
        for match in re.finditer(re.escape(name), clause.group()):
            found.add("before" if match.start() <= first else "behind")
    return frozenset(found or {"before"})


_POINTING = re.compile(r"[这该此那本各某每几两全整]|[一二三四五六七八九十\d]+[座家个条项种名位所]$")
_BEGIN = r"(?:^|[，,。；;：:、！？“《（(\s]|其中|[而和与及])"
_MODIFIER = frozenset("a n nz nw nr ns nt v vn PER LOC ORG".split())


def sibling(name: str, text: str) -> str:
    """What a clause of `text` begins with that is of the kind of `name`: 理想汽车 for 小鹏汽车; else ""."""
    head = name[-HEAD:]
    if len(name) <= HEAD:
        return ""
    for match in re.finditer(rf"{_BEGIN}(\w{{2,4}}?){re.escape(head)}", text):
        before = match.group(1)
        if before + head in name or _POINTING.search(before):
            continue
        if {token.tag for token in tag(before)} <= _MODIFIER:
            return before + head
    return ""
