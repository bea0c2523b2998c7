import { createHash } from 'node:crypto';
import type { ConsentLanguage } from './consent-page.ts';
import type { ControlNow } from './control-now.ts';
import { CONTROL_SCRIPT } from './control-page-script.ts';
import { CONTROL_STYLE } from './control-page-style.ts';
import { CONTROL_TEXTS } from './control-page-texts.ts';
import { escapeHtml } from './html.ts';
import { LINES } from './net.ts';
import { REGULARS, STREAMER, TEAM } from './people-cast.ts';
import { openLibrary } from './scenarios/library.ts';
import type { Story } from './scenarios/read-story.ts';

const hash = (text: string): string => `'sha256-${createHash('sha256').update(text).digest('base64')}'`;

/** Only this very style and script, which speak to nobody but us. */
export const CONTROL_POLICY = `default-src 'none'; style-src ${hash(CONTROL_STYLE)}; script-src ${hash(CONTROL_SCRIPT)}; connect-src 'self'; form-action 'none'; base-uri 'none'; frame-ancestors 'none'`;

const SPEEDS = [1, 10, 60] as const;

/** `GET /sim/`: for whoever tries the sandbox out. */
export function controlPage(language: ConsentLanguage, now: ControlNow): string {
  const words = CONTROL_TEXTS[language];
  const { scenarios, faults } = openLibrary();
  const other = language === 'de' ? 'en' : 'de';
  const slot = (name: string): string =>
    `<span data-now="${name}"${now.troubled.includes(name) ? ' data-troubled' : ''}>${escapeHtml(now.texts[name] ?? '')}</span>`;
  const figure = (label: string, name: string): string => `<div><dt>${label}</dt><dd>${slot(name)}</dd></div>`;
  return `<!doctype html>
<html lang="${language}"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width,initial-scale=1"><title>${words.title}</title><style>${CONTROL_STYLE}</style></head>
<body data-language="${language}" data-done="${words.done}" data-refused="${words.refused}" data-gone="${words.gone}">
<header class="banner"><span>${words.banner}</span><a href="?language=${other}" lang="${other}" hreflang="${other}">${words.other}</a></header>
<main><h1>${words.title}</h1>
<div class="first"><section aria-labelledby="h-now"><h2 id="h-now">${words.now}</h2>
<div class="top"><span class="pill" data-live="${now.isLive}" data-now="live">${now.texts['live']}</span>${slot('title')}</div>
<dl>${figure(words.viewers, 'viewers')}${figure(words.followers, 'followers')}${figure(words.subscribers, 'subscribers')}${figure(words.chat, 'chat')}${figure(words.events, 'events')}${figure(words.tokens, 'tokens')}${figure(words.clock, 'clock')}</dl>
<h3>${words.network}</h3><dl class="net">${LINES.map((line) => figure(words[line], `net-${line}`)).join('')}</dl>
<div class="playing">${slot('playing')}<button type="button" data-do="scenario/stop">${words.stop}</button></div>
<progress max="1" value="${now.progress}" aria-labelledby="h-now"></progress>
<p class="said" role="status" aria-live="polite"></p></section>
<section aria-labelledby="h-single"><h2 id="h-single">${words.single}</h2>
<form class="fields"><label>${words.who}<input id="who" value="zimtschnecke" list="people" maxlength="25" autocomplete="off" spellcheck="false"></label><label>${words.text}<input id="text" value="flaavHerz" maxlength="500" autocomplete="off"></label><button type="submit">${words.say}</button></form>
<datalist id="people">${[STREAMER, ...TEAM, ...REGULARS].map(({ login }) => `<option value="${login}">`).join('')}</datalist>
<div class="row">${singleButtons(words)}</div>
<ul class="apart"><li class="switchable"><span id="h-story">${words.story}</span><button type="button" role="switch" aria-checked="${now.isStoryRunning}" aria-labelledby="h-story" data-story data-do="story"><i></i></button></li></ul></section></div>
<section aria-labelledby="h-scenarios"><h2 id="h-scenarios">${words.scenarios}</h2><p class="hint">${words.scenariosHint}</p>
<ul>${scenarios.map((story) => scenarioRow(story, language)).join('')}</ul></section>
<section aria-labelledby="h-faults"><h2 id="h-faults">${words.faults}</h2><p class="hint">${words.faultsHint}</p>
<ul>${faults.map((story) => faultRow(story, language, now)).join('')}</ul></section>
</main><script>${CONTROL_SCRIPT}</script></body></html>`;
}

type Texts = (typeof CONTROL_TEXTS)[ConsentLanguage];

function button(label: string, what: string, input: object, more = ''): string {
  return `<button type="button" data-do="${what}" data-with="${escapeHtml(JSON.stringify(input))}"${more}>${label}</button>`;
}

function singleButtons(words: Texts): string {
  const by = (label: string, what: string, input: object): string => button(label, what, input, ' data-who');
  return [
    by(words.follow, 'event', { kind: 'follow' }),
    by(words.sub, 'event', { kind: 'sub', tier: '1000' }),
    by(words.prime, 'event', { kind: 'sub', tier: 'prime' }),
    by(words.gift, 'event', { kind: 'gift', count: 5 }),
    by(words.bits, 'event', { kind: 'bits', bits: 100 }),
    by(words.raid, 'event', { kind: 'raid', viewers: 25 }),
    by(words.timeout, 'ban', { seconds: 600 }),
    by(words.ban, 'ban', {}),
    by(words.unban, 'unban', {}),
    button(words.online, 'event', { kind: 'online' }),
    button(words.end, 'event', { kind: 'offline' }),
  ].join('');
}

function about(story: Story, language: ConsentLanguage): string {
  const { title, tells } = story.words[language];
  const id = `t-${story.name}`;
  return `<div><strong id="${id}">${escapeHtml(title)}</strong><span class="tells" id="${id}-tells">${escapeHtml(tells)}</span></div>`;
}

function scenarioRow(story: Story, language: ConsentLanguage): string {
  const { title } = story.words[language];
  const buttons = SPEEDS.map((speed) => {
    const label = escapeHtml(CONTROL_TEXTS[language].start(title, speed));
    return button(`${speed}×`, 'scenario', { name: story.name, speed }, ` aria-label="${label}"`);
  });
  return `<li data-scenario="${story.name}">${about(story, language)}<div class="buttons">${buttons.join('')}</div></li>`;
}

function faultRow(story: Story, language: ConsentLanguage, now: ControlNow): string {
  const label = ` aria-labelledby="t-${story.name}" aria-describedby="t-${story.name}-tells"`;
  const input = { name: story.name };
  const isOn = now.faults.includes(story.name);
  const control =
    story.undo.length > 0
      ? button('<i></i>', 'fault', input, ` role="switch" aria-checked="${isOn}" data-fault="${story.name}"${label}`)
      : button(
          CONTROL_TEXTS[language].once,
          'fault',
          input,
          ` id="b-${story.name}" aria-labelledby="b-${story.name} t-${story.name}"`,
        );
  return `<li class="switchable">${about(story, language)}${control}</li>`;
}
