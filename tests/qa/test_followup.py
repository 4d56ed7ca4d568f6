"""Follow-ups become questions that stand alone; a question with its own subject takes nothing over."""

from collections.abc import Callable
from dataclasses import replace
from datetime import date
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from corpus import Article
from index import Archive
from qa import Chatbot
from qa.answer import Answer, Item
from qa.cite import Citation
from qa.followups.resolve import resolve
from qa.question import Question, understand

TODAY = date(2023, 3, 20)
Turn = tuple[str, str] | tuple[str, str, str]  # question, reply, items by 、


def history(*turns: Turn) -> list[Answer]:
    """What the chatbot would have answered, without an archive."""
    return [
        Answer(
            turn[0],
            "list" if len(turn) > 2 else "fact",
            f"{turn[1]}[1]",
            items=tuple(Item(name, 1, (1,)) for name in turn[2].split("、")) if len(turn) > 2 else (),
            refused=not turn[1],
        )
        for turn in turns
    ]


def ask(text: str, *turns: Turn) -> Question:
    return resolve(understand(text, TODAY), history(*turns), TODAY)


RESERVOIRS: Turn = ("文章里提到了哪些水库？", "久隆水库、三坝水库", "久隆水库、三坝水库")
BRIDGES: Turn = ("哪些大桥年内通车？", "青石大桥、白鹭大桥、临江大桥", "青石大桥、白鹭大桥、临江大桥")
SECRETARY: Turn = ("谁是双流区委书记？", "欧昭")
DIRECTOR: Turn = ("市民政局局长是谁？", "王宏斌")
TYPHOON: Turn = ("台风杜苏芮在哪里登陆？", "晋江")

DIALOGS: list[tuple[tuple[Turn, ...], str, str]] = [
    # swaps inside the subject, places of another rank
    ((("国内汽油价格每吨上调多少元？", "275元"),), "柴油呢？", "国内柴油价格每吨上调多少元？"),
    ((("7月北京新房价格环比涨了多少？", "0.1%"),), "二手房呢？", "7月北京二手房价格环比涨了多少？"),
    ((("成都大运会男子100米冠军是谁？", "甲"),), "200米呢？", "成都大运会男子200米冠军是谁？"),
    ((("女子铅球冠军是谁？", "宋佳媛"),), "亚军呢？", "女子铅球亚军是谁？"),
    ((("中国队获得了多少枚金牌？", "103枚"),), "银牌呢？", "中国队获得了多少枚银牌？"),
    ((("北京暴雨造成多少人死亡？", "33人"),), "失踪呢？", "北京暴雨造成多少人失踪？"),
    ((("《封神第一部》票房多少？", "20亿元"),), "《孤注一掷》呢？", "《孤注一掷》票房多少？"),
    ((("问界M9售价多少？", "50万元"),), "理想L9呢？", "理想L9售价多少？"),
    ((("今年上半年苏州市地区生产总值是多少？", ""),), "河南呢？", "今年上半年河南省地区生产总值是多少？"),
    ((("四川省省长是谁？", "黄强"),), "上海呢？", "上海市市长是谁？"),
    ((("杭州市委书记是谁？", "刘捷"),), "浙江呢？", "浙江省委书记是谁？"),
    ((("比亚迪上半年营收是多少？", "2601亿元"),), "同比增长多少？", "比亚迪上半年营收同比增长多少？"),
    # what a question begins with is what it is about
    ((("沪宁沿江高铁什么时候开通？", "9月28日"),), "该项目总投资多少？", "沪宁沿江高铁总投资多少？"),
    (
        (("《护林行动》提出了哪些任务？", "造林、巡山、防火", "造林、巡山、防火"),),
        "它由谁发布？",
        "《护林行动》由谁发布？",
    ),
    ((("青河公司2022年营收是多少？", "3亿元"),), "销售额呢？", "青河公司2022年销售额是多少？"),
    ((("How heavy is the Redfox 3?", "90"),), "When was it released?", "When was Redfox 3 released?"),
    ((("“月船3号”是哪一天发射的？", "7月14日"),), "它有多重？", "“月船3号”有多重？"),
    ((("福岛核污染水何时排海？", "8月24日"),), "中国外交部怎么回应？", "中国外交部对福岛核污染水怎么回应？"),
    ((("谁执导了《奥本海默》？", "诺兰"),), "主演是谁？", "《奥本海默》的主演是谁？"),
    ((("恒大什么时候申请破产保护？", "8月17日"),), "为什么？", "恒大为什么申请破产保护？"),
    ((BRIDGES,), "前两座全长多少？", "青石大桥、白鹭大桥全长多少？"),
    # pronouns
    ((DIRECTOR,), "他要推出几种养老模式？", "王宏斌要推出几种养老模式？"),
    ((SECRETARY,), "他对新都怎么看？", "欧昭对新都怎么看？"),
    ((("谁执导了《满江红》？", "张艺谋"),), "他还拍过哪些电影？", "张艺谋还拍过哪些电影？"),
    ((("唐杰是谁？", "深圳市原副市长"),), "他解读了什么？", "唐杰解读了什么？"),
    ((("谷爱凌获得几枚金牌？", "两枚"),), "她代表哪个国家参赛？", "谷爱凌代表哪个国家参赛？"),
    ((("哪座水库即将通过评审？", "三坝水库"),), "它什么时候开工？", "三坝水库什么时候开工？"),
    ((("久隆水库在哪里？", "东部新区"),), "它开工了吗？", "久隆水库开工了吗？"),
    ((("比亚迪总部在哪里？", "深圳"),), "该公司去年营收多少？", "比亚迪去年营收多少？"),
    ((("久隆水库在哪里？", "东部新区"),), "这座水库建成后保障哪里的用水？", "久隆水库建成后保障哪里的用水？"),
    ((("久隆水库在哪里？", "东部新区"),), "其库容是多少？", "久隆水库库容是多少？"),
    ((("亚运会在哪座城市举行？", "杭州"),), "那里的地铁有几条线？", "杭州的地铁有几条线？"),
    ((TYPHOON,), "当地有多少人受灾？", "晋江有多少人受灾？"),
    ((RESERVOIRS,), "它们都开工了吗？", "久隆水库、三坝水库都开工了吗？"),
    # ellipsis
    ((SECRETARY,), "那新都呢？", "谁是新都区委书记？"),
    ((SECRETARY,), "新都区呢？", "谁是新都区委书记？"),
    ((("双流区委书记叫什么？", "欧昭"),), "那新都呢？", "新都区委书记叫什么？"),
    ((("成都市市长是谁？", "王凤朝"),), "重庆呢？", "重庆市市长是谁？"),
    ((("久隆水库开工了吗？", "已经开工"),), "三坝水库呢？", "三坝水库开工了吗？"),
    ((("久隆水库的库容是多少？", ""),), "那三坝水库呢？", "三坝水库的库容是多少？"),
    ((("青石大桥全长多少公里？", "3.2公里"),), "那白鹭大桥呢", "白鹭大桥全长多少公里？"),
    ((("特斯拉去年交付了多少辆车？", "131万辆"),), "比亚迪呢？", "比亚迪去年交付了多少辆车？"),
    ((("王忠诚对新都的发展怎么看？", "要加快发展"),), "冯胜呢？", "冯胜对新都的发展怎么看？"),
    ((("市交通局局长是谁？", "周明宇"),), "那副局长呢？", "市交通局副局长是谁？"),
    ((("成都市水务局局长是谁？", "廖暾"),), "民政局呢？", "成都市民政局局长是谁？"),
    ((("上海2022年GDP是多少？", "4.47万亿元"),), "2021年呢？", "上海2021年GDP是多少？"),
    ((("3月20日有哪些新闻？", "两会"),), "3月21日呢？", "3月21日有哪些新闻？"),
    ((("上周发生了什么？", "两会"),), "那上个月呢？", "上个月发生了什么？"),
    ((("文章里提到了哪些水库？", "久隆水库", "久隆水库"),), "那大桥呢？", "文章里提到了哪些大桥？"),
    ((("三坝水库的库容是多少？", "一亿方"),), "造价呢？", "三坝水库的造价是多少？"),
    ((("谁谈到了水安全？", "廖暾"),), "科技创新呢？", "谁谈到了科技创新？"),
    ((SECRETARY, ("那新都呢？", "王忠诚")), "他说了什么？", "王忠诚说了什么？"),
    ((("久隆水库什么时候开工？", "去年"),), "三坝水库呢，什么时候开工？", "三坝水库什么时候开工？"),
    ((("武汉地铁5号线总投资是多少？", "126亿元"),), "那7号线呢？", "武汉地铁7号线总投资是多少？"),
    ((("杭州市市长是谁？", "姚高员"),), "宁波呢？", "宁波市市长是谁？"),
    ((("2022年北京常住人口是多少？", "2184万"),), "上海呢？", "2022年上海常住人口是多少？"),
    ((RESERVOIRS,), "这些水库的库容分别是多少？", "久隆水库、三坝水库的库容分别是多少？"),
    # ordinals and the other one
    ((RESERVOIRS,), "第一座建成后保障哪里的用水？", "久隆水库建成后保障哪里的用水？"),
    ((RESERVOIRS,), "第二座水库开工了吗？", "三坝水库开工了吗？"),
    ((BRIDGES,), "最后一座全长多少？", "临江大桥全长多少？"),
    ((RESERVOIRS,), "后者在哪里？", "三坝水库在哪里？"),
    ((RESERVOIRS, ("久隆水库开工了吗？", "已经开工")), "另一座呢？", "三坝水库开工了吗？"),
    ((RESERVOIRS, ("哪座水库已经开工？", "久隆水库")), "另一座什么时候开工？", "三坝水库什么时候开工？"),
    ((RESERVOIRS,), "第二座位于成都哪个区？", "三坝水库位于成都哪个区？"),
    ((("青石公司和白鹭公司谁先上市？", "青石公司"),), "后者的总部在哪里？", "白鹭公司的总部在哪里？"),
    ((("青石大桥与白鹭大桥全长多少？", "3公里"),), "前者由谁承建？", "青石大桥由谁承建？"),
    ((("年内通车的有哪些？", "青石大桥和白鹭大桥"),), "第二座由谁承建？", "白鹭大桥由谁承建？"),
    (
        (("青石公司的保荐机构是哪家？", "中信证券"), ("白鹭公司呢？", "国泰君安")),
        "前者的注册资本是多少？",
        "青石公司的注册资本是多少？",
    ),
    (
        (("大赦令给王建国减刑几年？", "6年"), ("李海呢？", "4年")),
        "前者现年多大？",
        "王建国现年多大？",
    ),
    # no subject
    ((("江城法院去年受理案件多少件？", "9件"),), "同比下降多少？", "江城法院去年受理案件同比下降多少？"),
    (
        (("青石手机的销量是多少？", "9万台"),),
        "在非洲的市场占有率是多少？",
        "青石手机在非洲的市场占有率是多少？",
    ),
    (
        (("华为公司成立于哪一年？", "2016年"), ("注册资本是多少？", "6亿元")),
        "净利润呢？",
        "华为公司的净利润是多少？",
    ),
    ((("久隆水库在哪里？", "东部新区"),), "什么时候开工？", "久隆水库什么时候开工？"),
    ((("久隆水库开工了吗？", "已经开工"),), "什么时候？", "久隆水库开工，什么时候？"),
    ((("硅谷银行破产了吗？", "破产"),), "为什么？", "硅谷银行破产，为什么？"),
    ((("久隆水库由谁承建？", "省水利集团"),), "投资多少钱？", "久隆水库的投资多少钱？"),
    ((("谁说要建设科创生态岛？", "丁小斌"),), "他还说了什么？", "丁小斌还说了什么？"),
    # the same class of name; measures of many words; offices of another place
    ((("宁西高速全长多少公里？", "190公里"),), "那蓉昌高速呢？", "蓉昌高速全长多少公里？"),
    ((("大安县有多少种鸟？", "310种"),), "森林覆盖率呢？", "大安县的森林覆盖率是多少？"),
    ((("大安县常住人口有多少？", ""),), "森林覆盖率呢？", "大安县森林覆盖率有多少？"),
    (
        (("大安县上半年GDP同比增长多少？", "5%"),),
        "社会消费品零售总额呢？",
        "大安县上半年社会消费品零售总额同比增长多少？",
    ),
    (
        (("林海集团创始人是谁？", "周海明"), ("他在大连建了什么？", "研发中心")),
        "辽宁省省长呢？",
        "辽宁省省长是谁？",
    ),
    ((("大熊猫“团团”体重多少？", "90公斤"),), "爸爸是谁？", "大熊猫“团团”的爸爸是谁？"),
    ((("大熊猫“团团”体重多少？", "90公斤"),), "现在呢？", "现在大熊猫“团团”体重多少？"),
    (
        (("大安县男子铅球冠军是谁？", "李海"),),
        "他的成绩是多少？",
        "李海在大安县男子铅球的成绩是多少？",
    ),
    ((("大安县男子铅球冠军是谁？", "李海"),), "他多大年纪？", "李海多大年纪？"),
    ((("“飞燕3号”哪天发射的？", "5月1日"),), "“飞燕-5”号呢，哪一天发射的？", "“飞燕-5”号哪一天发射的？"),
    # a name takes the office before it with it, and the maker; dates the word before them
    ((("江城市委原副书记王建国被控受贿多少？", "8万元"),), "那李秀英呢？", "李秀英被控受贿多少？"),
    ((("AOC AG493显示器卖多少钱？", "3999元"),), "联想Y34呢？", "联想Y34卖多少钱？"),
    (
        (("规划要求到2025年制定多少项标准？", "100项"),),
        "到2030年呢？",
        "规划要求到2030年制定多少项标准？",
    ),
    ((("青石公司2022年营业收入是多少？", "9亿元"),), "净利润呢？", "青石公司2022年净利润是多少？"),
    ((("青石公司今年7月销量是多少？", "9万辆"),), "今年累计呢？", "青石公司今年累计销量是多少？"),
    ((("今年上半年江城进出口总值多少？", "9亿元"),), "其中进口呢？", "今年上半年江城进口总值多少？"),
    ((("《群星》哪天登陆PC？", "8月3日"),), "那PS5版呢？", "《群星》PS5版哪天登陆PC？"),
    (
        (("青石杯第一名是哪个项目？", "净水"), ("它是谁带来的？", "李海")),
        "第二名呢？",
        "青石杯第二名是哪个项目？",
    ),
    ((("青石大桥全长多少？", "3公里"), ("他用中文说了什么？", "")), "造价呢？", "青石大桥造价多少？"),
    ((("江城市委书记是谁？", ""),), "他出生于哪一年？", "江城市委书记出生于哪一年？"),
    # of what was found: of what a thing is, of a part, of a place gone to
    ((("谁是江城书展的主宾省？", "四川"),), "它的展馆主题是什么？", "四川的展馆主题是什么？"),
    ((("举报王建国的女子叫什么？", "李秀英"),), "她是哪里人？", "李秀英是哪里人？"),
    ((("青石手机内置了什么芯片？", "3LD3"),), "它有什么作用？", "3LD3有什么作用？"),
    (
        (("问界M9售价多少？", "50万元"), ("屏幕多大？", "16英寸")),
        "电池呢？",
        "问界M9的电池是多少？",
    ),
    ((("论坛在哪座城市举行？", "杭州"),), "从北京去那里要多久？", "从北京去杭州要多久？"),
    ((("青石机场总投资多少？", "8亿元"),), "从北京飞那里要多久？", "从北京飞青石机场要多久？"),
    ((("在家中溺亡的江城男子多大年纪？", "51岁"),), "他是哪个村的？", "家中溺亡的江城男子是哪个村的？"),
    (
        (("哪些人参加了营会？", "马龙、张云", "马龙、张云"),),
        "他们的老师是谁？",
        "马龙、张云的老师是谁？",
    ),
    ((("学校食堂采购了多少大米？", "6000斤"),), "豆油呢？", "学校食堂采购了多少豆油？"),
    ((("华为去年卖出多少手机？", "9万台"),), "小米呢？", "小米去年卖出多少手机？"),
    ((("1欧元对人民币中间价是多少？", "7.9"),), "英镑呢？", "1英镑对人民币中间价是多少？"),
    # put right, and gone back
    ((("宁西高速投资多少亿元？", "98亿元"),), "不是，我问的是有多少座隧道", "宁西高速有多少座隧道？"),
    ((("男子100米冠军是谁？", "李海"),), "不对，我问的是女子", "女子100米冠军是谁？"),
    (
        (("三坝水库的库容是多少？", "一亿方"), ("青石大桥由谁承建？", "省路桥集团")),
        "回到三坝水库，它什么时候开工？",
        "三坝水库什么时候开工？",
    ),
    # 他 and 她
    (
        (("王建国娶了谁？", "李秀英"), ("她是哪里人？", "南昌人")),
        "他为什么离开她？",
        "王建国为什么离开李秀英？",
    ),
    # of the last list
    ((BRIDGES,), "一共几座？", "多少个大桥年内通车？"),
    ((BRIDGES,), "其中有青石大桥吗？", "青石大桥年内通车吗？"),
    # English
    (
        (("Who is the party secretary of Xindu district?", "王忠诚"),),
        "What did he say?",
        "What did 王忠诚 say?",
    ),
    (
        (("Who is the party secretary of Xindu district?", "王忠诚"),),
        "And Shuangliu?",
        "Who is the party secretary of Shuangliu district?",
    ),
    (
        (("Who is the director of the transport bureau?", "周明宇"),),
        "What about the deputy director?",
        "Who is the deputy director of the transport bureau?",
    ),
    (
        (("Which reservoirs are mentioned?", "久隆水库、三坝水库", "久隆水库、三坝水库"),),
        "Where is the first one?",
        "Where is 久隆水库?",
    ),
    (
        (("Which reservoirs are mentioned?", "久隆水库、三坝水库", "久隆水库、三坝水库"),),
        "What about bridges?",
        "Which bridges are mentioned?",
    ),
    ((("What was reported last week?", "两会"),), "And last month?", "What was reported last month?"),
    ((("Who is the mayor of Hangzhou?", "姚高员"),), "No, I meant Ningbo.", "Who is the mayor of Ningbo?"),
    (
        (("How long is the Qingshi Bridge?", "3公里"),),
        "And the width?",
        "What is the width of Qingshi Bridge?",
    ),
    ((("What is the population of Deyang?", ""),), "And its area?", "What is the area of Deyang?"),
    (
        (("What was the GDP of Shanghai in 2022?", "4万亿"),),
        "How much did it grow?",
        "How much did the GDP of Shanghai grow?",
    ),
    (
        (("Which reservoirs are mentioned?", "久隆水库、三坝水库", "久隆水库、三坝水库"),),
        "How many are there?",
        "How many reservoirs are mentioned?",
    ),
    ((("Is the Jiulong reservoir finished?", "没有"),), "When will it open?", "When will Jiulong open?"),
]


@pytest.mark.parametrize(("turns", "text", "expected"), DIALOGS, ids=[d[1] for d in DIALOGS])
def test_a_follow_up_becomes_a_question_of_its_own(turns: tuple[Turn, ...], text: str, expected: str) -> None:
    question = resolve(understand(text, TODAY), _resolved(turns), TODAY)
    assert question.text == expected
    assert question.understood[0][1] == expected


CONVERSATIONS: list[list[tuple[str, str, str]]] = [  # question, reply, how the question reads alone
    [
        ("亚运会什么时候开幕？", "9月23日", ""),
        ("在哪座城市举行？", "杭州", "亚运会在哪座城市举行？"),
        ("有多少个国家参加？", "45个", "亚运会有多少个国家参加？"),
        ("吉祥物叫什么？", "江南忆", "亚运会的吉祥物叫什么？"),
        ("当地人口是多少？", "", "杭州人口是多少？"),
    ],
    [
        ("《满江红》的导演是谁？", "张艺谋", ""),
        ("他还拍过什么电影？", "《狙击手》", "张艺谋还拍过什么电影？"),
        ("这部电影票房是多少？", "6亿元", "《狙击手》票房是多少？"),
        ("主演有哪些人？", "章宇", "《狙击手》的主演有哪些人？"),
    ],
    [
        ("谁是双流区委书记？", "欧昭", ""),
        ("新都呢？", "王忠诚", "谁是新都区委书记？"),
        ("青羊区区长呢？", "冯胜", "青羊区区长是谁？"),
        ("他说了什么？", "人防、技防加群防", "冯胜说了什么？"),
        ("这句话是谁说的？", "冯胜", "“人防、技防加群防”这句话是谁说的？"),
    ],
    [
        ("港珠澳大桥全长多少？", "55公里", ""),
        ("造价呢？", "1269亿元", "港珠澳大桥造价多少？"),
        ("什么时候通车的？", "2018年", "港珠澳大桥什么时候通车的？"),
    ],
    [
        ("成都市水务局局长是谁？", "廖暾", ""),
        ("那副局长呢？", "", "成都市水务局副局长是谁？"),
        ("科技局呢？", "丁小斌", "成都市科技局副局长是谁？"),
        ("绵阳市的呢？", "", "绵阳市科技局副局长是谁？"),
    ],
    [
        ("杭州亚运会推迟了吗？", "推迟", ""),
        ("大运会呢？", "没有", "大运会推迟了吗？"),
        ("为什么？", "", "大运会推迟，为什么？"),
    ],
    [
        ("ChatGPT是谁开发的？", "OpenAI", ""),
        ("这家公司的CEO是谁？", "奥特曼", "OpenAI的CEO是谁？"),
        ("谷歌呢？", "", "谷歌的CEO是谁？"),
    ],
    [
        ("比亚迪去年销量是多少？", "186万辆", ""),
        ("特斯拉呢？", "131万辆", "特斯拉去年销量是多少？"),
        ("前年呢？", "94万辆", "特斯拉前年销量是多少？"),
    ],
    [
        ("土耳其地震造成多少人遇难？", "5万人", ""),
        ("震级是多少？", "7.8级", "土耳其地震的震级是多少？"),
        ("中国派出了多少名救援人员？", "82名", ""),
    ],
    [
        ("硅谷银行什么时候倒闭的？", "3月10日", ""),
        ("谁接管了它？", "联邦存款保险公司", "谁接管了硅谷银行？"),
        ("美联储对此怎么看？", "", "美联储对硅谷银行怎么看？"),
    ],
    [
        ("When did the reservoir project start?", "2022年", ""),
        ("Why?", "", "Why did the reservoir project start?"),
        ("How much did it cost?", "", "How much did the reservoir project cost?"),
    ],
    [
        ("Did the Fed raise rates in March 2023?", "加息", ""),
        (
            "How about the European Central Bank?",
            "",
            "Did the European Central Bank raise rates in March 2023?",
        ),
        ("In May?", "", "Did the European Central Bank raise rates in May?"),
    ],
]


@pytest.mark.parametrize("turns", CONVERSATIONS, ids=[c[0][0] for c in CONVERSATIONS])
def test_a_conversation(turns: list[tuple[str, str, str]]) -> None:
    answers: list[Answer] = []
    for text, reply, expected in turns:
        question = resolve(understand(text, TODAY), answers, TODAY)
        assert question.text == (expected or text)
        answers.append(replace(history((text, reply))[0], question=question.text))


def test_items_of_a_list_through_a_conversation() -> None:
    cities: Turn = ("哪些城市取消了限购？", "武汉、郑州、合肥", "武汉、郑州、合肥")
    price: Turn = ("第三个城市的房价是多少？", "1.8万元")
    assert ask(price[0], cities).text == "合肥的房价是多少？"
    one = ("哪座已经开工了？", "久隆水库", "久隆水库")
    asked = history(RESERVOIRS, one)
    asked[1] = replace(asked[1], question=ask(one[0], RESERVOIRS).text)
    assert resolve(understand("另一座呢？"), asked).text == "三坝水库已经开工了吗？"


def _resolved(turns: tuple[Turn, ...]) -> list[Answer]:
    """The turns as a conversation leaves them: each follow-up resolved against those before it."""
    answers: list[Answer] = []
    for answer in history(*turns):
        text = resolve(understand(answer.question, TODAY), answers, TODAY).text
        answers.append(replace(answer, resolved="" if text == answer.question else text))
    return answers


@pytest.mark.parametrize(
    "text",
    [
        "哪一座已经开工？",
        "其中哪些已经开工？",
        "这些水库中哪几座已经开工？",
        "哪座水库已经开工？",
        "其中有几座已经开工？",
        "Which of them are under construction?",
        "Which one is completed?",
    ],
)
def test_one_of_the_last_list(text: str) -> None:
    question = ask(text, RESERVOIRS)
    assert question.among == ("久隆水库", "三坝水库")
    assert question.kind in ("list", "count")
    assert all(name in question.text for name in question.among)
    assert not any("水库" in term for term in question.terms)


def test_an_earlier_topic_is_gone_back_to() -> None:
    text = "那久隆水库什么时候完工？"
    assert ask(text, ("久隆水库在哪里？", "东部新区"), ("青石大桥全长多少？", "3公里")).text == text


def test_a_constraint_alone_is_put_to_the_last_list() -> None:
    question = ask("只看东部新区的", RESERVOIRS)
    assert question.among == ("久隆水库", "三坝水库")
    assert question.text == "久隆水库、三坝水库中，哪些是东部新区的？"


def _cited(question: str, reply: str, article: Article) -> Answer:
    return replace(history((question, reply))[0], citations=(Citation(1, article, 0, len(article.text)),))


def test_names_are_whole_as_the_articles_write_them() -> None:
    text = "孚能科技一季度亏损。孚能科技表示，原材料价格较高。"
    turns = [_cited("孚能科技一季度亏损多少？", "3亿元", Article("a", "孚能科技亏损", text))]
    assert resolve(understand("营收呢？"), turns).text == "孚能科技一季度营收多少？"


def test_a_conversation_goes_on_about_its_article() -> None:
    text = "大安县森林覆盖率71%，县内有动物310种。"
    turns = [_cited("大安县有多少种动物？", "310种", Article("a", "大安县的生态", text))]
    assert resolve(understand("森林覆盖率呢？"), turns).near == ("a",)
    assert resolve(understand("大安县森林覆盖率是多少？"), turns).near == ("a",)
    assert resolve(understand("青石大桥全长多少？"), turns).near == ()
    refused = [*turns, replace(history(("常住人口有多少？", ""))[0], resolved="大安县常住人口有多少？")]
    assert resolve(understand("植物呢？"), refused).near == ("a",)
    changed = [*turns, history(("青石大桥由谁承建？", ""))[0]]
    assert resolve(understand("造价呢？"), changed).near == ()


def test_a_list_stays_in_mind_while_its_items_are_spoken_of() -> None:
    assert ask("哪一座已经开工？", RESERVOIRS, ("久隆水库在哪里？", "东部新区")).among
    assert not ask("哪一座已经开工？", RESERVOIRS, ("亚运会何时开幕？", "9月23日")).among


ALONE = [
    "九绵高速全长多少公里？",
    "谁掌掴裁判被重罚？",
    "四川省省长是谁？",
    "文章里提到了哪些大桥？",
    "杭州亚运会什么时候开幕？",
    "黄河的长度是多少？",
    "王忠诚说他要做什么？",
    "今天有什么新闻？",
    "这篇文章讲了什么？",
    "其他城市有哪些措施？",
    "哪座城市举办了大运会？",
    "哪里发生了地震？",
    "台风杜苏芮的经过",
    "第二季度上海的GDP是多少？",
    "概括一下3月20日的新闻",
    "为什么硅谷银行会破产？",
    "“人民至上”这句话是谁说的？",
    "土耳其地震造成多少人死亡？",
    "尤其值得注意的政策有哪些？",
    "吉他比赛谁获得冠军？",
    "应该怎么报名养老保险？",
    "Who is the mayor of Hangzhou?",
    "Which museums are mentioned?",
    "Did Feng Sheng say that he would resign?",
    "What happened in Turkey?",
    "总结一下第一篇文章",
    "第二篇报道讲了什么？",
]


@pytest.mark.parametrize("text", ALONE)
@pytest.mark.parametrize("turns", [(RESERVOIRS,), (SECRETARY,), (RESERVOIRS, DIRECTOR), (TYPHOON, BRIDGES)])
def test_nothing_leaks_into_a_new_topic(turns: tuple[Turn, ...], text: str) -> None:
    assert ask(text, *turns) == understand(text, TODAY)


def test_a_refused_turn_can_be_asked_of_something_else() -> None:
    assert ask("那成都市呢？", ("四川省省长是谁？", "")).text != "那成都市呢？"


@settings(max_examples=60, deadline=None)
@given(st.text(max_size=40), st.text(max_size=40), st.text(max_size=20))
def test_any_history_is_borne(text: str, asked: str, reply: str) -> None:
    turns = history((asked, reply), ("哪些水库？", reply or "久隆", "久隆水库、三坝水库"))
    assert isinstance(resolve(understand(text, TODAY), turns, TODAY), Question)


@pytest.mark.parametrize("text", ["他" * 500, "第" * 500, "那" * 400 + "呢", "it " * 160, "其中" * 250])
def test_long_follow_ups_are_borne(text: str) -> None:
    assert resolve(understand(text, TODAY), history(RESERVOIRS, DIRECTOR), TODAY)


def test_what_the_cited_article_speaks_of_is_asked_of_its_subject() -> None:
    text = "沪宁沿江高铁9月28日开通，设计时速350公里，全线设8座车站。"
    article = Article("a", "沪宁沿江高铁开通", text)
    turns = history(("沪宁沿江高铁什么时候开通？", "9月28日"))
    turns = [replace(turns[0], citations=(Citation(1, article, 0, len(text)),))]
    found = resolve(understand("车站有哪些？"), turns)
    assert found.text == "沪宁沿江高铁车站有哪些？"
    assert resolve(understand("吉他比赛有哪些？"), turns).text == "吉他比赛有哪些？"


def test_a_follow_up_is_answered_from_its_article_with_less_said_beside_it(
    archive_of: Callable[..., Archive], finds: Callable[..., Any]
) -> None:
    archive = archive_of(("2023-05-01", "白鹭大桥全长3公里。市交通局介绍，项目概算8亿元。"))
    first = Chatbot(archive, reader=finds("3公里")).ask("白鹭大桥全长多少？")
    bot = Chatbot(archive, reader=finds("8亿元", probability=0.2))
    assert bot.ask("花了多少钱？", [first]).text == "8亿元[1]"
    assert bot.ask("白鹭大桥花了多少钱？").refused  # said of it alone, that is not sure enough
    assert bot.ask("花了多少钱？", [replace(first, citations=())]).refused
    unsure = Chatbot(archive, reader=finds("8亿元", probability=0.001))
    assert unsure.ask("花了多少钱？", [first]).refused


@pytest.mark.parametrize(
    ("turn", "text"),
    [
        (("谁设计了青石大桥？", ""), "他是哪里人？"),
        (("青石大桥全长多少？", "3公里"), "第三个是什么时候成立的？"),
        (("王建国被查了吗？", "是"), "江城被查的那位以前是什么职务？"),
        (("全国有哪些运动会？", "夏运会、冬运会", "夏运会、冬运会"), "第一届全运会在北京哪里举行？"),
    ],
)
def test_what_points_to_something_unknown_is_given_no_other_subject(turn: Turn, text: str) -> None:
    assert ask(text, turn).text == text


def test_what_points_to_something_unknown_is_not_sought_everywhere(
    archive_of: Callable[..., Archive], finds: Callable[..., Any]
) -> None:
    archive = archive_of(("2023-05-01", "青石大桥全长3公里。"), ("2023-05-02", "李海是江城人。"))
    refused = Chatbot(archive, reader=finds("没有")).ask("谁设计了白鹭大桥？")
    assert refused.refused
    bot = Chatbot(archive, reader=finds("江城人"))
    assert bot.ask("李海是哪里人？").text == "江城人[1]"
    assert bot.ask("他是哪里人？", [refused]).refused


def test_a_part_of_the_subject_is_named_whole() -> None:
    text = "中国北冰洋科考队7月12日起航，大洋队队长李海随队出发。"
    turns = [_cited("中国北冰洋科考队大洋队队长是谁？", "李海", Article("a", "科考队起航", text))]
    assert resolve(understand("科考队哪天起航？"), turns).text == "中国北冰洋科考队哪天起航？"


def test_the_subject_is_that_of_the_turn_whose_article_speaks_of_it() -> None:
    text = "江城县今年放流鲢鱼625万尾，建设展示基地80个。"
    turns = [_cited("江城县建设多少个展示基地？", "80个", Article("a", "江城县", text))]
    turns.append(history(("白鹭市委书记是谁？", ""))[0])
    assert resolve(understand("鲢鱼放流多少万尾？"), turns).text == "江城县鲢鱼放流多少万尾？"
