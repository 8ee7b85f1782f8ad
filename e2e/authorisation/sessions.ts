import { carrel, PASSWORD } from '../fixtures';
import type { Asker } from './askers';
import { API_SECRET, makeAccount, PATRON, type Sql, type Things } from './things';

/** What somebody sends along with every request. */
export type Session = Record<string, string>;

/** A browser without pages: keeps cookies, and knows the steps of signing in. */
export function jarOf(held: Record<string, string> = {}) {
  const jar = new Map(Object.entries(held));
  const ask = async (path: string, init: RequestInit = {}) => {
    const cookie = [...jar].map(([name, value]) => `${name}=${value}`).join('; ');
    const answer = await fetch(`${carrel}/api/auth/${path}`, { ...init, headers: { cookie }, redirect: 'manual' });
    for (const line of answer.headers.getSetCookie()) {
      const [, name = '', value = ''] = /^([^=]+)=([^;]*)/.exec(line) ?? [];
      if (value) jar.set(name, value);
      else jar.delete(name);
    }
    return answer;
  };
  const csrf = async () => ((await (await ask('csrf')).json()) as { csrfToken: string }).csrfToken;
  const post = (path: string, fields: Record<string, string>) =>
    ask(path, { method: 'POST', body: new URLSearchParams({ ...fields, json: 'true' }) });
  return {
    csrf,
    post,
    session: () => jar.get('carrel-session'),
    /** `more`: other fields of the form. Answers where to go on. */
    signIn: async (email: string, more: Record<string, string> = {}) => {
      const answer = await post('callback/password', { email, password: PASSWORD, csrfToken: await csrf(), ...more });
      return (await answer.json()) as { url: string };
    },
  };
}

async function signedIn(email: string): Promise<Session> {
  const jar = jarOf();
  await jar.signIn(email);
  if (!jar.session()) throw new Error(`${email} could not sign in`);
  return { cookie: `carrel-session=${jar.session()}` };
}

/** Everybody, signed in. */
export async function everybody(sql: Sql, { location, elsewhere, clientId }: Things): Promise<Record<Asker, Session>> {
  const as = async (role: string, name: string, at?: string | number) => {
    const email = `${name}@journey.example`;
    await makeAccount(sql, role, email, at);
    return signedIn(email);
  };
  return {
    guest: {},
    program: { authorization: `Bearer ${await tokenOf(clientId)}` },
    patron: await as('patron', PATRON.email.split('@')[0] ?? ''),
    otherPatron: await as('patron', 'other-patron'),
    reader: await as('read_only', 'reader', location),
    mediator: await as('mediator', 'mediator', location),
    staff: await as('staff', 'staff', location),
    staffElsewhere: await as('staff', 'staff-elsewhere', elsewhere),
    manager: await as('manager', 'manager', location),
    managerElsewhere: await as('manager', 'manager-elsewhere', elsewhere),
    admin: await as('admin', 'admin'),
  };
}

async function tokenOf(clientId: string | number | undefined): Promise<string> {
  const body = new URLSearchParams({
    ...{ client_id: String(clientId), client_secret: API_SECRET, grant_type: 'client_credentials' },
  });
  const answer = await fetch(`${carrel}/1.1/oauth/token`, { method: 'POST', body });
  return ((await answer.json()) as { access_token: string }).access_token;
}
