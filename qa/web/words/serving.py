"""Words of qa/web/serving: key → (Chinese, English)."""

WORDS: dict[str, tuple[str, str]] = {
    "serving.slowly": (
        "请求太快了，请等 {seconds} 秒再试。",
        "Too many requests; please wait {seconds} s and try again.",
    ),
    "serving.host": (
        "这台服务器不以“{host}”之名提供服务；如在代理之后，请用 --root-path https://… 启动。",
        "This server doesn’t answer to “{host}”; behind a proxy, start it with --root-path https://…",
    ),
    "serving.elsewhere": ("拒绝来自其他网站的请求。", "Requests from other sites are refused."),
    "serving.large": ("请求太大。", "The request is too large."),
    "serving.file_large": (
        "文件超过 {limit} MB，没有上传。",
        "The file is larger than {limit} MB; it was not sent.",
    ),
    "serving.file_kind": (
        "不支持这种文件；可以添加 {kinds}。",
        "This kind of file can’t be read; give {kinds}.",
    ),
    "serving.disk": ("服务器的磁盘已满。", "The server’s disk is full."),
    "serving.gone": ("没有这个内容，可能已被删除。", "There is nothing here; it may have been deleted."),
    "login.title": ("登录报问", "Sign in to Baowen"),
    "login.name": ("用户名", "Name"),
    "login.password": ("密码", "Password"),
    "login.enter": ("登录", "Sign in"),
    "login.wrong": ("用户名或密码不对。", "Wrong name or password."),
    "login.slowly": ("试得太快，请等 {seconds} 秒。", "Too many attempts; please wait {seconds} s."),
    "login.first": ("请先登录。", "Please sign in first."),
}
