/** How the public page looks; inline under its own hash, so that the page needs nothing but itself. */
import { fontPath } from './mongolianFont.ts';

export const checkStyle = `
@font-face{font-family:"Qingge Mongolian";font-display:swap;src:url(${fontPath}) format("woff2");unicode-range:U+1800-18AF,U+200C-200D,U+202F,U+11660-1166C}
:root{color-scheme:light dark;--ground:#f0f5f4;--surface:#fff;--ink:#13211f;--soft:#445452;--line:#d3dfdd;--yes:#14592f;--yes-wash:#dff2e5;--no:#8f1d17;--no-wash:#fde5e2;--link:#07626a}
@media (prefers-color-scheme:dark){:root{--ground:#0d1514;--surface:#16201f;--ink:#e9f1ef;--soft:#b1c2bf;--line:#2c3b39;--yes:#9fdcb3;--yes-wash:#15321f;--no:#ffb4ad;--no-wash:#431b18;--link:#6accc9}}
*{box-sizing:border-box;margin:0;padding:0}
body{background:var(--ground);color:var(--ink);font:1.125rem/1.5 "PingFang SC","HarmonyOS Sans SC",MiSans,"Noto Sans CJK SC","Noto Sans SC","Microsoft YaHei",system-ui,sans-serif;padding:16px}
main{max-width:30rem;margin:0 auto;padding:20px;background:var(--surface);border:1px solid var(--line);border-radius:14px;display:flex;flex-direction:column;gap:14px}
.community,.awaiting{color:var(--soft);font-size:.95rem}
h1{display:flex;flex-wrap:wrap;align-items:center;gap:8px 14px;padding:14px;border-radius:10px;font-size:1.3rem;line-height:1.3}
.yes h1{background:var(--yes-wash);color:var(--yes)}.no h1{background:var(--no-wash);color:var(--no)}
.mark{display:inline-flex;align-items:center;gap:8px;padding:4px 12px;border:2px solid;border-radius:8px;font-size:1.7rem}
img{border-radius:10px;object-fit:cover;border:1px solid var(--line)}
dl>div{display:flex;align-items:center;gap:12px;padding:10px 0;border-top:1px solid var(--line)}
dt{flex:none;min-width:7rem;display:flex;align-items:center;gap:8px;color:var(--soft)}
dd{font-weight:600;overflow-wrap:anywhere}
a{color:var(--link);display:inline-block;padding:10px 0;font-size:1.25rem}
.mn{block-size:1.4em;white-space:nowrap;writing-mode:vertical-lr;text-orientation:mixed;font-family:"Qingge Mongolian","Noto Sans Mongolian","Mongolian Baiti",sans-serif;font-weight:400;line-height:1.4}
`.trim();
