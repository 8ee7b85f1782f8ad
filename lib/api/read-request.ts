/** More than the largest reservation takes, by far. */
const LARGEST_BODY = 256 * 1024;

/**
 * The query with its names in snake_case: LibCal's older names in camelCase are still sent (libcal-api §1), and lists as
 * `name[]`. What is given several times is a list; a name that is empty (`?&from=…`) is nothing, and so is an empty value,
 * which forms and templates send for what nobody has chosen.
 */
export function queryOf(url: URL): Record<string, string> {
  const query: Record<string, string> = {};
  for (const [given, value] of url.searchParams) {
    const name = snakeCase(given.replace(/\[\d*\]$/, ''));
    if (name === '' || value === '' || name === '__proto__') continue;
    query[name] = Object.hasOwn(query, name) ? `${query[name]},${value}` : value;
  }
  return query;
}

export const snakeCase = (name: string) => name.replace(/[A-Z]/g, (letter) => `_${letter.toLowerCase()}`);

export type Body = { kind: 'empty' } | { kind: 'broken' } | { kind: 'too_large' } | { kind: 'read'; value: unknown };

/** The body, as JSON or as form fields, whatever it is called: some clients name no type, or the wrong one. */
export async function readBody(request: Request): Promise<Body> {
  const text = await textUpTo(request, LARGEST_BODY);
  if (text === null) return { kind: 'too_large' };
  if (text.trim() === '') return { kind: 'empty' };
  if (/^\s*[[{]/.test(text)) return fromJson(text);
  const type = request.headers.get('content-type') ?? '';
  if (/\bjson\b/i.test(type)) return { kind: 'broken' };
  if (/^multipart\/form-data/i.test(type)) return fromParts(text, type);
  return { kind: 'read', value: Object.fromEntries(new URLSearchParams(text)) };
}

/** Deeper than any request; what looks through a value would reach the end of its stack. */
const DEEPEST = 20;

const isTooDeep = (value: unknown, left = DEEPEST): boolean =>
  typeof value === 'object' &&
  value !== null &&
  (left === 0 || Object.values(value).some((one) => isTooDeep(one, left - 1)));

function fromJson(text: string): Body {
  try {
    const value: unknown = JSON.parse(text);
    return isTooDeep(value) ? { kind: 'broken' } : { kind: 'read', value };
  } catch {
    return { kind: 'broken' };
  }
}

/** As PHP's curl sends a list of fields. Files are none. */
async function fromParts(text: string, type: string): Promise<Body> {
  try {
    const fields = await new Response(text, { headers: { 'content-type': type } }).formData();
    return { kind: 'read', value: Object.fromEntries([...fields].filter(([, value]) => typeof value === 'string')) };
  } catch {
    return { kind: 'broken' };
  }
}

/** Null: it is longer; what is too long is not read to its end. */
async function textUpTo(request: Request, most: number): Promise<string | null> {
  if (Number(request.headers.get('content-length') ?? 0) > most) return null;
  const reader = request.body?.getReader();
  if (!reader) return '';
  const parts: Uint8Array[] = [];
  for (let size = 0; ; ) {
    const { done, value } = await reader.read();
    if (done) return new TextDecoder().decode(Buffer.concat(parts));
    size += value.byteLength;
    if (size > most) {
      await reader.cancel();
      return null;
    }
    parts.push(value);
  }
}
