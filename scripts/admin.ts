/**
 * `npm run admin -- create EMAIL [NAME]`: makes the first admin, or makes an existing account one, and prints a
 * password to sign in with. Whatever sessions the account had are ended.
 * `npm run admin -- api-client NAME SCOPES`: lets a program in at /1.1 and prints its id and secret, this once.
 * `npm run admin -- log ID`: what the sync log holds about a request to Microsoft, by Microsoft's `request-id` or by the
 * `client-request-id` that was sent with it; one JSON line each, the newest first.
 * `npm run admin -- reseal`: seals every secret and token with the first of SEALING_KEYS, while the others still open what
 * is left; may be broken off and run again. Status 1 when something could not be opened.
 */
import { randomInt } from 'node:crypto';
import { z } from 'zod';
import { API_SCOPES } from '@/lib/api-scopes';
import { hashPassword } from '@/lib/auth/password';
import { audit } from '@/lib/db/audit';
import { closeDb, db, transaction } from '@/lib/db/client';
import { createPerson, personByEmail, setPassword, setRole } from '@/lib/db/people';
import { resealAll } from '@/lib/db/reseal';
import { ownMethods, writeOwnMethods } from '@/lib/db/sign-in-methods';
import { requestsById } from '@/lib/db/sync-log';
import { env, requireEnvironment } from '@/lib/env';
import { newApiClient, writeApiClient } from '@/lib/usecases/save-api-client';

/** Without letters that are mistaken for one another; four groups of five hold about 98 bits. */
const LETTERS = 'abcdefghjkmnpqrstuvwxyz23456789';
const group = () => Array.from({ length: 5 }, () => LETTERS[randomInt(LETTERS.length)]).join('');

async function create(email: string, name: string): Promise<string> {
  const password = [group(), group(), group(), group()].join('-');
  const passwordHash = await hashPassword(password);
  const now = new Date();
  await transaction(async (tx) => {
    const known = await personByEmail(tx, email);
    const person = known ?? (await createPerson(tx, { name, email, role: 'admin' }, now));
    await setRole(tx, person.id, 'admin');
    await setPassword(tx, person.id, passwordHash, now);
    // Whoever makes one here may be locked out: a password that is not asked for would be none.
    await writeOwnMethods(tx, { ...(await ownMethods(tx)), password: true });
    const detail = { role: 'admin', existed: known !== null };
    await audit(tx, { personId: null, act: 'person.created', subject: `person:${person.id}`, detail });
  });
  return password;
}

async function makeAdmin(address: string, words: readonly string[]): Promise<void> {
  const password = await create(address, words.join(' ') || address.split('@')[0] || address);
  process.stdout.write(
    `${address} is an admin.\n\n  Sign in at  ${env().PUBLIC_URL}/sign-in\n  Password    ${password}\n\nIt is shown this once.\n`,
  );
}

async function letIn(client: z.output<typeof newApiClient>): Promise<void> {
  const { clientId, secret } = await transaction((tx) => writeApiClient(tx, null, client, new Date()));
  const lines = [`client_id      ${clientId}`, `client_secret  ${secret}`, `scope          ${client.scopes.join(' ')}`];
  process.stdout.write(
    `${client.name} may ask ${env().PUBLIC_URL}/1.1\n\n  ${lines.join('\n  ')}\n\nThe secret is shown this once.\n`,
  );
}

/** Numbers only: what is sealed is nobody's to see. */
async function resealEverything(): Promise<void> {
  const all = await resealAll(({ column, resealed, kept, unreadable }) => {
    const lost = unreadable > 0 ? `, ${unreadable} cannot be opened` : '';
    process.stdout.write(`${column}: ${resealed} sealed anew, ${kept} were already${lost}\n`);
  });
  if (all.some(({ unreadable }) => unreadable > 0)) {
    process.stdout.write('Some values were sealed with a key that SEALING_KEYS does not list: keep the old keys.\n');
    process.exitCode = 1;
  } else process.stdout.write('Everything is sealed with the newest key. The older ones may go from SEALING_KEYS.\n');
}

async function printRequests(id: string): Promise<void> {
  const lines = await requestsById(db(), id);
  for (const line of lines) process.stdout.write(`${JSON.stringify(line)}\n`);
  if (lines.length === 0)
    process.stdout.write(
      'Nothing is known of it. The log reaches back 90 days; polls that went well and found nothing are not in it.\n',
    );
}

const [command, what = '', ...words] = process.argv.slice(2);
const client = newApiClient.safeParse({
  name: what,
  scopes: words.flatMap((word) => word.split(/[\s,]+/)).filter(Boolean),
});
const email = z.email().safeParse(what.trim().toLowerCase());
const run =
  command === 'create' && email.success
    ? () => makeAdmin(email.data, words)
    : command === 'api-client' && client.success
      ? () => letIn(client.data)
      : command === 'log' && what !== ''
        ? () => printRequests(what.trim())
        : command === 'reseal' && what === ''
          ? resealEverything
          : null;

if (!run) {
  const usages = [
    'create EMAIL [NAME]',
    `api-client NAME SCOPES (of ${API_SCOPES.join(', ')})`,
    'log REQUEST-ID',
    'reseal',
  ];
  process.stderr.write(`Usage: ${usages.map((usage) => `npm run admin -- ${usage}`).join('\n       ')}\n`);
  process.exit(2);
}

requireEnvironment();
try {
  await run();
} finally {
  await closeDb();
}
