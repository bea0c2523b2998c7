/** The product's colours and sizes, written out: the page stands alone. */
export const CONTROL_STYLE = `
:root{color-scheme:light dark;--canvas:#F5F5F7;--surface:#fff;--raised:#F2F3F5;--hover:#F2F3F6;--line:#E9EAEE;--border:#D8DAE1;--control:#858A96;--text:#15171C;--text2:#474C58;--text3:#636976;--live:#C4520F;--onlive:#fff;--livetext:#A8450B;--act:#1C31BA;--actsoft:#E9ECFB;--onact:#fff;--focus:#2F4BD8;--info:#165782;--infosoft:#E4F0F8;--bad:#A81E24}
@media (prefers-color-scheme:dark){:root{--canvas:#0B0C0F;--surface:#14161B;--raised:#1B1E25;--hover:#1D2028;--line:#22252D;--border:#2E323C;--control:#6A7080;--text:#F2F3F5;--text2:#B6BBC6;--text3:#8C93A1;--live:#FF7A1F;--onlive:#1C0C02;--livetext:#FF9A57;--act:#9DB0FF;--actsoft:#1A2142;--onact:#0B0C0F;--focus:#8FA5FF;--info:#7CC0F0;--infosoft:#0F2231;--bad:#FF8F8C}}
*{box-sizing:border-box}
body{margin:0;background:var(--canvas);color:var(--text);font:14px/20px Inter,system-ui,sans-serif}
.banner{display:flex;gap:16px;justify-content:space-between;padding:6px 24px;background:var(--infosoft);color:var(--info);font-size:13px}
a{color:inherit}
main{display:grid;grid-template-columns:minmax(0,1fr);gap:16px;max-width:1600px;margin:0 auto;padding:24px;align-items:start}
.first{display:grid;grid-template-columns:minmax(0,1fr);gap:16px}
@media (min-width:860px){main{grid-template-columns:minmax(320px,2fr) minmax(0,3fr)}.first{position:sticky;top:16px;grid-row:2/span 2}}
@media (min-width:1240px){main{grid-template-columns:minmax(340px,4fr) minmax(0,5fr) minmax(0,5fr)}.first{grid-row:2}}
h1{grid-column:1/-1;margin:0;font-size:22px;line-height:28px;letter-spacing:-.02em;font-weight:600}
section{padding:16px;background:var(--surface);border:1px solid var(--line);border-radius:12px}
h3{margin:16px 0 0;padding-top:12px;border-top:1px solid var(--line);color:var(--text2);font-size:12px;line-height:16px;font-weight:600}
h2{margin:0 0 4px;font-size:14px;line-height:20px;font-weight:600}
.hint{margin:0 0 8px;color:var(--text3);font-size:12px;line-height:16px}
dl{display:grid;grid-template-columns:repeat(auto-fill,minmax(100px,1fr));gap:12px 16px;margin:12px 0 0}
dl.net{grid-template-columns:repeat(auto-fill,minmax(72px,1fr));margin-top:8px}
[data-troubled]{color:var(--bad)}
dt{color:var(--text3);font-size:12px;line-height:16px}
dd{margin:0;font-size:14px;font-weight:600;font-variant-numeric:tabular-nums}
.top{display:flex;gap:8px;align-items:center;flex-wrap:wrap}
.pill{padding:1px 8px;border-radius:5px;background:var(--raised);color:var(--text2);font-size:12px;font-weight:600}
.pill[data-live=true]{background:var(--live);color:var(--onlive)}
.playing{display:flex;gap:12px;align-items:center;justify-content:space-between;margin-top:16px;padding-top:12px;border-top:1px solid var(--line)}
progress{width:100%;height:4px;margin-top:8px;border:0;border-radius:2px;background:var(--raised);accent-color:var(--live)}
progress::-webkit-progress-bar{background:var(--raised);border-radius:2px}
progress::-webkit-progress-value{background:var(--live);border-radius:2px}
progress::-moz-progress-bar{background:var(--live);border-radius:2px}
ul{margin:0;padding:0;list-style:none}
li{display:flex;gap:16px;align-items:center;justify-content:space-between;padding:8px 0;border-top:1px solid var(--line)}
li:first-child{border-top:0}
ul.apart{margin-top:12px;border-top:1px solid var(--line)}
li>button{flex:none}
li[data-playing] strong{color:var(--livetext)}
li[data-playing] strong::before{content:'▶';margin-right:6px;font-size:11px}
li strong{display:block;font-weight:600}
li span.tells{display:block;color:var(--text2);font-size:13px;line-height:18px;max-width:72ch}
.buttons{display:flex;flex-wrap:wrap;gap:8px;flex:none}
button{min-height:32px;padding:4px 10px;border:1px solid var(--border);border-radius:7px;background:var(--raised);color:var(--text);font-family:inherit;font-size:13px;line-height:18px;font-weight:500;cursor:pointer;white-space:nowrap}
button:hover{background:var(--hover);border-color:var(--control)}
:focus-visible{outline:2px solid var(--focus);outline-offset:2px}
button[role=switch]{display:inline-flex;flex:none;width:44px;min-height:24px;padding:2px;border-radius:12px;border-color:var(--control);background:transparent}
button[role=switch] i{width:18px;height:18px;border-radius:50%;background:var(--control)}
button[role=switch][aria-checked=true]{justify-content:flex-end;background:var(--act);border-color:var(--act)}
button[role=switch][aria-checked=true] i{background:var(--onact)}
label{display:block;color:var(--text2);font-size:12px;line-height:16px}
input{width:100%;min-height:32px;margin-top:2px;padding:4px 10px;border:1px solid var(--control);border-radius:7px;background:var(--surface);color:var(--text);font-family:inherit;font-size:13px;line-height:18px}
.fields{display:grid;grid-template-columns:minmax(0,1fr) auto;gap:8px;align-items:end;margin:8px 0 12px}
.row{display:flex;flex-wrap:wrap;gap:8px}
.said{min-height:20px;margin:12px 0 0;color:var(--text2);font-size:13px}
.said[data-bad=true]{color:var(--bad)}
.fields label:first-child{grid-column:1/-1}
@media (max-width:560px){main{padding:16px}li{align-items:flex-start;flex-direction:column;gap:8px}li.switchable{flex-direction:row}}
@media (pointer:coarse){button{min-height:44px}button[role=switch]{width:56px;min-height:32px;border-radius:16px}button[role=switch] i{width:26px;height:26px}input{min-height:44px}}`;
