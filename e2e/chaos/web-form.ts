/** A form as a browser without scripts sees and sends it. */
export type WebForm = { address: string; fields: Map<string, string>; choices: Map<string, string[]>; text: string };

/** No answer: the process behind it died, or the database was away. */
export class Unheard extends Error {}

const PATIENCE_MS = 20_000;

/** One connection a request, as from many people; redirects are left to the caller. */
export async function ask(address: string, init: RequestInit = {}): Promise<{ response: Response; text: string }> {
  try {
    const headers = { connection: 'close', ...(init.headers as Record<string, string>) };
    const signal = AbortSignal.timeout(PATIENCE_MS);
    const response = await fetch(address, { ...init, headers, signal, redirect: 'manual' });
    const text = await response.text();
    if (response.status >= 500) throw new Unheard(`status ${response.status}`);
    return { response, text };
  } catch (error) {
    if (error instanceof Unheard) throw error;
    throw new Unheard(error instanceof Error ? error.message : String(error));
  }
}

export function formsIn(address: string, html: string): WebForm[] {
  return [...html.matchAll(/<form\b[^>]*>(.*?)<\/form>/gs)].map(([, inner = '']) => {
    const fields = new Map<string, string>();
    const choices = new Map<string, string[]>();
    for (const [tag] of inner.matchAll(/<input\b[^>]*>/g)) {
      const name = attribute(tag, 'name');
      if (name) fields.set(name, attribute(tag, 'value') ?? '');
    }
    for (const [, name = ''] of inner.matchAll(/<textarea\b[^>]*\bname="([^"]*)"/g)) fields.set(name, '');
    for (const [, name = '', options = ''] of inner.matchAll(/<select\b[^>]*\bname="([^"]*)"[^>]*>(.*?)<\/select>/gs)) {
      const tags = [...options.matchAll(/<option\b[^>]*>/g)].map(([tag]) => tag);
      const values = tags.map((tag) => attribute(tag, 'value') ?? '');
      choices.set(name, values);
      const chosen = tags.findIndex((tag) => /\bselected\b/.test(tag));
      fields.set(name, values[Math.max(chosen, 0)] ?? '');
    }
    return { address, fields, choices, text: inner };
  });
}

/** Sent to the page it stands on, as React's forms are without scripts. */
export function send(form: WebForm, origin: string, cookie?: string) {
  const body = new FormData();
  for (const [name, value] of form.fields) body.append(name, value);
  const headers: Record<string, string> = { origin, ...(cookie && { cookie }) };
  return ask(form.address, { method: 'POST', body, headers });
}

function attribute(tag: string, name: string): string | undefined {
  const value = new RegExp(`\\s${name}="([^"]*)"`).exec(tag)?.[1];
  return value?.replace(/&(quot|amp|lt|gt|#x27);/g, (_, entity: string) => ENTITIES[entity] ?? '');
}

const ENTITIES: Record<string, string> = { quot: '"', amp: '&', lt: '<', gt: '>', '#x27': "'" };
