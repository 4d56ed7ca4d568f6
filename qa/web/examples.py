"""Questions to begin with: some that this archive answers, in the reader's language."""

import logging
from itertools import islice
from threading import Thread

from qa import Chatbot
from qa.evaluation.draft import draft
from qa.web.words import LANGUAGES, Language

# Of the sample page; where it isn't in the archive, Chinese ones are drafted from its articles and English
# ones made of what news is about.
EXAMPLES: dict[Language, tuple[str, ...]] = {
    "zh": (
        "文章里提到了哪些水库？",
        "谁是成都市水务局的局长？",
        "都江堰打造的五大IP有哪些？",
        "金牛区要做好哪三大枢纽？",
    ),
    "en": (
        "Which reservoirs does the page mention?",
        "Which three hubs will Jinniu district build?",
        "How many reservoirs are mentioned?",
        "Who is the director of the Chengdu water affairs bureau?",
    ),
}
THINGS = "companies universities hospitals museums reservoirs rivers bridges districts airports parks"
COUNT = 4
DRAFTS = 24  # questions drafted to choose from: a few seconds of one core, once
_NO_SUBJECT = "距共约达超为在从据经其该本将至每"  # what a drafted question that says too little begins with


class Examples:
    """Found in a thread of its own, since that takes seconds; until then the sample page's stand there."""

    def __init__(self, bot: Chatbot) -> None:
        self._bot = bot
        self._found: dict[Language, tuple[str, ...]] = {}
        self._of = 0  # articles that there were when they were sought
        self._seek()

    def _seek(self) -> None:
        self._of = self._bot.archive.counts()[0]
        Thread(target=self._find, daemon=True).start()

    def ready(self, language: Language) -> tuple[str, ...]:
        """Those to show now; an archive that was empty is asked anew once it isn't."""
        if not self._of and self._bot.archive.counts()[0]:
            self._seek()
        return self._found.get(language, EXAMPLES[language])

    def _find(self) -> None:
        try:
            for language in LANGUAGES:
                self._found[language] = tuple(answered(self._bot, language))
        except Exception:  # the page must stand without them too: the archive may be closed meanwhile
            logging.debug("no examples", exc_info=True)


def answered(bot: Chatbot, language: Language) -> list[str]:
    """Up to four questions that `bot` answers: those of the sample page, else made for its articles."""
    found = [question for question in EXAMPLES[language] if not bot.ask(question).refused]
    if len(found) == len(EXAMPLES[language]):
        return found
    if language == "en":
        asked = (f"Which {things} do the articles mention?" for things in THINGS.split())
        return list(islice((question for question in asked if not bot.ask(question).refused), COUNT))
    found = []
    for one in draft(bot.archive, DRAFTS):
        question = str(one["question"])
        if one["type"] == "refuse" or question.startswith(("填空", *_NO_SUBJECT)):
            continue
        right = [name for aliases in one.get("items") or [one["answers"]] for name in aliases]
        if any(name in bot.ask(question).text for name in right):
            found.append(question)
        if len(found) == COUNT:
            break
    return found
