/** The page that plays a subscriber's phone: its messages as they arrive, each code ready to be copied. */

/** Parts of a number as people read it: `185 0000 1234`. */
const spaced = (tel: string) => tel.replace(/^(\d{3})(\d{4})(\d{4})$/, '$1 $2 $3');

const style = `
:root{color-scheme:light dark;--desk:#e9edf3;--shell:#1b1e25;--screen:#f6f7fa;--ink:#171a21;--soft:#5d6675;--bubble:#fff;--line:#dfe3ea;--accent:#0b63ce;--on:#fff}
@media (prefers-color-scheme:dark){:root{--desk:#0b0d11;--shell:#2b303b;--screen:#12151b;--ink:#eef1f6;--soft:#9aa5b5;--bubble:#1e232d;--line:#2c323e;--accent:#6cb0ff;--on:#0b0d11}}
*{box-sizing:border-box}
body{margin:0;min-height:100vh;display:grid;place-items:center;padding:16px;background:var(--desk);color:var(--ink);font:16px/1.55 system-ui,-apple-system,"PingFang SC","Microsoft YaHei","Noto Sans CJK SC",sans-serif}
.phone{width:min(100%,380px);height:min(760px,calc(100vh - 32px));display:flex;flex-direction:column;background:var(--screen);border:10px solid var(--shell);border-radius:42px;overflow:hidden;box-shadow:0 24px 60px rgba(10,20,40,.28)}
.bar{display:flex;justify-content:space-between;padding:10px 22px 4px;font-size:13px;font-weight:600;font-variant-numeric:tabular-nums}
header{padding:10px 20px 14px;border-bottom:1px solid var(--line)}
h1{margin:0;font-size:20px}
.tel{margin:0;color:var(--soft);font-variant-numeric:tabular-nums;letter-spacing:.02em}
#log{flex:1;overflow-y:auto;display:flex;flex-direction:column;padding:16px}
#log:focus-visible{outline:3px solid var(--accent);outline-offset:-3px}
#inbox{margin:0;padding:0;list-style:none}
#inbox li{margin:0 0 14px;animation:arrive .35s ease-out}
@keyframes arrive{from{opacity:0;transform:translateY(14px)}}
@media (prefers-reduced-motion:reduce){#inbox li{animation:none}}
time{display:block;margin:0 0 4px;text-align:center;font-size:12px;color:var(--soft)}
.bubble{padding:12px 14px;background:var(--bubble);border:1px solid var(--line);border-radius:6px 18px 18px 18px;overflow-wrap:anywhere}
.bubble p{margin:0}
button{margin-top:10px;width:100%;min-height:44px;border:0;border-radius:12px;background:var(--accent);color:var(--on);font:inherit;font-weight:600;font-size:18px;letter-spacing:.12em;cursor:pointer}
button:focus-visible{outline:3px solid var(--ink);outline-offset:2px}
.empty{margin:auto;padding:0 32px;text-align:center;color:var(--soft)}
#inbox:not(:empty)+.empty{display:none}
footer{padding:8px 20px 14px;text-align:center;font-size:12px;color:var(--soft);border-top:1px solid var(--line)}
@media (max-width:420px){body{padding:0}.phone{width:100%;height:100vh;height:100dvh;border:0;border-radius:0;box-shadow:none}}
`;

const script = `
const inbox=document.getElementById('inbox'),log=document.getElementById('log'),link=document.getElementById('link'),clock=document.getElementById('clock');
const shanghai=(at,options)=>new Intl.DateTimeFormat('zh-CN',{timeZone:'Asia/Shanghai',hourCycle:'h23',...options}).format(at);
const tick=()=>{clock.textContent=shanghai(new Date(),{hour:'2-digit',minute:'2-digit'})};
tick();setInterval(tick,10000);
function show({at,text,code}){
  const item=document.createElement('li'),when=document.createElement('time'),bubble=document.createElement('div'),words=document.createElement('p');
  when.textContent=shanghai(new Date(at*1000),{month:'numeric',day:'numeric',hour:'2-digit',minute:'2-digit',second:'2-digit'});
  when.dateTime=new Date(at*1000).toISOString();
  words.textContent=text;bubble.className='bubble';bubble.append(words);
  if(code){
    const copy=document.createElement('button');copy.type='button';copy.textContent=code;copy.setAttribute('aria-label','复制验证码 '+[...code].join(' '));
    copy.onclick=async()=>{try{await navigator.clipboard.writeText(code);link.textContent='验证码已复制'}catch{link.textContent='浏览器不允许复制，请手动输入验证码'}};
    bubble.append(copy);
  }
  item.append(when,bubble);inbox.append(item);log.scrollTop=log.scrollHeight;
}
const stream=new EventSource(location.pathname.replace(/\\/$/,'')+'/messages');
stream.addEventListener('inbox',()=>{inbox.replaceChildren()});
stream.onmessage=event=>show(JSON.parse(event.data));
stream.onopen=()=>{link.textContent='已连接，新短信会立即显示'};
stream.onerror=()=>{link.textContent='连接中断，正在重新连接…'};
`;

/** `tel` is a subscriber's number, eleven digits. */
export function phonePage(tel: string): string {
  return `<!DOCTYPE html>
<html lang="zh-CN">
<head>
<meta charset="UTF-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>${tel} 的短信</title>
<link rel="icon" href="data:,">
<style>${style}</style>
</head>
<body>
<main class="phone">
<div class="bar" aria-hidden="true"><span id="clock"></span><span>模拟手机</span></div>
<header><h1>短信</h1><p class="tel">本机号码 ${spaced(tel)}</p></header>
<div id="log" role="log" aria-live="polite" aria-label="收到的短信" tabindex="0">
<ul id="inbox"></ul>
<p class="empty">还没有短信。运营商发送验证码后会立即显示在这里。</p>
</div>
<footer id="link" role="status">正在连接…</footer>
<noscript><footer>请启用 JavaScript 以接收短信。</footer></noscript>
</main>
<script>${script}</script>
</body>
</html>`;
}

export const noPhonePage = `<!DOCTYPE html>
<html lang="zh-CN"><head><meta charset="UTF-8"><meta name="viewport" content="width=device-width, initial-scale=1"><title>没有这个号码</title><style>${style}</style></head>
<body><main class="phone"><p class="empty">没有这个号码：请输入 11 位手机号码。</p></main></body></html>`;
