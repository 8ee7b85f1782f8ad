/**
 * `npm run admin -- create EMAIL [NAME]`: makes the first admin, or makes an existing account one, and prints a
 * password to sign in with. Whatever sessions the account had are ended.
 */
import { randomInt } from 'node:crypto';
import { z } from 'zod';
import { hashPassword } from '@/lib/auth/password';
import { audit } from '@/lib/db/audit';
import { closeDb, transaction } from '@/lib/db/client';
import { createPerson, personByEmail, setPassword, setRole } from '@/lib/db/people';
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

const [command, address, ...words] = process.argv.slice(2);
const email = z.email().safeParse(address?.trim().toLowerCase());

if (command !== 'create' || !email.success) {
  process.stderr.write('Usage: npm run admin -- create EMAIL [NAME]\n');
  process.exit(2);
}

requireEnvironment();
try {
  const password = await create(email.data, words.join(' ') || email.data.split('@')[0] || email.data);
  process.stdout.write(
    `${email.data} is an admin.\n\n  Sign in at  ${env().PUBLIC_URL}/sign-in\n  Password    ${password}\n\nIt is shown this once.\n`,
  );
} finally {
  await closeDb();
}
