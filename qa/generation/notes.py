"""In a line: why a chat model's words don't stand, or what of them was left out."""


def as_it_is(english: bool) -> str:
    """Of an answer that no model is to word."""
    if english:
        return "A long list, a timeline or versions that differ are given as they are found."
    return "较长的名单、时间线和不一致的说法按查得的结果直接给出。"


def fallen_back(english: bool, why: str, unsaid: bool, said: int, kept: int) -> str:
    """Why the extractive answer stands: `why` the model stopped, or what became of what it `said`."""
    if english:
        if not why and unsaid:
            why = "the model says that the excerpts don't answer"
        elif not why and not said:
            why = "the model said nothing"
        elif not why:
            why = f"the excerpts bear out {kept} of the model's {said} sentences"
        return f"This answer is in the articles' own words: {why}."
    if not why and unsaid:
        why = "模型认为摘录没有回答"
    elif not why and not said:
        why = "模型没有作答"
    elif not why:
        why = f"模型的 {said} 句话中只有 {kept} 句有摘录支持" if kept else f"模型的 {said} 句话都没有摘录支持"
    return f"以下是摘录中的回答：{why}。"


def another_answer(english: bool) -> str:
    """Why the extractive answer stands where the model words something else."""
    if english:
        return "This answer is in the articles' own words: the model gives another, which nothing explains."
    return "以下是摘录中的回答：模型所写的与查得的结果不同。"


def left_out(english: bool, why: str, said: int, kept: int, marked: bool) -> str:
    """What of the model's words was left out or marked; "" where all of them stand."""
    parts = [why] if why else []
    if english:
        if kept < said:
            done = "are marked" if marked else "are left out"
            parts.append(f"{said - kept} of the model's {said} sentences, which no excerpt bears out, {done}")
        return f"{'; '.join(parts)}." if parts else ""
    if kept < said:
        done = "已注明“未证实”" if marked else "已略去"
        parts.append(f"模型的 {said} 句话中有 {said - kept} 句没有摘录支持，{done}")
    return f"{'；'.join(parts)}。" if parts else ""


def unproved(english: bool) -> str:
    """What stands behind a sentence that no excerpt bears out, where it is shown."""
    return " (unverified)" if english else "（未证实）"


def also(english: bool) -> str:
    """What leads up to the items of a list that a model left out."""
    return "Also: " if english else "此外还有："


def namely(english: bool) -> str:
    """What leads up to the items of a list of which a model only gave the number."""
    return "They are: " if english else "分别是："
