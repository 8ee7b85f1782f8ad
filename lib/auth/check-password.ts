import 'server-only';
import { isPassword } from '@/lib/auth/password';
import { forgetAttempts, minutesToWait, recordAttempt } from '@/lib/auth/sign-in-limit';
import { db } from '@/lib/db/client';
import { passwordHashByEmail } from '@/lib/db/people';

export type PasswordAnswer = { ok: true; personId: number } | { ok: false; waitMinutes: number | null };

/** The same no, in about the same time, for a wrong password, an unknown address and a disabled account. */
export async function checkPassword(
  given: { email: string; password: string; network: string },
  now: Date,
): Promise<PasswordAnswer> {
  const { password, network } = given;
  const email = given.email.normalize('NFKC').trim().toLowerCase();
  const waitMinutes = await minutesToWait('password', email, network, now);
  if (waitMinutes !== null) return { ok: false, waitMinutes };
  const person = await passwordHashByEmail(db(), email);
  const right = await isPassword(person?.passwordHash ?? null, password);
  if (!person || person.disabledAt || !right) {
    await recordAttempt('password', email, network, now);
    return { ok: false, waitMinutes: null };
  }
  await forgetAttempts('password', email, network);
  return { ok: true, personId: person.id };
}
