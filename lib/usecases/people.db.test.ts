import { beforeEach, describe, expect, test } from 'vitest';
import { sessionClaims } from '@/lib/auth/begin-session';
import type { Person, Role } from '@/lib/auth/can';
import { isOpen } from '@/lib/auth/session';
import { db } from '@/lib/db/client';
import { testDatabase } from '@/lib/db/test-database';
import { acceptInvitation, viewInvitation } from './accept-invitation';
import { invitePerson, sendInvitationAgain, withdrawInvitation } from './invite-person';
import { endSessionOf, savePerson, setPersonOpen } from './save-person';
import { saveSignInMethods } from './save-sign-in-methods';
import { viewPeople } from './view-people';
import { viewPerson } from './view-person';

testDatabase();
const now = new Date('2026-11-21T09:00:00Z');
const later = (days: number) => new Date(now.getTime() + days * 24 * 60 * 60_000);

let ada: Person;
let bo: Person;
let hall: number;

async function account(name: string, role: Role): Promise<Person> {
  const email = `${name.toLowerCase()}@library.example`;
  const { id } = await db().person.create({ data: { name, email, role, passwordHash: 'x', sessionsValidFrom: now } });
  return { kind: 'person', id, name, email, role, locale: 'en' };
}

beforeEach(async () => {
  await db().$executeRaw`TRUNCATE person, invitation, location, library CASCADE`;
  await db().library.create({ data: { name: 'Library' } });
  hall = (await db().location.create({ data: { name: 'Hall', timeZone: 'UTC' } })).id;
  [ada, bo] = [await account('Ada', 'admin'), await account('Bo', 'admin')];
});

const keys: string[] = [];
const deliver = async (_: unknown, key: string) => {
  keys.push(key);
  return true;
};
const lastKey = () => keys.at(-1) ?? '';
const wish = { email: 'Cem@Library.example', name: 'Cem', role: 'manager', locale: 'es' };

describe('an invitation', () => {
  const invite = () => invitePerson(ada, { ...wish, locations: `${hall}` }, now, deliver);

  test('makes an account of its role and locations, once', async () => {
    await invite();
    expect(await viewInvitation({ key: lastKey() }, now)).toMatchObject({
      value: { email: 'cem@library.example', role: 'manager', locations: ['Hall'], password: 'may' },
    });
    const given = { key: lastKey(), name: 'Cem Yıldız', password: 'a long enough password' };
    const both = await Promise.all([acceptInvitation(given, now), acceptInvitation(given, now)]);
    expect(both.filter(({ ok }) => ok)).toHaveLength(1);
    expect(both.find(({ ok }) => !ok)).toMatchObject({ refusal: { code: 'invitation_over' } });
    const cem = await db().person.findUniqueOrThrow({
      where: { email: 'cem@library.example' },
      include: { locations: true },
    });
    expect(cem).toMatchObject({ name: 'Cem Yıldız', role: 'manager', locale: 'es', locations: [{ locationId: hall }] });
    expect(cem.passwordHash).toMatch(/^\$argon2id\$/);
  });

  test('is over after seven days, once withdrawn, and when it was sent again', async () => {
    const made = await invite();
    if (!made.ok) throw new Error('not invited');
    const first = lastKey();
    expect(await viewInvitation({ key: first }, later(8))).toMatchObject({ refusal: { code: 'invitation_over' } });
    await sendInvitationAgain(ada, { id: made.value.id }, later(8), deliver);
    expect(await viewInvitation({ key: first }, later(8))).toMatchObject({ ok: false });
    expect(await viewInvitation({ key: lastKey() }, later(9))).toMatchObject({ ok: true });
    await withdrawInvitation(ada, { id: made.value.id });
    expect(await acceptInvitation({ key: lastKey(), name: 'Cem' }, later(9))).toMatchObject({ ok: false });
  });

  test('is not for whoever has an account, and its key and address are nowhere in clear', async () => {
    expect(await invitePerson(ada, { ...wish, email: bo.email }, now, deliver)).toMatchObject({
      refusal: { fields: { email: 'account_exists' } },
    });
    await invite();
    const details = (await db().auditEntry.findMany()).map(({ detail }) => detail);
    expect(JSON.stringify([await db().invitation.findMany(), details])).not.toContain(lastKey());
    expect(JSON.stringify(details)).not.toContain('cem@');
    expect(await viewPeople(ada, now)).toMatchObject({ value: { invitations: [{ over: false }] } });
  });

  test('gives its role to whom the mail reached, not to whoever said meanwhile that the address is theirs', async () => {
    await invite();
    const eve = await account('Cem', 'patron');
    const identities = ['azure-ad', 'oidc'].map((provider) => ({ provider, subject: 'eve', personId: eve.id }));
    await db().signInIdentity.createMany({ data: identities });
    const open = await sessionClaims({ personId: eve.id, method: 'azure-ad', device: '' }, now);
    const accepted = await acceptInvitation({ key: lastKey(), name: 'Cem' }, later(1));
    expect(accepted).toMatchObject({ ok: true, value: { personId: eve.id, role: 'manager' } });
    expect(await isOpen(open)).toBe(false);
    // A provider that proves addresses has said whose it is.
    expect(await db().signInIdentity.findMany()).toMatchObject([{ provider: 'oidc' }]);
  });

  test('asks for a password where nothing else is left to sign in by', async () => {
    await saveSignInMethods(ada, { password: 'on' });
    await invite();
    expect(await acceptInvitation({ key: lastKey(), name: 'Cem' }, now)).toMatchObject({
      refusal: { fields: { password: 'required' } },
    });
    expect(await acceptInvitation({ key: lastKey(), name: 'Cem', password: 'short' }, now)).toMatchObject({
      refusal: { fields: { password: 'password_too_short' } },
    });
  });
});

describe('the last admin', () => {
  const demote = (who: Person, by = ada) => savePerson(by, { id: who.id, name: who.name, role: 'staff' });

  test('stays one, though two admins demote each other at once', async () => {
    const both = await Promise.all([demote(bo, ada), demote(ada, bo)]);
    expect(both.filter(({ ok }) => ok)).toHaveLength(1);
    expect(both.find(({ ok }) => !ok)).toMatchObject({ refusal: { code: 'last_admin' } });
    expect(await db().person.count({ where: { role: 'admin' } })).toBe(1);
  });

  test('is not closed, also when the other admin cannot sign in', async () => {
    await saveSignInMethods(ada, { password: 'on' });
    await db().person.update({ where: { id: bo.id }, data: { passwordHash: null } });
    expect(await setPersonOpen(bo, { id: ada.id, open: 'off' }, now)).toMatchObject({
      refusal: { code: 'last_admin' },
    });
    expect(await setPersonOpen(ada, { id: bo.id, open: 'off' }, now)).toMatchObject({ ok: true });
  });

  test('keeps a way to sign in', async () => {
    expect(await saveSignInMethods(ada, {})).toMatchObject({ refusal: { code: 'no_way_in' } });
    await db().person.updateMany({ data: { passwordHash: null } });
    expect(await saveSignInMethods(ada, { password: 'on' })).toMatchObject({ refusal: { code: 'no_way_in' } });
    expect(await saveSignInMethods(ada, { link: 'on' })).toMatchObject({ ok: true });
  });
});

describe('sessions', () => {
  const begin = (who: Person) =>
    sessionClaims({ personId: who.id, method: 'password', device: 'Firefox · Linux' }, now);

  test('end one by one, or all', async () => {
    const [one, two] = [await begin(bo), await begin(bo)];
    const view = await viewPerson(ada, { id: bo.id }, now);
    expect(view).toMatchObject({ value: { sessions: [{ device: 'Firefox · Linux' }, { method: 'password' }] } });
    await endSessionOf(ada, { id: bo.id, session: one.sid }, now);
    expect([await isOpen(one), await isOpen(two)]).toEqual([false, true]);
    await endSessionOf(ada, { id: bo.id }, later(1));
    expect(await isOpen(two)).toBe(false);
    expect((await db().person.findUniqueOrThrow({ where: { id: bo.id } })).sessionsValidFrom).toEqual(later(1));
  });

  test('of somebody else are not ended by their number, and a forged one is none', async () => {
    const one = await begin(bo);
    await endSessionOf(ada, { id: ada.id, session: one.sid }, now);
    expect(await isOpen(one)).toBe(true);
    expect(await isOpen({ sub: String(ada.id), sid: one.sid })).toBe(false);
  });
});
