"""The report's style sheet, inside the file so that it needs nothing from outside."""

STYLE = """
:root { --ink: #1d2330; --soft: #667085; --line: #e4e7ec; --page: #f7f8fa; --paper: #fff;
  --blue: #2f6fd6; --track: #e9edf4; --mark: #fff1c2; --good: #14804a; --bad: #c0352b;
  color-scheme: light dark; }
@media (prefers-color-scheme: dark) { :root { --ink: #e6e9ef; --soft: #98a2b3; --line: #2d3442;
  --page: #12161e; --paper: #1a202b; --blue: #6ea3f5; --track: #2a3140; --mark: #4d431c;
  --good: #4cc38a; --bad: #f2776b; } }
* { box-sizing: border-box; }
body { margin: 0; background: var(--page); color: var(--ink);
  font: 15px/1.65 system-ui, "PingFang SC", "Microsoft YaHei", "Noto Sans CJK SC", sans-serif; }
main { max-width: 1160px; margin: 0 auto; padding: 32px 24px 64px; }
h1 { font-size: 28px; margin: 0 0 8px; }
h2 { font-size: 20px; margin: 0 0 14px; }
h4 { font-size: 15px; margin: 16px 0 6px; }
h5 { font-size: 13px; margin: 14px 0 4px; color: var(--soft); font-weight: 600; }
h1 small, h2 small { font-size: 14px; font-weight: 400; color: var(--soft); margin-left: 6px; }
small { color: var(--soft); font-size: 12px; }
code { font: 12px ui-monospace, Consolas, monospace; color: var(--soft); }
section { background: var(--paper); border: 1px solid var(--line); border-radius: 10px; padding: 20px 22px;
  margin: 18px 0; overflow-x: auto; }
.run { list-style: none; display: flex; flex-wrap: wrap; gap: 4px 18px; padding: 0; margin: 0;
  color: var(--soft); font-size: 13px; }
.note { margin: 10px 0 0; padding: 8px 12px; border-left: 3px solid #e0a100; background: var(--paper);
  font-size: 13px; }
.cards { display: grid; grid-template-columns: repeat(auto-fit, minmax(160px, 1fr)); gap: 14px; padding: 0;
  background: none; border: 0; }
.card { background: var(--paper); border: 1px solid var(--line); border-radius: 10px; padding: 14px 16px; }
.card span, .card small { display: block; }
.card span { color: var(--soft); font-size: 13px; }
.card b { font-size: 28px; line-height: 1.3; font-variant-numeric: tabular-nums; }
table { border-collapse: collapse; font-size: 14px; width: 100%; font-variant-numeric: tabular-nums; }
th, td { text-align: right; padding: 6px 10px; border-bottom: 1px solid var(--line); vertical-align: top;
  white-space: nowrap; }
th:first-child, td.meaning { text-align: left; }
tr > th { font-weight: 500; color: var(--ink); }
.scores tr > th:last-child { text-align: left; }
tr:first-child > th { color: var(--soft); font-size: 12px; border-bottom-width: 2px; }
th code, td small { display: block; }
td.meaning { white-space: normal; color: var(--soft); font-size: 12px; min-width: 220px; }
td.none { color: var(--line); }
td.better { color: var(--good); font-weight: 600; }
td.worse { color: var(--bad); font-weight: 600; }
.bar { width: 110px; height: 10px; border-radius: 3px; margin-top: 6px; display: block; }
.track { fill: var(--track); }
.fill { fill: var(--blue); }
.ends { fill: var(--ink); }
.figures { display: flex; flex-wrap: wrap; gap: 28px; align-items: flex-start; }
.figures > * { flex: 1 1 420px; }
figure { margin: 0; max-width: 540px; }
figcaption { color: var(--soft); font-size: 13px; text-align: center; }
.chart { width: 100%; height: auto; }
.chart text { font-size: 11px; fill: var(--soft); }
.grid { stroke: var(--line); stroke-width: 1; fill: none; }
.line { stroke: var(--blue); stroke-width: 2; fill: none; }
circle { fill: var(--blue); }
.slices { display: grid; grid-template-columns: repeat(auto-fit, minmax(430px, 1fr)); gap: 22px 28px; }
.slices table { align-self: start; }
details { border-top: 1px solid var(--line); padding: 8px 0; }
summary { cursor: pointer; }
summary code { margin: 0 4px; }
dl { display: grid; grid-template-columns: 110px 1fr; margin: 4px 0; gap: 2px 10px; }
dt { color: var(--soft); font-size: 13px; }
dd { margin: 0; overflow-wrap: anywhere; }
ol { margin: 6px 0; padding-left: 26px; }
li { margin: 6px 0; overflow-wrap: anywhere; }
li > small { display: block; }
.retrieved { font-size: 13px; color: var(--soft); }
.retrieved li { margin: 2px 0; }
.retrieved small { display: inline; }
.retrieved .hit { color: var(--ink); }
.context { color: var(--soft); }
mark { background: var(--mark); color: inherit; padding: 1px 0; }
mark b { border-bottom: 2px solid #e0a100; }
.all { font-size: 12px; color: var(--soft); }
.badge { display: inline-block; min-width: 40px; text-align: center; border-radius: 10px; font-size: 12px;
  color: #fff; padding: 0 8px; margin-right: 4px; }
.badge.good { background: var(--good); }
.badge.bad { background: var(--bad); }
.badge.half { background: #b27b00; }
"""
