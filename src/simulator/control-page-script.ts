/** Presses buttons without loading the page anew, and keeps its figures fresh. Runs in the browser. */
export const CONTROL_SCRIPT = `
const said = document.querySelector('.said');
const { language, done, refused, gone } = document.body.dataset;
function tell(text, isBad) { said.textContent = text; said.dataset.bad = String(isBad); }
function show(now) {
  for (const slot of document.querySelectorAll('[data-now]')) {
    const text = now.texts[slot.dataset.now] ?? '';
    if (slot.textContent !== text) slot.textContent = text;
    slot.toggleAttribute('data-troubled', now.troubled.includes(slot.dataset.now));
  }
  document.querySelector('.pill').dataset.live = String(now.isLive);
  document.querySelector('progress').value = now.progress;
  for (const button of document.querySelectorAll('[data-fault]')) {
    button.setAttribute('aria-checked', String(now.faults.includes(button.dataset.fault)));
  }
  for (const row of document.querySelectorAll('[data-scenario]')) {
    row.toggleAttribute('data-playing', row.dataset.scenario === now.scenario);
  }
  document.querySelector('[data-story]').setAttribute('aria-checked', String(now.isStoryRunning));
}
async function look() {
  try {
    show(await (await fetch('/sim/now?language=' + language)).json());
    if (said.textContent === gone) tell('', false);
  } catch { tell(gone, true); }
}
async function order(what, input) {
  try {
    const answer = await fetch('/sim/' + what, {
      method: 'POST', headers: { 'content-type': 'application/json' }, body: JSON.stringify(input),
    });
    const reply = await answer.json();
    const no = answer.ok ? reply.refused ?? (reply.isSent === false ? reply.message : undefined) : reply.message;
    tell(no === undefined ? done : refused + no, no !== undefined);
  } catch { tell(gone, true); return; }
  await look();
}
document.addEventListener('click', (event) => {
  const button = event.target.closest('button[data-do]');
  if (!button) return;
  const input = JSON.parse(button.dataset.with ?? '{}');
  if (button.hasAttribute('data-who')) input.login = document.querySelector('#who').value.trim();
  if (button.hasAttribute('data-fault')) input.on = button.getAttribute('aria-checked') !== 'true';
  if (button.hasAttribute('data-story')) input.running = button.getAttribute('aria-checked') !== 'true';
  order(button.dataset.do, input);
});
document.querySelector('form').addEventListener('submit', (event) => {
  event.preventDefault();
  const text = document.querySelector('#text');
  order('say', { login: document.querySelector('#who').value.trim(), text: text.value });
  text.select();
});
setInterval(() => { if (!document.hidden) look(); }, 1000);
look();`;
