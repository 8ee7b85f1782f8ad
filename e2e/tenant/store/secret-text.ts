import { randomBytes } from 'node:crypto';

/** Unguessable text that never repeats across resets, for codes, tokens and secrets. */
export function randomText(length: number): string {
  return randomBytes(length).toString('base64url').slice(0, length);
}
