"""The blocks of a page told apart into stories, by bylines and datelines."""

from collections.abc import Sequence
from dataclasses import dataclass, field

from corpus.blocks import Block
from corpus.lines import fills, finished
from corpus.masthead import credit, end_credit, goes_elsewhere, starts_story


@dataclass(slots=True, eq=False)
class Story:
    """A run of blocks between bylines; after `headings.assign`, a whole article."""

    items: list[Block] = field(default_factory=list)  # body, and headings that stand before their text
    leads: list[Block] = field(default_factory=list)  # headings before the first paragraph: headline, deck
    bylines: list[Block] = field(default_factory=list)
    credits: list[str] = field(default_factory=list)  # reporters named in brackets within the text
    opened: bool = False  # by a byline or dateline
    closed: bool = False  # by a byline
    nearest: list[Block] = field(default_factory=list)  # stranded headings that stand right before it

    @property
    def byline(self) -> str:
        """Who wrote it, as printed."""
        return " ".join([*(block.text for block in self.bylines), *dict.fromkeys(self.credits)])

    @property
    def body(self) -> list[Block]:
        """The paragraphs without the section headings."""
        return [item for item in self.items if item.kind == "body"]

    @property
    def text(self) -> str:
        """The paragraphs' text."""
        return "\n".join(block.text for block in self.body)


def stories_of(blocks: Sequence[Block]) -> tuple[list[Story], list[Block]]:
    """The runs of body text in page order, and the headings that stand before none of them."""
    blocks = mended([block for block in blocks if block.kind not in ("masthead", "furniture")])
    roles = _byline_roles(blocks)
    runs: list[Story] = [Story()]
    chain: list[Block] = []  # headings since the last paragraph
    stranded: list[Block] = []
    for block in blocks:
        run = runs[-1]
        if run.items and _opens(block, roles):
            runs.append(run := Story())
        if block.kind == "heading" and run.items and goes_elsewhere(block.text):
            block.kind, block.parts = "body", []
        if block.kind == "heading":
            chain.append(block)
        elif block.kind == "rule" or roles.get(id(block)) == "end":
            stranded += _without_question(chain, run)
            chain = []
            if block.kind == "byline":
                signed = run if run.items or len(runs) == 1 else runs[-2]
                signed.bylines.append(block)
                signed.closed = True
            if run.items:
                runs.append(Story())
        elif block.kind == "byline":
            run.bylines.append(block)
            run.opened = True
        else:
            _take(run, chain, block, stranded)
            chain = []
            if ending := end_credit(block.text):
                run.credits.append(ending)
                run.closed = True
            if ending or goes_elsewhere(block.text):
                runs.append(Story())
    runs = [run for run in runs if run.items]
    for run in runs:
        if len(run.leads) > 1 and not all(other.leads for other in runs):
            # Perhaps other stories' headlines are among them: let their words tell.
            stranded += run.leads
            run.nearest, run.leads = run.leads, []
    return runs, stranded + chain


def _without_question(chain: list[Block], run: Story) -> list[Block]:
    """A lone question or exclamation between the last paragraph and the byline ends the story's text."""
    if len(chain) == 1 and run.items and finished(chain[0].lines[-1].text) and len(chain[0].lines) == 1:
        chain[0].kind, chain[0].parts = "body", []
        run.items += chain
        return []
    return chain


def _opens(block: Block, roles: dict[int, str]) -> bool:
    """A story begins with this block."""
    if block.kind == "heading":
        return block.level == 1
    return roles.get(id(block)) == "start" or (block.kind == "body" and starts_story(block.text))


def _take(run: Story, chain: list[Block], body: Block, stranded: list[Block]) -> None:
    """Add a paragraph with the headings that stand before it.

    Four and more headings in a row are not one story's: large type that was read out first, or last.
    """
    if len(chain) > 3:
        stranded += chain
    elif run.items:
        run.items += chain
    else:
        run.leads += chain
        run.credits += filter(None, [credit(body.text)])
        run.opened = run.opened or starts_story(body.text)
    run.items.append(body)


def _byline_roles(blocks: Sequence[Block]) -> dict[int, str]:
    """Whether each byline opens ("start") or closes ("end") its story, by block identity.

    A byline under a headline opens, one before a headline closes. Among paragraphs it closes the story if
    a dateline follows, opens the next if the story had a dateline or byline at its beginning; else it does
    what the page's other bylines do, and where none tells, it closes.
    """
    roles: dict[int, str] = {}
    for index, block in enumerate(blocks):
        if block.kind == "byline":
            before = blocks[index - 1].kind if index else ""
            after = blocks[index + 1].kind if index + 1 < len(blocks) else ""
            roles[id(block)] = _BYLINE_ROLES.get((before, after), "")
    usual = "start" if [*roles.values()].count("start") > [*roles.values()].count("end") else "end"
    signed = False  # at the beginning of the story that a block is in
    for index, block in enumerate(blocks):
        if block.kind == "body":
            signed = signed or starts_story(block.text)
        elif block.kind == "byline":
            if not roles[id(block)]:
                following = blocks[index + 1 : index + 2]
                ends = any(other.kind == "body" and starts_story(other.text) for other in following)
                roles[id(block)] = "end" if ends else "start" if signed else usual
            signed = roles[id(block)] == "start"
        elif block.kind == "rule":
            signed = False
    return roles


_BYLINE_ROLES = {
    ("heading", "body"): "start",
    ("", "body"): "start",
    ("rule", "body"): "start",
    ("body", "heading"): "end",
    ("body", ""): "end",
    ("body", "rule"): "end",
}


def mended(blocks: Sequence[Block]) -> list[Block]:
    """The blocks with paragraphs made whole that the end of a column cut in two.

    A heading that stood in the cut moves behind the paragraph. A cut whose other half isn't next is
    joined to the page's one paragraph that begins in mid-sentence, if there is just one.
    """
    kept: list[Block] = []
    for block in blocks:
        before = next((other for other in reversed(kept) if other.kind != "heading"), None)
        if block.kind == "body" and before and before.kind == "body" and _is_cut(before) and _goes_on(block):
            _glue(before, block)
            continue
        kept.append(block)
    fronts = [block for block in kept if block.kind == "body" and _is_cut(block)]
    tails = [block for block in kept if block.kind == "body" and _is_tail(block)]
    if (
        len(fronts) == len(tails) == 1
        and fronts[0] is not tails[0]
        and abs(fronts[0].column - tails[0].column) < 1
    ):
        kept = _moved(kept, fronts[0], tails[0])
    return kept


def _is_cut(block: Block) -> bool:
    """It ends in mid-sentence at a column's end."""
    last = block.lines[-1]
    return (
        bool(block.column)
        and not finished(last.text)
        and (fills(last, block.column) or last.text[-1] in "，、")
    )


def _goes_on(block: Block) -> bool:
    return not block.lines[0].indented and not starts_story(block.text)


def _is_tail(block: Block) -> bool:
    """It begins in mid-sentence: with a full line, or a mark or particle that begins no sentence."""
    if block.text[0] in "，。、；：！？）”的了们":
        return True
    return bool(block.column) and len(block.lines) > 1 and block.lines[0].narrow > block.column - 1.2


def _glue(front: Block, tail: Block) -> None:
    front.lines += tail.lines
    front.places += tail.places


def _moved(blocks: list[Block], front: Block, tail: Block) -> list[Block]:
    """`tail`'s column, up to the next byline or heading, moved behind the paragraph it completes."""
    start = blocks.index(tail)
    end = start + 1
    while end < len(blocks) and blocks[end].kind == "body" and blocks[end] is not front:
        end += 1
    if end < len(blocks) and blocks[end].kind == "byline":
        end += 1
    _glue(front, tail)
    moved = blocks[start + 1 : end]
    rest = blocks[:start] + blocks[end:]
    if front in moved:
        return [block for block in blocks if block is not tail]
    at = rest.index(front) + 1
    return rest[:at] + moved + rest[at:]
