"""News stories made from templates written for these tests; no newspaper's text is in them."""

from dataclasses import dataclass, field
from random import Random

PLACES = (
    "江城 海州 平川 柳林 安宁 东岭 清河 白沙 南浦 石门 望江 金沙 云台 桐城 临湖 双桥 古渡 长坪 竹山 松岗"
).split()
SURNAMES = "王李张刘陈杨赵黄周吴徐孙胡朱高林何郭马罗梁宋郑谢韩唐冯于董萧程曹袁邓许傅沈曾彭吕"
GIVEN = """芳 伟 娜 敏 静 强 磊 洋 勇 艳 杰 娟 涛 明 超 霞 平 刚
桂英 建华 志远 晓东 雨桐 思源 文博 佳怡 海燕 立新""".split()

# subject, its owner (an office), its parts, what is done to it, what it brings
THEMES = [
    (
        "跨江大桥",
        "交通运输局",
        "桥墩 吊杆 桥面铺装 伸缩缝 引桥 主塔 钢箱梁 检修通道",
        "加固 更换 焊接 浇筑 检测",
        "车流 通行能力 货车 过江时间",
    ),
    (
        "图书馆",
        "文化馆",
        "阅览室 书架 藏书 盲文读物 少儿阅读区 自助借还机 古籍库 讲座厅",
        "开放 预约 整理 修缮 借阅",
        "读者 借书证 阅读时间 夜读灯光",
    ),
    (
        "水库",
        "水务局",
        "大坝 溢洪道 放水洞 库区 灌渠 水位计 护坡 取水口",
        "蓄水 除险 清淤 泄洪 供水",
        "灌溉面积 用水 汛期 库容",
    ),
    (
        "马拉松",
        "体育局",
        "赛道 起跑区 补给站 计时芯片 完赛奖牌 领跑员 急救点 折返点",
        "报名 抽签 鸣枪 领物 完赛",
        "选手 跑者 全程成绩 观众",
    ),
    (
        "地铁",
        "轨道集团",
        "车站 盾构机 信号系统 站台门 列车 换乘通道 轨行区 车辆段",
        "试运行 贯通 调试 验收 开通",
        "乘客 票价 首末班车 客流",
    ),
    (
        "茶园",
        "农业农村局",
        "春茶 采茶工 炒茶机 茶青 茶树 合作社 晾青架 明前茶",
        "采摘 炒制 施肥 修剪 收购",
        "茶农 亩产 收购价 茶香",
    ),
    (
        "医院",
        "卫生健康委员会",
        "门诊楼 急诊科 手术室 病床 挂号窗口 护士站 检验科 专家号",
        "就诊 预约挂号 会诊 转诊 复查",
        "患者 住院费用 候诊时间 病历",
    ),
    (
        "学校",
        "教育局",
        "教室 操场 食堂 课桌 班主任 课后服务 实验室 宿舍楼",
        "招生 开学 排课 家访 扩建",
        "学生 家长 学位 书包",
    ),
    (
        "湿地公园",
        "林业局",
        "芦苇 白鹭 栈道 观鸟屋 浅滩 水草 候鸟 生态浮岛",
        "补水 巡护 观测 退塘 种植",
        "鸟类 越冬种群 水质 游客",
    ),
    (
        "光伏电站",
        "能源公司",
        "光伏板 逆变器 升压站 支架 储能柜 电缆 荒坡 运维车",
        "并网 安装 巡检 发电 清洗",
        "发电量 电价 用电 碳排放",
    ),
    (
        "老街",
        "住房和城乡建设局",
        "骑楼 石板路 木窗 手艺铺子 牌坊 天井 瓦檐 排水沟",
        "修旧 搬迁 铺装 亮化 招商",
        "老住户 商铺租金 游人 烟火气",
    ),
    (
        "博物馆",
        "文物局",
        "青铜器 展柜 陶俑 拓片 讲解员 库房 修复室 临展厅",
        "布展 修复 考古 捐赠 参观",
        "文物 观众 展期 门票",
    ),
    (
        "机场",
        "空港管理局",
        "跑道 航站楼 廊桥 货机坪 塔台 安检通道 值机岛 停机位",
        "扩建 通航 校飞 分流 转场",
        "旅客 航线 航班 货邮",
    ),
    (
        "养老院",
        "民政局",
        "护理员 活动室 助餐点 扶手 床位 康复器械 呼叫铃 日间照料",
        "照护 助餐 探访 评估 入住",
        "老人 子女 伙食费 护理费",
    ),
    (
        "垃圾分类",
        "城市管理局",
        "分类桶 督导员 厨余垃圾 清运车 投放点 回收站 破袋机 积分卡",
        "投放 分拣 清运 督导 回收",
        "居民 小区 积分 异味",
    ),
    (
        "芯片工厂",
        "经济和信息化局",
        "晶圆 洁净室 光刻机 封装线 工程师 生产线 良品 订单",
        "投产 流片 封装 扩产 测试",
        "产能 客户 良率 产值",
    ),
    (
        "足球联赛",
        "足球协会",
        "前锋 门将 主场 点球 替补席 教练组 青训营 草皮",
        "攻入 扑出 换人 加时 主罚",
        "球迷 积分榜 球票 胜场",
    ),
    (
        "稻田",
        "种业公司",
        "稻穗 秧苗 插秧机 收割机 田埂 种子 晒场 粮仓",
        "插秧 收割 测产 烘干 育种",
        "亩产 农户 粮价 口粮",
    ),
    (
        "消防演练",
        "消防救援支队",
        "云梯车 水带 烟感器 楼道 呼吸器 逃生绳 消火栓 救援犬",
        "扑救 疏散 破拆 演练 排查",
        "火情 被困人员 住户 充电桩",
    ),
    (
        "夜市",
        "商务局",
        "摊位 烤炉 糖水铺 灯串 摊主 扫码牌 小吃 停车带",
        "出摊 收摊 试吃 排队 经营",
        "顾客 营业额 摊位费 回头客",
    ),
    (
        "古籍数字化",
        "档案馆",
        "刻本 扫描仪 手稿 虫蛀 书页 家谱 数据库 题跋",
        "扫描 校勘 著录 修补 影印",
        "学者 检索 孤本 抄本",
    ),
    (
        "公交线路",
        "公交公司",
        "站牌 纯电动车 发车间隔 司机 线路图 首末站 定制专线 充电场",
        "调整 加密 延长 更名 绕行",
        "候车 换乘 通勤 学生票",
    ),
    (
        "戏曲节",
        "剧团",
        "水袖 锣鼓 花旦 戏台 唱腔 脸谱 票友 折子戏",
        "演出 排练 谢幕 巡演 传唱",
        "戏迷 票房 掌声 徒弟",
    ),
    (
        "快递驿站",
        "邮政管理局",
        "包裹 分拣线 取件码 快递员 货架 三轮车 乡镇网点 面单",
        "派送 揽收 分拣 取件 退件",
        "村民 寄件费 时效 网购",
    ),
    (
        "科技展",
        "科学技术协会",
        "机器人 无人机 展台 传感器 模型 志愿者 论坛 样机",
        "展出 演示 签约 路演 对接",
        "专利 参展商 采购商 投资",
    ),
    (
        "河道治理",
        "生态环境局",
        "排污口 河长 截污管 水草 巡河船 监测断面 底泥 护岸",
        "清淤 截污 巡查 取样 补植",
        "水质 异味 沿岸住户 鱼群",
    ),
]
STEPS = (
    "{place}市{owner}{when}公布了{thing}的新方案，{part}和{part2}都列在其中。",
    "记者{when}在{place}看到，{part}已经完成{work}，{part2}正在{work2}。",
    "据介绍，{thing}总投资{n}亿元，工期{m}个月，计划{month}月底完成{work}。",
    "“{part}是最难的一环，{work}前后要经过{k}道工序。”{owner}负责人{person}说。",
    "{person}告诉记者，过去{part}常出问题，{gain}因此受到影响，群众意见不小。",
    "按照安排，{part}的{work}将分{k}批进行，每批约{m}天，尽量不影响{gain}。",
    "数据显示，去年{place}{thing}的{gain}比前年增长{n}.{k}%，今年有望再提高{m}%。",
    "在{place}{part}旁，{person}正和同事核对{part2}的清单，{work}的进度写在一块白板上。",
    "{owner}还提醒，{work}期间请留意现场公告，有关{gain}的疑问可以到服务窗口咨询。",
    "为了{work}，{place}专门抽调{n}名技术人员，带着{part2}的图纸住进了工地。",
    "“以前谁也没想到{thing}能变成这样，{gain}一下子就上来了。”家住{place}的{person}笑着说。",
    "专家{person}认为，{thing}的关键不在规模，而在{part}与{part2}能不能配合好。",
    "第{k}阶段的{work}从{month}月{m}日开始，涉及{part}、{part2}等{n}处。",
    "目前，{part}的合格率达到{n}.{k}%，{part2}也已通过{owner}组织的{work2}。",
    "{person}算了一笔账：{part}每{work}一次要花{m}万元，换成新办法可以省下三成。",
    "从{place}到{place2}，已有{n}家单位参与{thing}，{gain}成为大家谈得最多的话题。",
    "下一步，{owner}将把{part}的经验推广到{place2}，让更多人从{thing}中受益。",
    "{thing}的{work2}能否按期完成？{owner}副主任{person}回答：“{part}没有退路，只能向前。”",
    "清晨{k}点，{part}旁已经有人排队，{person}把{part2}一件件摆好，等着{work}开始。",
    "{month}月以来，{place}先后{k}次组织{work}，发现{part2}方面的问题{n}个，全部当天整改。",
    "另据了解，{place2}也将启动类似的{thing}，{part2}由{owner}统一{work2}。",
    "对于{gain}，{person}并不担心，他说{part}的底子还在，慢慢{work}就是。",
    "{thing}完工以后，{gain}预计达到{n}万，比原来多出{m}个百分点。",
    "现场工作人员{person}介绍，{part}采用了新的{work}办法，一个班次只需{k}个人。",
    "{part}{work}，{part2}{work2}，{place}的{thing}一天一个样。",
    "一早，{person}赶到{place2}，先看{part}，再看{part2}，最后才坐下谈{gain}。",
    "谈起{gain}，{person}打开手机里的照片：{part}、{part2}、{thing}旁的小路，一张张翻过去。",
    "{owner}给出的时间表很细：{part}排在{month}月，{part2}紧随其后。",
    "同{place2}相比，{place}的{part}起步晚，{work}却更彻底。",
    "{gain}回来了，{part}边的笑声也多了起来。",
    "老手艺遇上新{part}，{work}省力不少，{person}带的{k}个徒弟都学会了。",
    "不少人专程从{place2}赶来，只为看一眼{part2}怎样{work2}。",
    "{part}究竟归谁管？{owner}与三家单位坐到一张桌前，把{work}的责任写进清单。",
    "雨下了整夜，{person}守着{part2}没有合眼，天亮才去补觉。",
    "账本上，{gain}一栏的数字从{m}变成{n}，{person}用红笔画了个圈。",
    "{thing}刚起步那年，{place}连一套像样的{part}都凑不齐。",
    "试点选在{place2}，{k}个月里{part}没有出过一次差错。",
    "有人担心{work2}太快会伤了{part2}，{person}拿出检测单，逐条解释。",
    "资金从哪来？{owner}拿出{n}万元，余下的由企业分担，用在{part}和{part2}上。",
    "{person}今年六十{k}岁，和{part}打了半辈子交道，退休后又被请回来看{work}。",
    "夜里{k}点，{part2}还亮着灯，{work2}的队伍换了第三班。",
    "{place}打算把{gain}写进年度考核，每季度由{owner}通报一次。",
    "谁先{work}，谁后{work2}，抽签决定，{place2}抽到了第{k}位。",
    "孩子们围着{part}问个不停，{person}蹲下来，把{work2}的道理讲成故事。",
    "{thing}带动了周边，光{part}一项就吸纳{n}人就业，{gain}看得见摸得着。",
    "同样的{part2}，别处用{m}年就旧了，这里靠勤{work}，至今完好。",
    "“{gain}好不好，大伙儿心里有杆秤。”{person}把话说得实在。",
    "{owner}热线最近接到{n}个电话，多半打听{work}和{part}。",
    "会上没有长篇讲话，{person}直奔主题：{part2}何时{work2}，谁来盯。",
    "春节前，{place}第一批{part}运抵，{person}连夜点验，{work}提前开场。",
    "走进{place2}，{part}一字排开，{part2}整整齐齐，看不出从前的模样。",
    "技术路线换过{k}回，最后还是回到{part}本身，{work}成了突破口。",
    "{gain}的压力并没有消失，{person}坦言，{part2}的缺口仍有{m}处。",
    "志愿者{person}每个周末都来，擦{part}、记{gain}，已经坚持{k}年。",
    "与往年不同，这次{work}请来了{place2}的行家，专门会诊{part2}。",
    "图纸改了又改，{part}往东挪了{m}米，只为给{gain}留出余地。",
    "“别小看{part2}，少了它，{thing}就转不起来。”{person}敲了敲桌面。",
    "{month}月里最忙的是{work2}，{part}前的长队一直排到路口。",
    "合同约定，{part}三年内免费{work}，{gain}低于约定由施工方补足。",
    "本月底，{owner}将邀请市民代表进场，当面检验{part}与{gain}。",
    "{place}人爱说{thing}，茶余饭后总绕不开{part2}那点事。",
    "高峰过后，{part}恢复平静，{person}统计出当天的{gain}：比上周多{n}。",
    "起初只有{k}户愿意{work}，如今{place}过半人家都用上了新{part}。",
    "这笔{gain}怎么分，{person}提出三条办法，与会的{n}人举手通过。",
    "检查组不打招呼，直接到{part}跟前，翻看{work}记录。",
    "{part2}坏了没人修的日子过去了，{owner}在{place2}设了常驻小组。",
)
SHORT = (
    "{part}怎么{work}？",
    "{gain}从哪里来",
    "{work}不停步",
    "让{part}活起来",
    "把{gain}放在第一位",
    "{part2}有了新去处",
)
HEADLINES = (
    "{place}{thing}{work}提速",
    "{thing}{gain}创新高",
    "{place}启动{thing}{work2}",
    "{part}{work}一新 {gain}更有保障",
    "{n}亿元投向{thing}",
    "{place}{thing}下月{work}",
    "{thing}{work} 先看{part}",
    "{part}换新颜 {gain}添底气",
    "{place}{owner}回应{thing}{gain}问题",
)
KICKERS = (
    "{place}市推进{thing}建设",
    "聚焦{thing}",
    "{owner}{month}月{m}日发布消息",
    "关注{gain}·{thing}调查",
)
DECKS = (
    "{part}和{part2}已完成{work}，{gain}有望提高",
    "总投资{n}亿元，工期{m}个月",
    "{person}：{part}没有退路",
    "涉及{part}等{n}处",
)
CAPTIONS = (
    "图为{place}{thing}的{part}。 本报记者 {person} 摄",
    "{month}月{m}日，{place}{part2}正在{work2}。{person} 摄",
    "工作人员在{place}检查{part}。（资料图片）",
)


@dataclass
class Text:
    """What one story says; `pieces` are (kind, text) in reading order, kind "body" or "section"."""

    title: str
    kicker: str = ""
    deck: str = ""
    byline: str = ""  # a line of its own
    byline_first: bool = True
    pieces: list[tuple[str, str]] = field(default_factory=list)
    caption: str = ""


class Writer:
    """Fills templates about one theme; the same few people and places through one story."""

    def __init__(self, rng: Random, theme: tuple[str, str, str, str, str], pool: list[str]) -> None:
        self.rng = rng
        self.thing, self.owner, parts, works, gains = theme
        self.words = {"part": parts.split(), "work": works.split(), "gain": gains.split()}
        self.places = rng.sample(PLACES, 2)
        self.people = [person(rng) for _ in range(4)]
        # A story has its own way to put things: real stories share few phrases, so those of one page
        # take their sentences from one pool, and from the beginning only when that is empty.
        self.pool = pool
        self.steps: list[str] = []
        self.unused: list[str] = []

    def fill(self, template: str) -> str:
        rng = self.rng
        part, part2 = rng.sample(self.words["part"], 2)
        work, work2 = rng.sample(self.words["work"], 2)
        return template.format(
            thing=self.thing,
            owner=self.owner,
            part=part,
            part2=part2,
            work=work,
            work2=work2,
            gain=rng.choice(self.words["gain"]),
            place=self.places[0],
            place2=self.places[1],
            person=rng.choice(self.people),
            n=rng.randint(11, 98),
            m=rng.randint(2, 28),
            k=rng.randint(2, 9),
            month=rng.randint(1, 12),
            when=rng.choice(["昨日", "日前", "近日", "今天上午"]),
        )

    def paragraph(self) -> str:
        count = self.rng.choice([1, 1, 2, 2, 2, 3, 4])
        return "".join(self.fill(self._next()) for _ in range(count))

    def _next(self) -> str:
        if len(self.steps) < 20:
            if not self.pool:
                self.pool += self.rng.sample(STEPS, len(STEPS))
            self.steps.append(self.pool.pop())
            return self.steps[-1]
        if not self.unused:
            self.unused = self.rng.sample(self.steps, len(self.steps))
        return self.unused.pop()


def person(rng: Random) -> str:
    return rng.choice(SURNAMES) + rng.choice(GIVEN)


def opening(rng: Random, place: str, paper: str) -> tuple[str, str]:
    """(byline of its own line, words that open the first paragraph)"""
    who, other = person(rng), person(rng)
    return rng.choice(
        [
            (f"本报记者 {who}", ""),
            (f"{paper}记者 {who} {other}", ""),
            (f"□本报记者 {who} 通讯员 {other}", ""),
            ("", f"本报讯（记者 {who}）"),
            ("", f"本报讯（记者 {who} 通讯员 {other}）"),
            ("", f"新华社{place}{rng.randint(1, 12)}月{rng.randint(1, 28)}日电（记者 {who}）"),
            ("", ""),
        ]
    )


def compose(
    rng: Random, theme: tuple[str, str, str, str, str], paper: str, characters: int, pool: list[str]
) -> Text:
    """A story of about so many characters; `pool` has the sentences that the page's stories haven't used."""
    writer = Writer(rng, theme, pool)
    byline, opens = opening(rng, writer.places[0], paper)
    text = Text(title=writer.fill(rng.choice(HEADLINES)), byline=byline)
    text.byline_first = not byline or "□" in byline or rng.random() < 0.6
    if rng.random() < 0.3:
        text.kicker = writer.fill(rng.choice(KICKERS))
    if rng.random() < 0.3:
        text.deck = writer.fill(rng.choice(DECKS))
    if rng.random() < 0.4:
        text.caption = writer.fill(rng.choice(CAPTIONS))
    sections = characters > 700 and rng.random() < 0.5
    written, since = 0, 0
    while written < characters:
        if sections and since > 250:
            text.pieces.append(("section", writer.fill(rng.choice(SHORT))))
            since = 0
        paragraph = writer.paragraph()
        if not text.pieces:
            paragraph = opens + paragraph
        text.pieces.append(("body", paragraph))
        written += len(paragraph)
        since += len(paragraph)
    return text
