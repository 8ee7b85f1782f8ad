import { Html } from './html';

/** One calm sheet for every page; slate and amber, so that nobody takes it for Microsoft. */
export const STYLE = new Html(`
:root{--ink:#1f2430;--soft:#4c5566;--line:#c9ced8;--ground:#f6f5f2;--card:#fff;--accent:#4a3f8f;--accent-ink:#fff;--banner:#ffe8b3;--good:#1d6b3a;--bad:#a3232a;--warn:#7a4b00}
*{box-sizing:border-box}
body{margin:0;font:16px/1.5 system-ui,sans-serif;color:var(--ink);background:var(--ground);overflow-wrap:anywhere}
.skip{position:absolute;left:-999rem}.skip:focus{left:.5rem;top:.5rem;background:#fff;padding:.5rem;z-index:9}
.banner{margin:0;padding:.4rem 1rem;background:var(--banner);border-bottom:1px solid #d9b65c;font-size:.9rem}
nav ul{list-style:none;margin:0;padding:.5rem 1rem;display:flex;flex-wrap:wrap;gap:.25rem 1.25rem;background:var(--card);border-bottom:1px solid var(--line)}
main{padding:1.25rem 1rem 4rem;margin:0 auto;max-width:72rem}
main.narrow{max-width:28rem;padding-top:2rem}
h1{font-size:1.5rem;line-height:1.25;margin:0 0 .75rem}h2{font-size:1.15rem;margin:1.75rem 0 .5rem}h3{font-size:1rem;margin:1rem 0 .25rem}
a{color:var(--accent)}a:hover{text-decoration-thickness:2px}
:focus-visible{outline:3px solid #b45309;outline-offset:2px}
p{margin:.5rem 0}.card>:first-child,section>:first-child{margin-top:0}
.card{background:var(--card);border:1px solid var(--line);border-radius:6px;padding:1rem;margin:0 0 1rem}
.soft{color:var(--soft)}.small{font-size:.9rem}
label,legend{font-weight:600;display:block;margin:.75rem 0 .2rem}
fieldset{border:1px solid var(--line);border-radius:6px;margin:.75rem 0;padding:.25rem 1rem .75rem}
label.choice{font-weight:400;display:flex;gap:.5rem;align-items:flex-start;margin:.4rem 0}
label.choice input{margin-top:.35rem}
input[type=text],input[type=email],input[type=password],input[type=date],input[type=time],select,textarea{font:inherit;width:100%;max-width:100%;padding:.45rem .55rem;border:1px solid #7b8494;border-radius:4px;background:#fff;color:inherit}
button,.button{font:inherit;font-weight:600;display:inline-block;padding:.5rem 1rem;border-radius:4px;border:1px solid var(--accent);background:var(--accent);color:var(--accent-ink);cursor:pointer;text-decoration:none;margin:.75rem .5rem 0 0;min-height:2.5rem}
button.second,.button.second{background:#fff;color:var(--accent)}
button.danger{background:#fff;color:var(--bad);border-color:var(--bad)}
button.small{padding:.2rem .6rem;margin:0;min-height:2rem;font-size:.9rem}
.row{display:flex;flex-wrap:wrap;gap:0 1rem}.row>*{flex:1 1 10rem;min-width:0}
.actions{display:flex;flex-wrap:wrap;align-items:center}
.notice{border-left:4px solid var(--good);background:#e9f4ec;padding:.6rem .9rem;margin:0 0 1rem}
.error{border-left:4px solid var(--bad);background:#fbeaea;padding:.6rem .9rem;margin:0 0 1rem}
.hint{border-left:4px solid var(--warn);background:#fff6e0;padding:.6rem .9rem;margin:0 0 1rem}
dl.facts{display:grid;grid-template-columns:minmax(0,15rem) minmax(0,1fr);gap:.4rem 1rem;margin:0}
dl.facts dt{font-weight:600}dl.facts dd{margin:0;overflow-wrap:anywhere}
.table{overflow-x:auto}
table{border-collapse:collapse;width:100%;background:var(--card)}th,td{text-align:left;padding:.5rem .6rem;border-bottom:1px solid var(--line);vertical-align:top}
th{font-size:.9rem}td code{overflow-wrap:anywhere}
code,pre{font-family:ui-monospace,monospace;font-size:.92em}pre{white-space:pre-wrap;background:#fff;border:1px solid var(--line);border-radius:6px;padding:.75rem;overflow-x:auto}
ul.plain{list-style:none;padding:0;margin:0}
.tabs ul{background:none;border-bottom:1px solid var(--line);padding:.25rem 0;margin:0 0 1rem}
.tabs a[aria-current]{font-weight:700;color:var(--ink)}
.accounts button{width:100%;text-align:left;background:#fff;color:var(--ink);border-color:var(--line);font-weight:400;margin:.25rem 0}
.week{display:grid;grid-template-columns:repeat(7,minmax(0,1fr));gap:.5rem;align-items:start}
.day{background:var(--card);border:1px solid var(--line);border-radius:6px;padding:.5rem;min-height:9rem}
.day h2{font-size:.95rem;margin:0 0 .5rem}.day.today{border-color:var(--accent);box-shadow:inset 0 3px 0 var(--accent)}
.event{display:block;text-decoration:none;color:var(--ink);border:1px solid var(--line);border-left:5px solid #5b6475;border-radius:4px;padding:.25rem .4rem;margin:0 0 .4rem;font-size:.88rem;background:#fff}
.event:hover{background:#f2f1fa}.event strong{display:block;line-height:1.3}
.event .marks{display:block;color:var(--soft);font-size:.82rem}
.event.busy{border-left-color:#4a3f8f;background:#eeecf8}.event.tentative{border-left-style:dashed;border-left-color:#4a3f8f}
.event.oof{border-left-color:#8a2f6d;background:#f8ebf4}.event.free{border-left-color:#9aa3b2}.event.workingElsewhere{border-left-style:dotted;border-left-color:#1d6b3a}
.event.cancelled strong{text-decoration:line-through}
iframe{width:100%;min-height:16rem;border:1px solid var(--line);border-radius:6px;background:#fff}
.goto{margin:.75rem 0}.goto label{margin:0 .5rem 0 0}.goto input{width:auto}.goto button{margin:0 0 0 .5rem}
@media(max-width:60rem){.week{grid-template-columns:1fr}.day{min-height:0}dl.facts{grid-template-columns:1fr}dl.facts dd{margin-bottom:.5rem}}
@media(prefers-reduced-motion:no-preference){html{scroll-behavior:smooth}}
`);
