import { createHash } from 'node:crypto';
import { escapeHtml } from './html.ts';

export type ConsentLanguage = 'de' | 'en';

const TEXTS = {
  de: {
    banner: 'Sandbox – nicht Twitch',
    explain:
      'Diese Seite spielt Twitchs Zustimmungsseite nach. Kein Konto, kein Passwort, nichts verlässt diesen Rechner.',
    asks: 'möchte auf ein Konto zugreifen',
    as: 'Als wer möchtest du zustimmen?',
    scopes: (count: number) => (count === 1 ? '1 Berechtigung' : `${count} Berechtigungen`),
    noScopes: 'Nur Anmeldung, keine weiteren Berechtigungen',
    refuse: 'Ablehnen',
    errorTitle: 'Diese Anfrage wurde abgelehnt',
    streamer: 'Streamer',
    moderator: 'Moderator',
    manager: 'Managerin',
    stranger: 'gehört zu keinem Team',
    compare: 'Zeigt dein Gerät diesen Code?',
    typeCode: 'Welchen Code zeigt dein Gerät?',
    next: 'Weiter',
    approved: 'Das Gerät ist verbunden',
    refused: 'Abgelehnt',
    close: 'Du kannst diese Seite schließen.',
  },
  en: {
    banner: 'Sandbox – not Twitch',
    explain: 'This page stands in for Twitch’s consent page. No account, no password, nothing leaves this machine.',
    asks: 'wants to access an account',
    as: 'Who do you want to agree as?',
    scopes: (count: number) => (count === 1 ? '1 permission' : `${count} permissions`),
    noScopes: 'Sign-in only, no further permissions',
    refuse: 'Refuse',
    errorTitle: 'This request was refused',
    streamer: 'Streamer',
    moderator: 'Moderator',
    manager: 'Manager',
    stranger: 'in nobody’s team',
    compare: 'Does your device show this code?',
    typeCode: 'Which code does your device show?',
    next: 'Continue',
    approved: 'The device is connected',
    refused: 'Refused',
    close: 'You can close this page.',
  },
} as const;

export type ConsentRole = 'streamer' | 'moderator' | 'manager' | 'stranger';

export interface ConsentPerson {
  readonly login: string;
  readonly displayName: string;
  readonly color: string;
  readonly role: ConsentRole;
}

export interface ConsentPageParts {
  readonly language: ConsentLanguage;
  /** Where the form goes. */
  readonly action: string;
  /** Shown to compare with the device's. */
  readonly userCode?: string;
  readonly appName: string;
  readonly scopes: readonly string[];
  readonly people: readonly ConsentPerson[];
  /** Carried through the form unchanged. */
  readonly fields: Readonly<Record<string, string>>;
}

/** The first of German and English that the browser prefers; English for all others. */
export function preferredLanguage(acceptLanguage: string): ConsentLanguage {
  const ranked = acceptLanguage
    .split(',')
    .map((part, index) => {
      const [tag = '', ...options] = part.trim().toLowerCase().split(';');
      const quality = options.find((option) => option.trim().startsWith('q='));
      return { tag, index, quality: quality ? Number(quality.trim().slice(2)) || 0 : 1 };
    })
    .sort((a, b) => b.quality - a.quality || a.index - b.index);
  for (const { tag } of ranked) {
    if (/^de(-|$)/.test(tag)) return 'de';
    if (/^en(-|$)/.test(tag)) return 'en';
  }
  return 'en';
}

const STYLE = `
:root{color-scheme:light dark;--bg:#f3f2f7;--card:#fff;--text:#1b1824;--dim:#5d576b;--line:#d9d5e3;--hover:#f0ebfa;--accent:#6d3fc4;--warn:#7a4b00;--warnbg:#ffe9b8}
@media (prefers-color-scheme:dark){:root{--bg:#131019;--card:#1d1926;--text:#f1eef8;--dim:#aca4bd;--line:#393247;--hover:#2a2338;--accent:#b595ff;--warn:#ffd98a;--warnbg:#3a2b08}}
*{box-sizing:border-box}
body{margin:0;min-height:100vh;background:var(--bg);color:var(--text);font:16px/1.5 system-ui,sans-serif}
.banner{padding:.75rem 1rem;background:var(--warnbg);color:var(--warn);text-align:center;font-weight:700;letter-spacing:.02em}
main{width:min(27rem,100% - 2rem);margin:2.5rem auto;padding:1.75rem;background:var(--card);border:1px solid var(--line);border-radius:1rem}
h1{margin:0 0 .25rem;font-size:1.3rem;line-height:1.3}
h2{margin:1.5rem 0 .75rem;font-size:1rem}
p{margin:.25rem 0;color:var(--dim)}
details{margin-top:1rem}
summary{cursor:pointer;color:var(--accent);border-radius:.25rem}
ul{margin:.5rem 0 0;padding-left:1.25rem;color:var(--dim);font:.8125rem/1.7 ui-monospace,monospace;overflow-wrap:anywhere}
button{display:flex;align-items:center;gap:.875rem;width:100%;margin-top:.625rem;padding:.7rem .875rem;border:1px solid var(--line);border-radius:.75rem;background:transparent;color:inherit;font:inherit;text-align:left;cursor:pointer}
button:hover{background:var(--hover)}
:focus-visible{outline:3px solid var(--accent);outline-offset:2px}
.face{flex:none;width:2.5rem;height:2.5rem;font-weight:700}
.who{display:block;font-weight:600}
.role{display:block;color:var(--dim);font-size:.875rem}
.refuse{justify-content:center;margin-top:1.25rem;color:var(--dim)}
.code,#code{margin:.5rem 0;color:var(--text);font:600 1.75rem/1.3 ui-monospace,monospace;letter-spacing:.15em}
#code{width:100%;padding:.5rem .875rem;border:1px solid var(--dim);border-radius:.75rem;background:transparent;text-transform:uppercase}
code{overflow-wrap:anywhere}`;

/** Only this very style sheet may apply, and nothing is loaded or run. */
export const CONSENT_POLICY = `default-src 'none'; style-src 'sha256-${createHash('sha256').update(STYLE).digest('base64')}'; base-uri 'none'; frame-ancestors 'none'`;

export function consentPage(parts: ConsentPageParts): string {
  const texts = TEXTS[parts.language];
  const hidden = Object.entries(parts.fields)
    .map(([name, value]) => `<input type="hidden" name="${escapeHtml(name)}" value="${escapeHtml(value)}">`)
    .join('');
  const scopes =
    parts.scopes.length === 0
      ? `<p>${texts.noScopes}</p>`
      : `<details><summary>${texts.scopes(parts.scopes.length)}</summary><ul>${parts.scopes.map((scope) => `<li>${escapeHtml(scope)}</li>`).join('')}</ul></details>`;
  const code = parts.userCode === undefined ? '' : `<p>${texts.compare}</p><p class="code">${parts.userCode}</p>`;
  const people = parts.people
    .map(
      (person) =>
        `<button type="submit" name="login" value="${escapeHtml(person.login)}">${face(person)}<span><span class="who">${escapeHtml(person.displayName)}</span><span class="role">${texts[person.role]}</span></span></button>`,
    )
    .join('');
  return page(
    parts.language,
    `<h1>${escapeHtml(parts.appName)} ${texts.asks}</h1><p>${texts.explain}</p>${code}${scopes}
<form method="post" action="${parts.action}"><h2>${texts.as}</h2>${hidden}${people}<button class="refuse" type="submit" name="refuse" value="1">${texts.refuse}</button></form>`,
  );
}

/** For whoever came without a code. */
export function activateStartPage(language: ConsentLanguage): string {
  const texts = TEXTS[language];
  return page(
    language,
    `<form method="get" action="/activate"><h1><label for="code">${texts.typeCode}</label></h1><p>${texts.explain}</p><input id="code" name="device-code" maxlength="9" autocomplete="off" autofocus required><button class="refuse" type="submit">${texts.next}</button></form>`,
  );
}

export function activateDonePage(language: ConsentLanguage, outcome: 'approved' | 'refused'): string {
  return page(language, `<h1>${TEXTS[language][outcome]}</h1><p>${TEXTS[language].close}</p>`);
}

export function consentErrorPage(language: ConsentLanguage, message: string): string {
  return page(language, `<h1>${TEXTS[language].errorTitle}</h1><p><code>${escapeHtml(message)}</code></p>`);
}

function page(language: ConsentLanguage, content: string): string {
  const { banner } = TEXTS[language];
  return `<!doctype html>
<html lang="${language}"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width,initial-scale=1"><title>${banner}</title><style>${STYLE}</style></head>
<body><header class="banner">${banner}</header><main>${content}</main></body></html>`;
}

// Drawn, because a style attribute would need a policy that allows any style.
function face({ displayName, color }: ConsentPerson): string {
  const fill = /^#[0-9a-f]{6}$/i.test(color) ? color : '#6d3fc4';
  const letter = escapeHtml(displayName.slice(0, 1).toUpperCase());
  return `<svg class="face" viewBox="0 0 40 40" aria-hidden="true"><circle cx="20" cy="20" r="20" fill="${fill}"/><circle cx="20" cy="20" r="20" fill="#000" fill-opacity=".35"/><text x="20" y="26" text-anchor="middle" font-size="18" fill="#fff">${letter}</text></svg>`;
}
