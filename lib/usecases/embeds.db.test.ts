import { beforeAll, describe, expect, test } from 'vitest';
import type { Actor } from '@/lib/auth/can';
import { closeDb, db } from '@/lib/db/client';
import { sampleLibrary } from '@/lib/db/sample-library.test-data';
import { testDatabase } from '@/lib/db/test-database';
import { framingOrigins } from './framing-origins';
import { addEmbedOrigin, removeEmbedOrigin } from './save-embed-origins';
import { viewEmbeds } from './view-embeds';

testDatabase();

const SITE = 'https://www.library.example';
let admin: Actor;
let staff: Actor;

beforeAll(async () => {
  await sampleLibrary();
  const row = await db().person.create({ data: { email: 'admin@example.org', name: 'Alma Admin', role: 'admin' } });
  admin = { kind: 'person', id: row.id, role: 'admin', email: row.email, name: row.name, locale: 'en' };
  staff = { ...admin, role: 'staff' };
});

const problemOf = async (origin: string) => {
  const answer = await addEmbedOrigin(admin, { origin });
  return answer.ok ? null : answer.refusal.code === 'invalid' ? answer.refusal.fields : answer.refusal.code;
};
const noted = () =>
  db().auditEntry.findMany({
    where: { act: { startsWith: 'embed_origin' } },
    orderBy: { id: 'asc' },
    select: { act: true, personId: true, detail: true },
  });

describe('the sites that may frame', () => {
  test('are added as exact origins, each once, and told to the header at once', async () => {
    expect(await framingOrigins()).toEqual([]);
    expect(await addEmbedOrigin(admin, { origin: ' https://WWW.library.example/ ' })).toEqual({
      ok: true,
      value: { origin: SITE },
    });
    expect(await framingOrigins()).toEqual([SITE]);
    expect(await problemOf(SITE)).toEqual({ origin: 'origin_listed' });
    expect(await problemOf('http://library.example')).toEqual({ origin: 'origin_not_https' });
    expect(await problemOf('https://*.library.example')).toEqual({ origin: 'origin_wildcard' });
    expect(await problemOf('https://library.example/help')).toEqual({ origin: 'origin_with_path' });
    expect(await problemOf('library')).toEqual({ origin: 'not_origin' });
    expect(await problemOf('')).toEqual({ origin: 'required' });
    expect(await framingOrigins()).toEqual([SITE]);
  });

  test('two admins who add at once add both', async () => {
    const both = ['http://localhost:8080', 'https://guides.library.example'];
    await Promise.all(both.map((origin) => addEmbedOrigin(admin, { origin })));
    expect((await framingOrigins()).sort()).toEqual([...both, SITE].sort());
    for (const origin of both) await removeEmbedOrigin(admin, { origin });
  });

  test('go again, and who let them in and out is on record', async () => {
    expect((await removeEmbedOrigin(admin, { origin: SITE })).ok).toBe(true);
    expect(await framingOrigins()).toEqual([]);
    expect(await removeEmbedOrigin(admin, { origin: SITE })).toEqual({ ok: false, refusal: { code: 'not_found' } });
    const log = await noted();
    expect(log.at(0)).toEqual({
      act: 'embed_origin.added',
      personId: admin.kind === 'person' && admin.id,
      detail: { origin: SITE },
    });
    expect(log.at(-1)).toMatchObject({ act: 'embed_origin.removed', detail: { origin: SITE } });
  });

  test('are no more than a header can carry', async () => {
    const many = Array.from({ length: 50 }, (_, at) => `https://site-${at}.example`);
    await db().library.update({ where: { id: 1 }, data: { embedOrigins: many } });
    expect(await problemOf(SITE)).toEqual({ origin: 'too_many' });
    await db().library.update({ where: { id: 1 }, data: { embedOrigins: [] } });
  });

  test.each([() => staff, (): Actor => ({ kind: 'guest' })])('are the admin’s alone', async (who) => {
    const no = { ok: false, refusal: { code: 'not_allowed' } };
    expect(await addEmbedOrigin(who(), { origin: SITE })).toEqual(no);
    expect(await removeEmbedOrigin(who(), { origin: SITE })).toEqual(no);
    expect(await viewEmbeds(who(), {})).toEqual(no);
  });
});

describe('what a widget may show', () => {
  const chosen = async (what: string) => {
    const view = await viewEmbeds(admin, { what, accent: 'nonsense', theme: 'dark' });
    return view.ok ? view.value : null;
  };

  test('is whoever is in the public lists', async () => {
    const view = await chosen('person ada-park');
    expect(view?.chosen).toEqual({ kind: 'person', value: 'ada-park', name: 'Ada Park' });
    expect(view?.look).toEqual({ theme: 'dark' });
    expect(view?.choices.location.map(({ name }) => name)).toEqual(['Main']);
    expect((await chosen('person nobody'))?.chosen?.value).toBe('ada-park');
    await db().location.updateMany({ data: { access: 'unlisted' } });
    expect(await chosen('person ada-park')).toMatchObject({ chosen: null, choices: { person: [], location: [] } });
    await db().location.updateMany({ data: { access: 'public' } });
  });
});

test('with the database away, nobody but our own pages frames', async () => {
  await db().library.update({ where: { id: 1 }, data: { embedOrigins: [SITE] } });
  expect(await framingOrigins()).toEqual([SITE]);
  await closeDb();
  const broken = { library: { findUnique: () => Promise.reject(new Error('away')) } };
  (globalThis as unknown as { carrelDb: unknown }).carrelDb = broken;
  expect(await framingOrigins()).toEqual([]);
  (globalThis as unknown as { carrelDb: unknown }).carrelDb = undefined;
});
