"""What can be asked for, in the names that the whole package uses."""

import re
from typing import Literal, NamedTuple

QuestionKind = Literal["fact", "list", "count", "summary", "yes_no", "speaker", "statements", "timeline"]
Expected = Literal["person", "place", "organisation", "date", "number", ""]


class Speech(NamedTuple):
    """Who said what, as far as a question says it; `kind` is "" when it does not ask that."""

    kind: Literal["speaker", "statements", ""] = ""
    speaker: str = ""  # X of X对Y怎么看
    quotation: str = ""  # the quoted words whose speaker is asked for
    topic: str = ""  # Y of X对Y怎么看 and of 谁谈到了Y


_QUOTED = re.compile('“([^“”]*)”|「([^「」]*)」|《([^《》]*)》|"([^"]*)"|『([^『』]*)』')


def masked(text: str) -> str:
    """`text` with every quoted character made ○: what a quotation or a title asks is not asked."""
    return _QUOTED.sub(lambda m: m.group()[0] + "○" * (len(m.group()) - 2) + m.group()[-1], text)


def quoted(text: str) -> str:
    """The longest quotation in `text`, without its marks; "" for none."""
    found = [next(g for g in m.groups() if g is not None) for m in _QUOTED.finditer(text)]
    return max(found, key=len, default="")
