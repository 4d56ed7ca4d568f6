"""Questions to begin with: some that this archive answers."""

import logging
from threading import Thread

from qa import Chatbot
from qa.evaluation.draft import draft

EXAMPLES = (
    "文章里提到了哪些水库？",
    "谁是成都市水务局的局长？",
    "都江堰打造的五大IP有哪些？",
    "Which reservoirs does the page mention?",
)
COUNT = 4
DRAFTS = 24  # questions drafted to choose from: a few seconds of one core, once


class Examples:
    """Found in a thread of its own, since that takes seconds; until then the sample page's stand there."""

    def __init__(self, bot: Chatbot) -> None:
        self._bot = bot
        self._found: tuple[str, ...] | None = None
        Thread(target=self._find, daemon=True).start()

    def ready(self) -> tuple[str, ...]:
        """Those to show now."""
        return EXAMPLES if self._found is None else self._found

    def _find(self) -> None:
        try:
            self._found = tuple(answered(self._bot))
        except Exception:  # the page must stand without them too: the archive may be closed meanwhile
            logging.debug("no examples", exc_info=True)


def answered(bot: Chatbot) -> list[str]:
    """Up to four questions that `bot` answers: those of the sample page, else drafts from its articles."""
    found: list[str] = []
    for question in EXAMPLES:
        if not bot.ask(question).refused:
            found.append(question)
    if len(found) == len(EXAMPLES):
        return found
    found = []
    for one in draft(bot.archive, DRAFTS):
        question = str(one["question"])
        if one["type"] == "refuse" or question.startswith("填空"):
            continue
        right = [name for aliases in one.get("items") or [one["answers"]] for name in aliases]
        if any(name in bot.ask(question).text for name in right):
            found.append(question)
        if len(found) == COUNT:
            break
    return found
