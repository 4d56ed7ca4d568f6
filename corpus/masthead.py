"""What a newspaper page says about itself: its masthead, its furniture, and whose report this is.

Each function judges one normalised line by its form. Whether the line may be judged at all (it must not
be part of a running sentence) is for the caller to say.
"""

import re
from dataclasses import dataclass
from datetime import date

from corpus.fields import find_date
from corpus.normalise import HAN

_H = f"[{HAN}]"
_NAME = rf"{_H}{{2,4}}(?:·{_H}{{2,6}})?"  # a person's
_PAPER = (
    rf"{_H}{{1,7}}?(?:[日晚早晨时時商快新导導周京汇匯军軍]|都市|青年|经济|經濟|参考|參考)[报報]"
    rf"|{_H}{{2,6}}(?:周末|周刊|参考消息)"
)
_ENGLISH_PAPER = (
    r"(?:The )?(?:[A-Z][A-Za-z]+ ){0,4}"
    r"(?:Daily|Times|Post|News|Herald|Tribune|Gazette|Journal|Chronicle|Mail)"
    r"(?: [A-Z][a-z]+)?"
)
_ROLE = (
    r"(?:首席|见习|見習|实习|實習|特约|特約|全媒体|本刊|驻\w{2,8})?"
    r"(?:记者|記者|通讯员|通訊員|评论员|評論員|撰稿人?|实习生)"
)

_STANDING = re.compile(rf"(?:{_PAPER}|{_ENGLISH_PAPER})")
_WEEKDAY = re.compile(r"(?:星期|礼拜|周|週)[一二三四五六日天]|(?:Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)day")
_LUNAR = re.compile(
    rf"(?:农历|農曆)?(?:{_H}{{2}}年)?闰?[正一二三四五六七八九十冬腊]{{1,2}}月[初十廿卅一二三四五六七八九]{{2,3}}"
)
_FULL_DATE = re.compile(r"\d{4}\s*[-/.年]\s*\d{1,2}\s*[-/.月]\s*\d{1,2}\s*日?")
_MONTHS = "January|February|March|April|May|June|July|August|September|October|November|December"
_ENGLISH_DATE = re.compile(rf"({_MONTHS}) (\d{{1,2}}), (\d{{4}})")
_PAGE = re.compile(
    r"第?\s*([A-Z]?\d{1,3})\s*[版页頁](?!\w*[年月])|[Pp]age ([A-Z]?\d{1,3})"
    r"|^([A-Z]?\d{1,2})(?=$| )|(?<= )([A-Z]?\d{1,2})$"
)
# The issue's number, its size and registration, beside the date.
_ISSUE = re.compile(
    r"总?第\s*\d+\s*[期号]|今日\s*\w{1,3}\s*版|国内统一(?:连续出版物号|刊号)\s*[:：]?|CN\s?\d\d\s?[-—]\s?\d{4}"
    r"|(?:邮发)?代号\s*[:：]?\s*\d+\s?-\s?\d+|https?://\S+|www\.\S+"
)
_SECTION = re.compile(
    r"(?:本[报市省地]|国内|国际|今日)?(?:要闻|要聞|时政|综合|綜合|本地|国内|國內|国际|國際|经济|財經|财经|社会|社會|民生|文化|体育|體育|教育"
    r"|科技|健康|副刊|评论|評論|观点|专题|专版|特刊|特别报道|焦点|头版|頭版|城事|区县|深度|理论|法治|旅游|娱乐|生活|都市|视点|关注|人物|港澳|两岸)"
    r"(?:新闻|新聞|版)?|News|World|Business|Sports?|Opinion|Local|National|Culture"
)
_FURNITURE = re.compile(
    r"^[◎□■●▲△▼]*(?:"
    r"(?:本版|责任|責任|责|美术|美術|值班|执行|版面|图片|视觉|文字|实习|夜班|组版)?(?:编辑|編輯|编审|主编|总编|校对|校對|组版|排版|版式|美编|责编|審讀|审读|检校|统筹|制图|监制|编委|设计)"
    r"(?:\s*[/、]\s*\w{2,4})*[:： ]"
    r"|(?:党报|新闻|读者|讀者|报料|爆料|投诉|发行|广告|廣告|订报|服务|热线|編輯部|编辑部|联系|聯絡|咨询|办公室|记者部|本报)*(?:热线|熱線|电话|電話|传真|邮箱|信箱|地址|投稿)[:：]"
    r"|(?:网址|網址|官网|社址|社長|社长|总编辑|邮编|邮政编码|零售|定价|每份|印刷|承印|广告经营许可证|国内统一|國內統一|邮发代号|刊号|新闻热线|微信公众号|官方微[博信]|扫描?二维码|扫一扫)"
    r"|广告$|最终解释权|今日\w{1,6}版|总?第\d+期|[下上][转接转接轉]第?\w{1,4}版"
    r"|(?:https?://|www\.)\S+$|[\w.]+@[\w.]+$|CN ?\d\d-\d{4}|Editors?:|Tel:|Email:|Printed by"
    r")"
)
_RULE = re.compile(r"[-=_*~—─━·•◆◇★☆※＊\s.]{3,}$")

_NAMES = rf"{_NAME}(?:[\s、,，/]+{_NAME}){{0,7}}"
_WORK = (
    r"(?:[\s/、,，]*(?:综合|整理|采写|採寫|编译|摄影)?"
    r"(?:报道|報道|報導|撰文|整理|编译|文|图|圖|摄|攝|摄影|并摄))"
)
_BYLINE = re.compile(
    rf"[□■◎●▲△◆◇/（(]*\s*(?:"
    rf"(?:{_NAMES}[\s、,，/]+)?(?:本报|本報|本刊|本社|{_H}{{2,14}}|[A-Za-z]+\s)?\s?{_ROLE}[\s:：/]*{_NAMES}"
    rf"(?:[\s、,，/并]+(?:{_H}{{2,8}})?{_ROLE}[\s:：]*{_NAMES})*{_WORK}*"
    rf"|(?:文|图|摄影|作者|撰文|整理|编译)\s*[:：/|]\s*{_NAMES}"
    rf"|[□■◎●▲△◆◇]\s*{_NAMES}{_WORK}*"
    r"|(?:By|BY) (?:[A-Z][\w.'-]+,? ?(?:and |in )?){1,8}"
    r")\s*[）)]?$"
)
_DATELINE = re.compile(
    rf"(?:\(|（)?(?:本报|本報|本刊|新华社|新華社|中新社|中新网|人民网|{_PAPER}|据\w{{2,8}})(?:{_H}{{0,8}})?"
    rf"(?:\d{{1,2}}月\d{{1,2}}日)?(?:讯|訊|电|電|专电|消息)(?=[（(\s:：])"
    rf"|(?:本报|新华社|中新社){_H}{{2,8}}\d{{1,2}}月\d{{1,2}}日(?:专)?电"
    r"|[（(【]?\s*(?:上接|紧接)\s*第?\s*[\w十]{1,3}\s*[版页頁]"
    r"|[A-Z][A-Z .]{2,24}(?:, [A-Z][a-z]+\.? \d{1,2})? ?(?:\([A-Z][\w ]+\))? ?(?:--|—|–)"
)
_ONWARD = re.compile(
    r"[（(【]?\s*(?:下转|下轉|转|轉|紧接)\s*第?\s*\w{1,3}\s*[版页頁][^（）()。]{0,12}[）)】]?$"
)
_CAPTION = re.compile(
    rf"^(?:图[为：:]|[上下左右]图(?:[为：:]|\s)|[▲△▼▽])|(?:[\s。）)]|记者|通讯员)\s*{_NAMES}\s*[摄攝][）)]?$"
    r"|[（(](?:资料|新华社|本报)?(?:图片|照片|供图)[）)]$"
)
_CREDIT = re.compile(rf"[（(]([^（）()]*{_ROLE}[^（）()]{{2,40}})[）)]")
_CREDITED_END = re.compile(
    rf"(?<=[。！？”])[（(]((?:{_ROLE}|{_H}{{2,10}}记者)\s*[^（）()]{{2,40}}|据[^（）()]{{2,12}}(?:电|报道|消息)|完)[）)]$"
)
_BYLINE_PAPER = re.compile(rf"({_PAPER})(?={_H}*(?:记者|記者))")


@dataclass(frozen=True, slots=True)
class Masthead:
    """What a page says of itself; empty where it doesn't."""

    newspaper: str = ""
    published: date | None = None
    page: str = ""
    section: str = ""


def is_rule(line: str) -> bool:
    """A line of dashes or stars between stories."""
    return bool(_RULE.match(line))


def is_furniture(line: str) -> bool:
    """A line about the making of the page: editors, telephones, addresses, prices."""
    return len(line) <= 120 and bool(_FURNITURE.search(line))


def is_contact(line: str) -> bool:
    """A line that says where to buy: advertisements have it below their slogans."""
    return bool(re.match(r"(?:地址|电话|電話|热线|熱線|广告$|订购|咨询)", line))


def is_byline(line: str) -> bool:
    """A line that only names who wrote the story."""
    return len(line) <= 80 and bool(_BYLINE.match(line))


def is_caption(line: str) -> bool:
    """A line that tells what a picture shows, or who took it."""
    return len(line) <= 120 and bool(_CAPTION.search(line))


def starts_story(paragraph: str) -> bool:
    """It begins like a report: 本报讯, 新华社北京3月20日电, BEIJING, March 20 (Xinhua) --, 上接第1版."""
    return bool(_DATELINE.match(paragraph))


def goes_elsewhere(paragraph: str) -> bool:
    """It ends with where the story goes on: （下转第4版）."""
    return bool(_ONWARD.search(paragraph[-40:]))


def credit(paragraph: str) -> str:
    """The reporters named in brackets near a report's beginning: 本报讯（记者 王芳）."""
    match = _CREDIT.search(paragraph[:60])
    return match[1] if match else ""


def end_credit(paragraph: str) -> str:
    """The reporters named in brackets at a report's very end."""
    match = _CREDITED_END.search(paragraph)
    return match[1] if match else ""


def byline_newspaper(byline: str) -> str:
    """成都日报 of 成都日报锦观新闻记者 李霞; "" for 本报记者."""
    match = _BYLINE_PAPER.search(byline)
    return match[1] if match else ""


def page_number(text: str) -> str:
    """`03` of 第3版 or 03; two digits at least, so that pages sort."""
    match = _PAGE.search(text)
    number = next((group for group in match.groups() if group), "") if match else ""
    letter, digits = (number[0], number[1:]) if number[:1].isalpha() else ("", number)
    return letter + digits.zfill(2) if digits else ""


def read_masthead(line: str) -> Masthead | None:
    """The line as part of a masthead, or None where anything else stands on it."""
    if len(line) > 60:
        return None
    published = find_date(line)
    rest = _FULL_DATE.sub(" ", line) if published else line
    if not published and (match := _ENGLISH_DATE.search(line)):
        published = _english_date(*match.groups())
        rest = line.replace(match[0], " ") if published else line
    for pattern in (_WEEKDAY, _LUNAR, *([_ISSUE] if published else [])):
        rest = pattern.sub(" ", rest)
    newspaper = _STANDING.fullmatch(rest.strip(" ,，·|")) or _first_word(rest)
    rest = rest.replace(newspaper[0], " ", 1) if newspaper else rest
    page = page_number(rest.strip(" ,|·"))
    rest = _PAGE.sub(" ", rest.strip(" ,|·")) if page else rest
    rest = rest.strip(" ,，、:：|·—-")
    section = rest if _SECTION.fullmatch(rest) or (published and re.fullmatch(rf"{_H}{{2,6}}", rest)) else ""
    if rest != section or not (published or newspaper or page or section):
        return None
    return Masthead(newspaper[0].strip() if newspaper else "", published, page, section)


def _first_word(text: str) -> re.Match[str] | None:
    words = text.split()
    return next((match for word in words if (match := _STANDING.fullmatch(word))), None)


def _english_date(month: str, day: str, year: str) -> date | None:
    try:
        return date(int(year), _MONTHS.split("|").index(month) + 1, int(day))
    except ValueError:
        return None
