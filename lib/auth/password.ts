import 'server-only';
import { hash, verify } from '@node-rs/argon2';

/** argon2id (the library's default variant) at OWASP's smallest recommended cost: 19 MiB, 2 passes. */
const COST = { memoryCost: 19_456, timeCost: 2, parallelism: 1 };

export const MAX_PASSWORD_LENGTH = 200;

export const hashPassword = (password: string): Promise<string> => hash(password, COST);

/** Made once a process, so that an unknown address takes as long to refuse as a wrong password. */
let decoy: Promise<string> | undefined;

export async function isPassword(stored: string | null, password: string): Promise<boolean> {
  decoy ??= hashPassword('nobody has this one');
  const given = password.slice(0, MAX_PASSWORD_LENGTH);
  const right = await verify(stored ?? (await decoy), given);
  return stored !== null && right && password.length <= MAX_PASSWORD_LENGTH;
}
