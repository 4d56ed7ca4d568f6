"""Whether a sentence tells of another time than the one asked about: 今年 for 去年, 2021年 for 2022年."""

from datetime import date
from functools import lru_cache

from qa.asked import dates
from qa.finding import Finding

Days = tuple[date, date]  # both inclusive


def told_of_another(asked: str, finding: Finding) -> bool:
    """Whether the sentence of a finding names times, none of which shares a day with one that is asked about.

    今年 of a question is the year of the issue read, as that of its sentences is; without an issue's date
    nothing is known.
    """
    article = finding.article
    if article.published is None:
        return False
    wanted = _named(asked, article.published)
    told = _named(article.text[slice(*finding.sentence)], article.published) if wanted else ()
    return bool(told) and not any(
        since <= until_asked and since_asked <= until
        for since, until in told
        for since_asked, until_asked in wanted
    )


@lru_cache(maxsize=512)
def _named(text: str, today: date) -> tuple[Days, ...]:
    """The times that a text of `today` names, open ones left out."""
    return tuple((d.since, d.until) for d in dates.find(text, today) if d.since and d.until)
