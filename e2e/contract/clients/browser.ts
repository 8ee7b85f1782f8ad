/** A person at the platform's pages, by fetch: fills what asks to be filled and presses what goes on. */
export type Person = { email: string; password: string };

const MOST_PAGES = 8;

/** From the address of /authorize to the application's callback, whose address is the answer. */
export async function walkToCallback(start: string, redirectUri: string, person: Person): Promise<URL> {
  const cookies = new Map<string, string>();
  let request: { url: string; form?: URLSearchParams } = { url: start };
  for (let page = 0; page < MOST_PAGES; page += 1) {
    const response = await fetch(request.url, {
      redirect: 'manual',
      headers: { Cookie: [...cookies].map((pair) => pair.join('=')).join('; ') },
      ...(request.form ? { method: 'POST', body: request.form } : {}),
    });
    for (const cookie of response.headers.getSetCookie()) {
      const [name = '', value = ''] = (cookie.split(';')[0] ?? '').split(/=(.*)/s);
      cookies.set(name, value);
    }
    const location = response.headers.get('location');
    if (location) {
      const next = new URL(location, request.url);
      if (next.href.startsWith(redirectUri)) return next;
      request = { url: next.href };
      continue;
    }
    request = nextRequest(request.url, await response.text(), person);
  }
  throw new Error(`no callback after ${MOST_PAGES} pages`);
}

function nextRequest(url: string, html: string, { email, password }: Person) {
  const form = /<form\b([^>]*)>([\s\S]*?)<\/form>/i.exec(html);
  if (!form) throw new Error(`a page without a way on: ${textOf(html).slice(0, 400)}`);
  const [, head = '', inner = ''] = form;
  const fields = new URLSearchParams();
  for (const [input] of inner.matchAll(/<input\b[^>]*>/gi)) {
    const { name, type, value = '' } = attributes(input);
    if (!name || type === 'checkbox') continue;
    fields.set(name, name === 'email' ? email : type === 'password' ? password : value);
  }
  const buttons = [...inner.matchAll(/<button\b([^>]*)>([\s\S]*?)<\/button>/gi)];
  const wanted = buttons.find(([, , text = '']) => text.includes(email)) ?? buttons[0];
  const { name, value = '' } = attributes(wanted?.[1] ?? '');
  if (name) fields.set(name, value);
  const action = attributes(head).action;
  return { url: action ? new URL(action, url).href : url, form: fields };
}

function attributes(tag: string): Record<string, string> {
  const found = [...tag.matchAll(/([\w-]+)="([^"]*)"/g)];
  return Object.fromEntries(found.map(([, name, value]) => [name ?? '', unescaped(value ?? '')]));
}

function unescaped(text: string): string {
  return text
    .replaceAll('&quot;', '"')
    .replaceAll('&#39;', "'")
    .replaceAll('&lt;', '<')
    .replaceAll('&gt;', '>')
    .replaceAll('&amp;', '&');
}

function textOf(html: string): string {
  return html
    .replace(/<style[\s\S]*?<\/style>/g, '')
    .replace(/<[^>]*>/g, ' ')
    .replace(/\s+/g, ' ')
    .trim();
}
