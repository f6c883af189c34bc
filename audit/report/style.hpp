// Style: the style sheet of a report, for screen and for A4.
#pragma once

#include <string_view>

namespace tsuitate::audit::report {

// Ink on paper: text is black or a blue or red that is as legible (7:1 and more against white); what a
// drawing says is said by shape, pattern and word as well.
inline constexpr std::string_view style_sheet = R"css(
:root { --ink: #1a1a1a; --blue: #1d3461; --red: #8f1414; --quiet: #4a4a4a; --rule: #c9c9c9; --pale: #f3f4f6; }
* { box-sizing: border-box; }
html { font-size: 100%; }
body { margin: 0 auto; padding: 2.5rem 2rem 4rem; max-width: 64rem; background: #fff; color: var(--ink);
  font-family: "BIZ UDPGothic", "Noto Sans CJK JP", "Noto Sans JP", "Hiragino Sans", "Yu Gothic", Meiryo, sans-serif;
  line-height: 1.65; font-variant-numeric: tabular-nums; overflow-wrap: break-word; text-wrap: pretty; }
body:lang(ja) { word-break: auto-phrase; }
dd, .findings li, .remarks { overflow-wrap: anywhere; }
body:lang(en) { font-family: "Noto Sans", "Segoe UI", "Helvetica Neue", "DejaVu Sans", Arial,
  "Noto Sans CJK JP", sans-serif; line-height: 1.5; }
h1 { font-size: 2rem; line-height: 1.3; margin: 0; font-weight: 700; }
h2 { font-size: 1.4rem; line-height: 1.35; margin: 3.5rem 0 1rem; padding-top: .9rem; border-top: 3px solid var(--ink); }
h3 { font-size: 1.1rem; margin: 1.8rem 0 .6rem; }
p { margin: 0 0 .8rem; max-width: 46em; }
.period { font-size: 1.3rem; margin: .3rem 0 1.4rem; }
.mark { display: inline-block; border: 2px solid var(--red); color: var(--red); font-weight: 700; padding: .1rem .8rem; }
.verdict { border: 2px solid var(--ink); border-left-width: 12px; padding: .9rem 1.2rem; margin: 0 0 1.6rem; }
.verdict p { margin: 0; font-size: 1.25rem; font-weight: 700; }
.verdict ul { margin: .3rem 0 .6rem; padding-left: 1.3em; }
.verdict.grave { border-color: var(--red); }
.verdict-fault { color: var(--red); }
dl.tiles { display: flex; flex-wrap: wrap; gap: .8rem 0; margin: 0 0 1.4rem; }
.tiles div { display: block; padding: 0 2.2rem 0 1rem; border-left: 4px solid var(--blue); min-width: 9rem; }
.tiles dd { font-size: 2rem; line-height: 1.2; font-weight: 700; }
header dl { display: grid; gap: .3rem 0; margin: 0 0 1.2rem; }
header dl div { display: grid; grid-template-columns: 9.5em 1fr; }
dt { color: var(--quiet); }
dd { margin: 0; }
code { font-family: "Noto Sans Mono", "DejaVu Sans Mono", Consolas, monospace; font-size: .95em; }
.exactness { color: var(--quiet); font-size: .95rem; }
.wide { overflow-x: auto; margin: 0 0 1.4rem; }
.wide:focus-visible { outline: 3px solid var(--blue); outline-offset: 3px; }
table { border-collapse: collapse; width: 100%; font-size: .95rem; line-height: 1.4; }
table.panel { font-size: .8rem; }
caption { position: absolute; width: 1px; height: 1px; overflow: hidden; clip-path: inset(50%); white-space: nowrap; }
th, td { text-align: left; vertical-align: top; padding: .45rem .6rem; border-bottom: 1px solid var(--rule); font-weight: 400; }
thead th { border-bottom: 2px solid var(--ink); vertical-align: bottom; font-weight: 700; }
tbody.sum th, tbody.sum td { border-top: 2px solid var(--ink); border-bottom: 0; font-weight: 700; }
.number { text-align: right; } td.number { white-space: nowrap; } .name { min-width: 9em; }
.day { white-space: nowrap; }
.none { color: var(--quiet); }
td ul, ul.points, ul.findings { margin: 0; padding: 0; list-style: none; }
ul.points li { padding: .5rem 0 .5rem 1.2rem; max-width: 46em; position: relative; }
ul.points li::before { content: ""; position: absolute; left: 0; top: 1.1rem; width: .4rem; height: .4rem; background: var(--ink); }
ul.findings li { padding: .3rem 0; max-width: 46em; }
.weight { display: inline-block; min-width: 4.6em; white-space: nowrap; text-align: center; font-weight: 700; padding: .05rem .5rem;
  border: 2px solid var(--ink); font-size: .9rem; }
.weight.fault { background: var(--red); border-color: var(--red); color: #fff; }
.findings .weight { margin-right: .5em; }
.oddities .what { width: 52%; } .oddities .weigh { width: 7em; padding-left: 0; }
.oddities .often { margin-left: .8em; white-space: nowrap; }
.oddities .meaning { display: block; color: var(--quiet); }
.oddities td.when { min-width: 14em; }
.days .number { width: 4.3em; padding-left: .35rem; }
.days td, .days th, .devices td, .devices th { vertical-align: middle; }
.days thead th { vertical-align: bottom; }
.bar { width: 32%; min-width: 7rem; }
.course .drawing { width: 60%; min-width: 24rem; padding-left: 0; padding-right: 0; }
.course td, .course tbody th { vertical-align: middle; padding-top: .2rem; padding-bottom: .2rem; }
.consents .name { width: 12em; min-width: 7em; } .consents .number { width: 5em; white-space: nowrap; }
.course .remarks { font-size: .95em; padding-left: 1rem; min-width: 10em; word-break: normal; }
.devices .drawing { width: 21%; min-width: 8rem; padding: .3rem .5rem; }
.trouble { display: block; font-size: .9em; line-height: 1.25; }
svg { display: block; width: 100%; height: auto; overflow: visible; }
svg.ornament { display: inline-block; width: 1.5rem; height: auto; vertical-align: -.15em; margin-right: .5em; }
svg.patterns { position: absolute; width: 0; height: 0; }
.legend { list-style: none; padding: 0; margin: 0 0 1rem; display: flex; flex-wrap: wrap; gap: .3rem 1.8rem; font-size: .95rem; }
.ink { fill: var(--ink); } .paper { fill: #fff; }
.hour { stroke: #dcdcdc; stroke-width: 1; } .base { stroke: var(--ink); stroke-width: 1; }
.tally { font-size: 9px; fill: var(--ink); }
.axis { font-size: 9px; font-weight: 400; fill: var(--ink); }
.course .axis, .course .tally { font-size: 10.5px; }
.right, .session { fill: var(--blue); }
.wrong, .odd-session { fill: url(#hatch); stroke: var(--ink); stroke-width: 1; }
.locked { fill: #000; }
.unknown { fill: url(#dots); stroke: var(--ink); stroke-width: 1; }
.few { fill: #fff; stroke: var(--blue); stroke-width: 1.5; }
.service { fill: #b9bec8; }
.machine-mark, .person-mark { fill: var(--red); stroke: #fff; stroke-width: 1; }
.ready { fill: var(--blue); }
.absent { fill: #fff; stroke: var(--ink); stroke-width: 1; }
.refused { fill: url(#dots); stroke: var(--ink); stroke-width: 1; }
.failed { fill: url(#cross); stroke: var(--ink); stroke-width: 1; }
.limit { stroke: var(--red); stroke-dasharray: 6 4; } .calibrated { stroke: var(--quiet); stroke-dasharray: 2 3; }
.drift { stroke: var(--blue); stroke-width: 2; }
.unrecorded { fill: none; stroke: var(--quiet); stroke-width: 1; stroke-dasharray: 2 2; }
@media print {
  body { padding: 0; max-width: none; font-size: 10pt; line-height: 1.5; }
  h1 { font-size: 20pt; } h2 { font-size: 14pt; margin: 6mm 0 3mm; padding-top: 2mm; } h3 { font-size: 11pt; }
  h2, h3, thead { break-after: avoid; } .legend, p { break-inside: avoid; }
  .period { font-size: 12pt; } .verdict p { font-size: 12pt; }
  table, .legend, .exactness { font-size: 8.5pt; } th, td { padding: .9mm 1.6mm; }
  table.panel { font-size: 7.5pt; } .panel th, .panel td { padding-left: .7mm; padding-right: .7mm; }
  .together, #assistance .days { break-inside: avoid; }
  h2 + p, h3 + p, h2 + p + p, .legend { break-after: avoid; }
  tbody tr:first-child, tbody tr:last-child { break-before: avoid; }
  thead { display: table-header-group; } tr, li, .verdict, dl { break-inside: avoid; }
  .wide { overflow: visible; } .bar, .course .drawing, .devices .drawing, .oddities td.when { min-width: 0; }
  .whole { break-inside: avoid; } p, .exactness { max-width: none; }
  .tiles dd { font-size: 16pt; } ul.points li { max-width: none; padding: .8mm 0 .8mm 4mm; } ul.points li::before { top: 3.2mm; }
  body { orphans: 3; widows: 3; }
  * { -webkit-print-color-adjust: exact; print-color-adjust: exact; }
}
)css";

}  // namespace tsuitate::audit::report
