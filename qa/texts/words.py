"""Word lists: closed classes of Chinese that the rules of this package lean on."""

# Words that say where to look or that something is asked, not what for.
FRAME = frozenset(
    """
    文章 文中 文内 文里 本文 报道 新闻 报纸 报上 版面 页面 全文 这篇 这些 那些 里 里面 中
    上 内 一共 总共 共 提到 提及 提 说 说到 讲 讲到 写到 写 版 一版 介绍 出现 涉及 列出
    列举 列 罗列 找出 告诉 给出 所有 全部 请 请问 一下 我 我们 你 有 没有 是 是否 叫 叫做
    叫什么 为 什么 哪 哪些 哪个 哪位 哪里 哪儿 谁 多少 多大 多长 多高 多久 几 几个 怎么
    怎样 如何 为什么 何时 何地 吗 呢 了 的 都 会 要 能 可以 被 把 分别 包括 包含 指 名字
    名称 名单 清单 东西 情况 内容 档案 归档 资料 其中 还 呀 啊 吧 个 位 座 家 种 项 条
    名 之 在 到 去 对 和 与 向 从 由
    主要 主题 大意 概括 总结 概述 摘要 简述 梗概
    """.split()
)

# Modifiers that only size, count or point: 大型水库 names no reservoir.
GENERIC = frozenset(
    """
    若干 原 首批 第一批 一 中小 病险 事发 涉事 灾害性 跨海 跨省 跨江 跨河 最大 首座 首个
    大型 中型 小型 大中型 中小型 超大型 特大型 巨型 微型 新型 重点 主要 重要 骨干 核心 普通
    一般 传统 现代 大 小 新 老 旧 多 各 各类 各地 各级 各大 全国 全省 全市 全县 全区 全球
    世界 国际 国内 国外 海外 境内 境外 我国 我省 我市 我县 我区 本省 本市 本县 本区 本地
    当地 外地 周边 附近 沿线 其他 其它 另 某 某些 该 此 本 有关 相关 部分 多个 一些 所有
    全部 整个 同一 新建 在建 已建 拟建 现有 原有 城市 农村 乡村 城乡 山区 地方 国家 国家级
    省级 市级 县级 区级 世界级 高水平 高质量 高能级 一流 知名 著名 优秀 公共 民用 大众 年轻
    专业 综合 智慧 今年 去年 明年 近年 目前 未来 东部 西部 南部 北部 中部 东北 西北 东南
    西南 上游 下游 中游 中心 主 副 总 分 陆上 海上 空中 地下 地上 水上 航空 交通 大家 人们
    群众 通用 民用 军用 支线 枢纽 货运 民航 物流
    """.split()
)

# Modifiers that keep a noun from naming one thing, even behind a name: 美国大型航空公司.
INDEFINITE = frozenset(
    """
    大型 中型 小型 大中型 中小型 中小 超大型 特大型 巨型 微型 重点 主要 重要 骨干 知名 著名 最大 首座 首个
    多 各 各大 所有 全部 部分 一些 许多 不少 很多 更多 众多 其他 其它 该 此 本 某 某些 新建 在建 已建 拟建
    现有 一流 优秀 普通 传统 现代 廉价 低成本 国有 民营 热门 当地 附近 周边 境内 辖区内 旗下
    """.split()
)

# Verbs of one character that stand between nouns and belong to no name: 活动是武夷山国家公园.
LINKING = frozenset(
    "是为在到有让使令受获达距往赴去来从将被把与和或及等若于由至经过跨沿离讲说称叫给对向按据设含邀派购赠"
)

# Attributes that a text seldom names when it gives their value: 目标是90%.
VAGUE = frozenset(
    """
    目标 数量 数字 数目 总数 人数 情况 比例 时间 日期 地点 地址 名字 名称 姓名
    原因 结果 程度 排名 位置 特点 作用
    """.split()
)

# What an office, a rank or a profession ends in. 副, 原 and the like stand in front and are compared apart.
TITLES = tuple(
    """
    书记 局长 区长 市长 县长 省长 州长 镇长 乡长 村长 部长 厅长 处长 科长 司长 署长 校长
    院长 所长 会长 理事长 董事长 行长 台长 馆长 站长 团长 队长 社长 司令 主任 主席 秘书长
    总理 总统 首相 国王 大臣 大使 总裁 总经理 经理 总监 厂长 矿长 船长 机长 店长 组长 班长
    教授 院士 研究员 专家 学者 记者 编辑 导演 演员 教练 主教练 运动员 球员 代表 委员 常委
    理事 发言人 负责人 创始人 合伙人 首席执行官 首席科学家 工程师 设计师 医生 律师 法官 检察长
    警官 民警 园长 政委 参谋长 主编 总编 总编辑
    领队 裁判 裁判长 作家 诗人 画家 歌手 主持人 老师 教师 先生 女士
    """.split()
)

# Verbs after which somebody's words follow.
SAYING = frozenset("表示 说 指出 认为 强调 介绍 称 告诉 透露 坦言 提出 建议".split())

# Words of which news says one where a question says another. Of relatives either end names the bond.
ALIKE = tuple(
    frozenset(group.split())
    for group in (
        "死亡 遇难 身亡 丧生 罹难 死 死者",
        "受伤 伤者 轻伤 重伤",
        "去世 逝世 病逝 离世 辞世",
        "父亲 爸爸 母亲 妈妈 长子 次子 儿子 之子 女儿 长女 之女",
        "妻子 夫人 太太 丈夫 配偶",
        "哥哥 弟弟 姐姐 妹妹 兄弟 姐妹",
        "徒弟 师傅 学徒",
        "出生 生于",
        "毕业 就读",
        "捐赠 捐款 捐助 捐献 捐资 捐出",
        "加盟 转会 签约 加入 投奔",
        "售价 价格 定价 零售价 起售价 标价 价位 卖 票价",
        "投资 造价 耗资 斥资",
        "薪酬 工资 年薪 薪水 收入",
        "上涨 上调 提高 涨 涨价 增长",
        "下跌 下降 下调 跌 降 降低",
        "举行 举办 召开 开幕 举办地 办",
        "通车 开通 投用 投运 运营 启用",
        "开工 动工 破土",
        "成立 创办 创建 组建 设立",
        "获得 夺得 拿到 斩获 摘得 赢得 收获",
        "发售 上市 开售 推出 登陆 发布 上映 公映",
        "招聘 招募 招录",
        "抓获 抓捕 被抓 落网",
        "拖欠 欠 欠薪",
        "来 到访 访问 访华",
        "建 新建 修建 建设 兴建",
        "人数 人次 名 位",
    )
)
