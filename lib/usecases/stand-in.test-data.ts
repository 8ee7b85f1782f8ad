import type { AddressInfo } from 'node:net';
import { afterAll, beforeAll, beforeEach } from 'vitest';
// biome-ignore lint/style/noRestrictedImports: tests speak to the stand-in tenant over HTTP; only its sockets start here.
import { createTenant } from '@/e2e/tenant/app';
// biome-ignore lint/style/noRestrictedImports: as above.
import { serveTenant } from '@/e2e/tenant/server';
import type { Person } from '@/lib/auth/can';
import { outlookRedirectUri } from '@/lib/clouds';
import { db } from '@/lib/db/client';

export const PASSWORD = 'carrel-demo';

export type RegisteredApp = { tenantId: string; clientId: string; secret: { id: string; value: string } };

/** A stand-in Microsoft 365 on a port of its own, as new before each test; call at the top of a `*.db.test.ts`. */
export function standIn() {
  const tenant = createTenant();
  const server = serveTenant(tenant);
  let address = '';

  beforeAll(async () => {
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
    address = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
    Object.assign(process.env, { MICROSOFT_LOGIN_URL: address, MICROSOFT_GRAPH_URL: address });
  });
  beforeEach(async () => {
    await control('/reset', {});
  });
  afterAll(async () => {
    tenant.close();
    server.closeAllConnections();
    await new Promise((resolve) => server.close(resolve));
  });

  async function control<T>(path: string, body: unknown): Promise<T> {
    const answer = await fetch(`${address}/_control${path}`, {
      method: 'POST',
      headers: { 'Content-Type': 'application/json' },
      body: JSON.stringify(body),
    });
    if (!answer.ok) throw new Error(`${path}: ${answer.status} ${await answer.text()}`);
    return answer.json() as Promise<T>;
  }

  return {
    control,
    register: (more: object = {}) =>
      control<RegisteredApp>('/apps', {
        redirectUris: [outlookRedirectUri()],
        delegated: ['User.Read', 'Calendars.Read', 'Calendars.ReadWrite', 'Calendars.ReadWrite.Shared'],
        adminConsent: true,
        ...more,
      }),
    /** What a person does in the browser, and where Microsoft sends them back; null: they are left on its page. */
    answerAs: (authorizeUrl: string, upn: string, decision: 'accept' | 'cancel' = 'accept') =>
      browse(authorizeUrl, upn, decision),
  };
}

async function browse(url: string, email: string, decision: 'accept' | 'cancel'): Promise<URLSearchParams | null> {
  const post = (fields: Record<string, string>, cookie = '') =>
    fetch(url, { method: 'POST', redirect: 'manual', headers: { cookie }, body: new URLSearchParams(fields) });
  const signedIn = await post({ step: 'login', email, password: PASSWORD });
  const cookie = signedIn.headers
    .getSetCookie()
    .map((one) => one.split(';')[0])
    .join('; ');
  if (signedIn.status < 400 && signedIn.headers.get('location')) return backIn(signedIn);
  const page = await signedIn.text();
  const account = /name="account" value="([^"]+)"/.exec(page)?.[1];
  if (account) return backIn(await post({ step: decision, account }, cookie));
  // "Need admin approval": the way back stands on the page as a link.
  const left = /href="([^"]*\/api\/outlook\/callback[^"]*)"/.exec(page)?.[1];
  return left ? new URL(left.replaceAll('&amp;', '&')).searchParams : null;
}

function backIn(answer: Response): URLSearchParams | null {
  const to = answer.headers.get('location');
  return to ? new URL(to).searchParams : null;
}

/** People and their rows; the admin first. */
export async function makePerson(role: Person['role'], email: string, name = email): Promise<Person> {
  const row = await db().person.create({ data: { role, email, name, sessionsValidFrom: new Date(0) } });
  return { kind: 'person', id: row.id, name, email, role, locale: 'en' };
}

/** Everything that setting up and connecting may change, to compare before and after. */
export async function everything(): Promise<string> {
  const rows = await Promise.all([
    db().integration.findMany(),
    db().signInProvider.findMany({ include: { tenants: true } }),
    db().oidcProvider.findMany(),
    db().syncConnection.findMany({ orderBy: { id: 'asc' } }),
    db().calendarLink.findMany({ orderBy: { id: 'asc' } }),
    db().connectAttempt.findMany({ orderBy: { stateHash: 'asc' } }),
    db().pushJob.findMany(),
    db().auditEntry.count(),
  ]);
  return JSON.stringify(rows, (_, value) => (typeof value === 'bigint' ? String(value) : value));
}
