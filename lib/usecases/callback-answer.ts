import type { Refusal } from '@/lib/refusal';
import { seal, unseal } from '@/lib/seal';

/** What the way back from Microsoft came to, carried to the page that shows it. */
export type CallbackAnswer =
  | { connected: true; missing: string[]; chosen?: boolean }
  | { connected: false; refusal: Refusal };

const PURPOSE = 'outlook-callback-answer';
const SHOWN_FOR_MS = 10 * 60_000;

/** Sealed, since it stands in an address and may name an account; and so that nobody else can make one. */
export const sealAnswer = (answer: CallbackAnswer, now: Date): string =>
  seal(JSON.stringify({ answer, at: now.getTime() }), PURPOSE);

/** null for anything that is not ours or is from long ago. */
export function openAnswer(sealed: unknown, now: Date): CallbackAnswer | null {
  if (typeof sealed !== 'string' || sealed.length > 4000) return null;
  try {
    const { answer, at } = JSON.parse(unseal(sealed, PURPOSE)) as { answer: CallbackAnswer; at: number };
    return now.getTime() - at < SHOWN_FOR_MS ? answer : null;
  } catch {
    return null;
  }
}
