/**
 * `npm run admin -- create EMAIL [NAME]`: makes the first admin, or makes an existing account one, and prints a
 * password to sign in with. Whatever sessions the account had are ended.
 * `npm run admin -- log ID`: what the sync log holds about a request to Microsoft, by Microsoft's `request-id` or by the
 * `client-request-id` that was sent with it; one JSON line each, the newest first.
 */
import { randomInt } from 'node:crypto';
import { z } from 'zod';
import { hashPassword } from '@/lib/auth/password';
import { audit } from '@/lib/db/audit';
import { closeDb, db, transaction } from '@/lib/db/client';
import { createPerson, personByEmail, setPassword, setRole } from '@/lib/db/people';
import { requestsById } from '@/lib/db/sync-log';
import { env, requireEnvironment } from '@/lib/env';

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

async function printRequests(id: string): Promise<void> {
  const lines = await requestsById(db(), id);
  for (const line of lines) process.stdout.write(`${JSON.stringify(line)}\n`);
  if (lines.length === 0)
    process.stdout.write(
      'Nothing is known of it. The log reaches back 90 days; polls that went well and found nothing are not in it.\n',
    );
}

const [command, what = '', ...words] = process.argv.slice(2);
const email = z.email().safeParse(what.trim().toLowerCase());
const run =
  command === 'create' && email.success
    ? () => makeAdmin(email.data, words)
    : command === 'log' && what !== ''
      ? () => printRequests(what.trim())
      : null;

if (!run) {
  process.stderr.write('Usage: npm run admin -- create EMAIL [NAME]\n       npm run admin -- log REQUEST-ID\n');
  process.exit(2);
}

requireEnvironment();
try {
  await run();
} finally {
  await closeDb();
}
