/** Plays a person at the simulator's consent page; gives the address the browser is sent back to. */
export async function playConsent(authorizeUrl: string, login: string | 'refuse'): Promise<URL> {
  const page = new URL(authorizeUrl);
  const form = new URLSearchParams(page.searchParams);
  const answer = await decide(page, form, login);
  const location = answer.headers.get('location');
  if (location === null) throw new Error(`the consent page answered ${answer.status}`);
  return new URL(location);
}

/** Plays a person at the page whose address a device shows. @throws when the code is not taken. */
export async function playActivation(verificationUri: string, login: string | 'refuse'): Promise<void> {
  const page = new URL(verificationUri);
  const answer = await decide(page, new URLSearchParams(page.searchParams), login);
  if (!answer.ok) throw new Error(`the activate page answered ${answer.status}`);
}

function decide(page: URL, form: URLSearchParams, login: string | 'refuse'): Promise<Response> {
  form.set(login === 'refuse' ? 'refuse' : 'login', login === 'refuse' ? '1' : login);
  return fetch(new URL(page.pathname, page), { method: 'POST', body: form, redirect: 'manual' });
}
