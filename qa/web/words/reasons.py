"""Why something was left out or failed, for a Chinese reader: the sentences of corpus/, index/ and qa/.

Those are English, one line each, and name the mend. What isn't among them is shown as it is. A `{}` stands
for whatever stood there: a number or a name, or another sentence, which is put into Chinese too.
"""

import re
from functools import cache

from qa.web.words import Language

_SAID = {
    # where
    "page {}": "第 {} 页",
    "pages {} to {}": "第 {} 至 {} 页",
    "line {}": "第 {} 行",
    "article {}": "文章 {}",
    # any file
    "the file is empty; nothing to read": "文件是空的，没有内容可读",
    "the file is empty": "文件是空的",
    "{}; it is damaged or misnamed": "{}：已损坏，或扩展名不对",
    "its content is not that of a {} file": "内容不是 {} 文件",
    "no extension is not supported; {}": "没有扩展名的文件无法读取；{}",
    "{} is not supported; {}": "不支持 {} 文件；{}",
    "save it as {}": "请另存为 {}",
    "give {}": "请用 {}",
    "give one newspaper page a file, or JSONL records": "请一个文件一个版面，或用 JSONL 记录",
    "write one record a line, as .jsonl": "请一行写一条记录，存为 .jsonl",
    "unpack it and give the folder": "请解压后给出文件夹",
    "unpack it and give the file": "请解压后给出文件",
    "an article with its page takes some 100 kB": "一篇文章的网页约 100 kB",
    "more than {} pictures in it; divide the file": "里面超过 {} 张图片，请把文件拆开",
    "can't be read: {}": "无法读取：{}",
    "the folder can't be read: {}": "文件夹无法读取：{}",
    "no such file or folder; check the path": "没有这个文件或文件夹，请检查路径",
    "not a regular file": "不是普通文件",
    "its {}: {}": "它的 {}：{}",
    "{}; no file of this folder was read": "{}；这个文件夹里的文件都没有读",
    "a link to a folder; give that folder itself ({})": "是指向文件夹的链接，请直接给出那个文件夹",
    "more than {} folders deep; give this folder itself": "文件夹嵌套超过 {} 层，请直接给出这个文件夹",
    "it changed while it was read; add it again": "读取时文件有变动，请重新添加",
    "it can't be read, it is damaged or of an unknown make ({})": "无法读取：已损坏，或格式不明（{}）",
    "the same article as {}, read before": "与已读过的 {} 是同一篇文章",
    "no article on it: only masthead and page furniture": "版面上没有文章，只有报头和版式信息",
    "no article in it: only headings": "没有正文，只有标题",
    "more than {} MiB; {}": "超过 {} MiB；{}",
    "more than {} million characters: no newspaper page": "超过 {} 百万字，不像报纸版面",
    "no text": "没有 text 字段",
    # text
    "this is {}, not text; save it as text (UTF-8) first": "这是 {}，不是文本；请先另存为 UTF-8 文本",
    "this is binary data (it has NUL bytes), not text; save it as text (UTF-8) first": (
        "这是二进制数据，不是文本；请先另存为 UTF-8 文本"
    ),
    "the encoding cannot be told; save it as UTF-8": "无法判断文字编码，请另存为 UTF-8",
    "not valid {} at byte {}; save the file as UTF-8": "第 {1} 字节不是有效的 {0} 编码，请另存为 UTF-8",
    "a UTF-16 file of more than {} MiB; save it as UTF-8": "UTF-16 文件超过 {} MiB，请另存为 UTF-8",
    "a line of more than {} MiB; give one article a line": "有一行超过 {} MiB；请一行一篇文章",
    # records
    "the first line is no row of CSV ({}); name the columns": "第一行不是 CSV 表头（{}），请写明列名",
    "no column named text; the columns found are: {}": "没有名为 text 的列；现有的列是：{}",
    "the JSON is nested too deeply; a record is one flat object": "JSON 嵌套太深；一条记录是一个平铺的对象",
    "not JSON: {}; write one object a line": "不是 JSON：{}；请一行写一个对象",
    "a JSON {}, not an object; write one object a line": "是 JSON 的 {}，不是对象；请一行写一个对象",
    "{} values under {} columns; quote values that hold a separator": (
        "有 {} 个值，却只有 {} 列；含分隔符的值请加引号"
    ),
    "{}; the fields found are: {}": "{}；现有的字段是：{}",
    "the text is blank": "正文是空的",
    "published is {}; write it like 2023-03-20": "日期 published 是 {}，请写成 2023-03-20 的样子",
    "{} is a {}, not a string": "{} 是 {}，不是字符串",
    "{} is a {}, not a string; put it in quotes": "{} 是 {}，不是字符串，请加引号",
    # what lies beside a file
    "more than {} KiB; give only {}": "超过 {} KiB；只需写 {}",
    "& and * have no use here; write the values themselves": "这里不能用 & 和 *，请直接写值",
    "not YAML: {}": "不是 YAML：{}",
    "no YAML mapping; write lines like {}": "不是 YAML 键值，请写成这样的行：{}",
    "unknown field {}; give {}": "没有 {} 这个字段；可以写 {}",
    # Word, HTML
    "no Word file: it has no word/document.xml; save it as .docx anew": "不是 Word 文件，请重新另存为 .docx",
    "the Word file is damaged ({}); save it anew": "Word 文件已损坏（{}），请重新保存",
    "the Word file has no text (pictures of text are not read)": "Word 文件里没有文字（图片里的字不读）",
    "its {} is more than {} MiB; divide the Word file": "其中 {} 超过 {} MiB，请拆分 Word 文件",
    "an old Office file, or one with a password; save it as .docx without a password": (
        "旧版 Office 文件或带密码的文件；请另存为不带密码的 .docx"
    ),
    "no article text in it, only links or headings; give the pages of the articles": (
        "里面没有正文，只有链接或标题；请给出文章本身的网页"
    ),
    "no HTML in it; save the page anew": "里面没有 HTML，请重新保存网页",
    "more than {} elements; give the pages of single articles": "超过 {} 个元素；请给出单篇文章的网页",
    # PDF, scans
    "this is no PDF that can be read: damaged or cut short; get the file again": (
        "PDF 无法读取：已损坏或不完整，请重新获取文件"
    ),
    "it is encrypted; give its password": "文件已加密，需要密码（可用命令行 baowen add --password）",
    "it is encrypted; give the password": "文件已加密，需要密码（可用命令行 baowen add --password）",
    "the password is wrong": "密码不对",
    "the page is damaged; get the file again": "这一页已损坏，请重新获取文件",
    "OCR took more than {} s on it; scan its parts one by one": "OCR 超过 {} 秒仍未认完；请分块扫描",
    "it took more than {} s: damaged, or no newspaper page": "超过 {} 秒仍未读完：已损坏，或不是报纸版面",
    "it takes too much memory: damaged, or no newspaper page": "占用内存太多：已损坏，或不是报纸版面",
    "pdfium broke down on it: damaged, or no newspaper page; get the file again": (
        "PDF 引擎读到这里出错：已损坏，或不是报纸版面，请重新获取文件"
    ),
    "{} objects on it, more than {}: no newspaper page": "页上有 {} 个对象，超过 {} 个，不像报纸版面",
    "more than {} characters on it: no newspaper page": "页上超过 {} 个字，不像报纸版面",
    "more than {} pages; split the file": "超过 {} 页，请把文件拆开",
    "{} pages before them took too long; they weren't tried": "前面有 {} 页耗时太久，这些页没有再读",
    "a scan, whose text must be seen: install OCR with {} and add it again": (
        "是扫描件，需要文字识别：请用 {} 安装 OCR 后重新添加"
    ),
    "no text in the picture that OCR could read": "图片里没有识别出文字",
    "more than {} lines on it: no newspaper page": "超过 {} 行，不像报纸版面",
    "the package rapidocr came without its models; install it anew": "rapidocr 缺少模型，请重新安装",
    "no picture that can be read": "图片无法读取",
    "more than {} pixels; scan it at 300 dpi or less": "超过 {} 像素；请以 300 dpi 以下扫描",
    "the picture is damaged or cut short; get the file again": "图片已损坏或不完整，请重新获取文件",
    # ZIP
    "a ZIP in a ZIP is not opened; unpack it first": "ZIP 里的 ZIP 不会打开，请先解压",
    "the ZIP is cut off or damaged: its directory is missing; copy it anew": "ZIP 不完整或已损坏，请重新复制",
    "the ZIP is damaged ({}); copy it anew": "ZIP 已损坏（{}），请重新复制",
    "more than some 80,000 files in one ZIP; unpack it and give the folder": (
        "一个 ZIP 里超过约 80,000 个文件；请解压后给出文件夹"
    ),
    "more than {} GiB unpacked before it; divide the ZIP": "前面解压已超过 {} GiB，请拆分 ZIP",
    "its path leads out of the ZIP; pack it with a plain path": "路径指向 ZIP 之外，请用普通路径重新打包",
    "packed by another method than deflate; pack it anew": "压缩方法不是 deflate，请重新打包",
    "more than {} MiB unpacked; unpack the ZIP and give the folder": (
        "解压后超过 {} MiB；请解压后给出文件夹"
    ),
    "it unpacks to more than {} times its size, as only a ZIP bomb does": "解压后大了 {} 倍以上，像 ZIP 炸弹",
    "it can't be unpacked ({})": "无法解压（{}）",
    "too long": "太长",
    # storing
    "its id is empty: give it one": "文章没有编号，请给一个",
    "it holds half of a surrogate pair, which is no character: decode the text anew": (
        "含有不成对的代理字符，请重新解码文本"
    ),
    "another process keeps {} locked: try again when it is done": "另一个程序正在写入 {}，请等它结束后再试",
    "{}: {}; is it writable, is the disk full?": "{}：{}；请看它是否可写、磁盘是否已满",
    "the process ended with status {}": "处理程序意外结束（状态 {}）",
    "no process could be started ({})": "无法启动处理程序（{}）",
    # what a check finds
    "{}: {} passages are missing, {} are not in the archive; repair rebuilds it": (
        "{}：缺 {} 段，多 {} 段；修复会重建它"
    ),
    "{} articles are stored without their words: lists are slow until repair tags them": (
        "{} 篇文章没有存分词，列表会慢；修复会补上"
    ),
    "{}: its content differs from what was added; add its file again": "{}：内容与添加时不同，请重新添加",
    # question sets
    "{}, line {}: {}": "{}，第 {} 行：{}",
    "{}, turn {}: {}": "{}，第 {} 问：{}",
    "{}: the file is empty; nothing to read": "{}：文件是空的，没有内容可读",
    "{}: an RGB set brings its own texts; {}": "{}：RGB 题集自带文章，请用命令行 baowen eval",
    "no {} column among {}; name one {}": "{1} 中没有 {0} 列；请把一列命名为 {2}",
    "{}: no questions in it; add at least one": "{}：里面没有题目，请至少写一题",
    "{}: empty; add at least one question": "{}：文件是空的，请至少写一题",
    "not UTF-8 while other lines are; save the whole file as UTF-8": "这一行不是 UTF-8，请整个存为 UTF-8",
    "empty answer; fill it in, or add a type column that says refuse (拒答)": (
        "答案是空的；请填上，或加一列类型，写“拒答”"
    ),
    'no id; add "id": "…", different on every line': "没有 id；请给每行一个不同的 id",
    'no question; add "question": "…"': "没有 question（问题）；请加上",
    "id {} is used before, at {}; make ids unique": "编号 {} 与 {} 重复，请用不同的编号",
    "type {}; use one of {}": "类型 {} 不对，可用的有 {}",
    "not JSON ({}); write one object a line": "不是 JSON（{}）；请一行写一个对象",
    "not a JSON object; write one object a line": "不是 JSON 对象；请一行写一个对象",
    "the archive has no article {}; {}": "文库里没有文章 {}，请先添加",
    "{}: another process works on this run; {}": "另一个程序正在进行这次评测，请等它结束",
    "{}: holds a run with another {}; give another --report, or --fresh to start over": (
        "文库、题集或程序在评测中途有变动；请删除后重新评测"
    ),
    "this file isn't there any more; send it again": "文件已不在服务器上，请重新上传",
    "no evaluation run {}: it was removed": "没有这次评测，可能已被删除",
    "the question set of this run is gone; send it again ({})": "这次评测的题集已不在，请重新上传（{}）",
}


def in_words_of(reason: str, language: Language) -> str:
    """`reason`, a line of our own, in the reader's language where it is known; plain text."""
    if language == "en":
        return reason
    for pattern, chinese in _patterns():
        if found := pattern.fullmatch(reason):
            return chinese.format(*(in_words_of(part, language) for part in found.groups()))
    return reason


@cache
def _patterns() -> tuple[tuple[re.Pattern[str], str], ...]:
    """Those with the most words of their own first: they say more."""
    ordered = sorted(_SAID.items(), key=lambda pair: -len(pair[0].replace("{}", "")))
    return tuple(
        (re.compile("(.+?)".join(map(re.escape, english.split("{}"))), re.DOTALL), chinese)
        for english, chinese in ordered
    )
