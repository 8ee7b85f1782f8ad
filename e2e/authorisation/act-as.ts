import { carrel } from '../fixtures';
import type { Session } from './sessions';

/** A form of a page as the server wrote it, for a browser without scripts; `marked`: what stands in it and in no other. */
export async function formOf(path: string, marked: string, session: Session): Promise<[name: string, value: string][]> {
  const html = await (await fetch(`${carrel}${path}`, { headers: session })).text();
  const form = html.split('<form').find((one) => one.split('</form>')[0]?.includes(marked));
  if (!form) throw new Error(`no form with ${marked} at ${path}`);
  const hidden = form.split('</form>')[0]?.matchAll(/<input type="hidden" name="([^"]*)"(?: value="([^"]*)")?/g) ?? [];
  return [...hidden].map(([, name = '', value = '']) => [
    name,
    value.replaceAll('&quot;', '"').replaceAll('&amp;', '&'),
  ]);
}

/** Sends it, whoever it was written for. `origin`: the site whose page sends it. */
export async function send(
  path: string,
  form: readonly (readonly [string, string])[],
  session: Session,
  origin = carrel,
): Promise<Response> {
  const body = new FormData();
  for (const [name, value] of form) body.append(name, value);
  return fetch(`${carrel}${path}`, { method: 'POST', body, headers: { ...session, origin }, redirect: 'manual' });
}
