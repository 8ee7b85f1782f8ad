import { expect, test } from 'vitest';
import type { ConnectionForMail } from '@/lib/db/connection-mail';
import { setMailEnvironment } from './booking.test-data';
import { composeConnectionMail } from './compose-connection-mail';

setMailEnvironment();

type Lost = NonNullable<ConnectionForMail['connection']>;

const connection: Lost = {
  ...{ status: 'needs_reauth', account: 'ada@library.example', ownerName: 'Ada Park', isOwner: true, spaces: 3 },
  ...{ purpose: 'own', blocked: true, reason: 'policy invalid_grant 53003' },
};

const said = (more: Partial<Lost>, locale = 'en') => {
  const facts = {
    ...{ to: { name: 'Ada Park', address: 'ada@library.example', locale }, libraryName: 'Riverside Library' },
    ...{ timeZone: 'UTC', checkCode: null, secretExpiresOn: null, credentialKind: 'secret' as const },
    ...{ connection: { ...connection, ...more }, paused: null, alerts: null },
  };
  const mail = composeConnectionMail({ template: 'connection_lost', personId: 1, connectionId: 1, day: 0 }, facts);
  return `${mail?.subject} ${mail?.text.replaceAll('\n', ' ')}`;
};

test.each<[string, Partial<Lost>]>([
  ['whose calendar it is', { purpose: 'own' }],
  ['an admin', { purpose: 'own', isOwner: false }],
  ['whoever connected rooms', { purpose: 'rooms' }],
])('a sign-in rule: %s is told whose turn it is, and not to sign in again', (_, more) => {
  expect(said(more)).toContain('IT department');
  expect(said(more)).not.toMatch(/connect(ed)? (it )?again|sign in again|your Outlook calendar again|up to date/i);
  expect(said(more, 'es')).not.toMatch(/volver a conectar|vuelva a/i);
  expect(said({ ...more, blocked: false, reason: 'invalid_grant 50173' })).toMatch(/again/);
});
