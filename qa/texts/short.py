"""Short names of bodies: 工信部 of 工业和信息化部, 国台办 of 国务院台湾事务办公室."""

from collections.abc import Iterable

_TAILS = frozenset("部局委会院厅署办大协联所队")  # what a short name ends in
_LEAST, _MOST = 3, 5  # characters of a short name
_LAST = 3  # characters within which its last one stands in the full name: 委 of 委员会


def short_for(short: str, full: str) -> bool:
    """Whether `short` takes one character each of words of `full`, the first and the last word's among them.

    上海队 is not short for 上海海港队: what a name begins with is no word of it by its first character.
    """
    if not _may_be_short(short) or len(full) < len(short) + 2 or short[0] != full[0] or short[1] == full[1]:
        return False
    at = 0
    for character in short[1:-1]:
        at = full.find(character, at + 2)
        if at < 0:
            return False
    return full.find(short[-1], max(at + 2, len(full) - _LAST)) >= 0


def _may_be_short(name: str) -> bool:
    return _LEAST <= len(name) <= _MOST and name[-1] in _TAILS


def shortened(names: Iterable[str]) -> dict[str, str]:
    """Full name → its short one, where both are among `names` and no other can be meant by the short one."""
    names = set(names)
    longer: dict[tuple[str, str], list[str]] = {}
    for full in names:
        for last in {*full[-_LAST:]} & _TAILS if len(full) >= _LEAST + 2 else ():
            longer.setdefault((full[0], last), []).append(full)
    found = {}
    for short in filter(_may_be_short, names):
        meant = [full for full in longer.get((short[0], short[-1]), ()) if short_for(short, full)]
        if len(meant) == 1:
            found[meant[0]] = short
    return found
