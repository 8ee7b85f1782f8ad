/** Plain fetch with the little that every question needs; it knows nothing of who answers. */
// biome-ignore lint/suspicious/noExplicitAny: answers of many shapes, whose members are what the tests assert
export type Json = any;
export type Answer = { status: number; headers: Headers; body: Json };
export type AskOptions = {
  token?: string | null;
  body?: unknown;
  form?: Record<string, string>;
  /** Sent as text/plain. */
  text?: string;
  headers?: Record<string, string>;
};

export async function ask(method: string, address: string, options: AskOptions = {}): Promise<Answer> {
  const { token, body, form, text: plain, headers } = options;
  const sent = form ? new URLSearchParams(form) : (plain ?? (body === undefined ? undefined : JSON.stringify(body)));
  const response = await fetch(address, {
    method,
    redirect: 'manual',
    headers: {
      ...(token ? { Authorization: `Bearer ${token}` } : {}),
      ...(body === undefined ? {} : { 'Content-Type': 'application/json' }),
      ...(plain === undefined ? {} : { 'Content-Type': 'text/plain' }),
      ...headers,
    },
    ...(sent === undefined ? {} : { body: sent }),
  });
  const text = await response.text();
  const isJson = /json/.test(response.headers.get('content-type') ?? '');
  return { status: response.status, headers: response.headers, body: isJson && text ? JSON.parse(text) : text };
}
