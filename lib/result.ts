import type { Refusal } from '@/lib/refusal';

/** What a use case or a rule answers: a value, or an expected no. Anything else is a bug and is thrown. */
export type Result<T> = { ok: true; value: T } | { ok: false; refusal: Refusal };

export function ok(): Result<undefined>;
export function ok<T>(value: T): Result<T>;
export function ok<T>(value?: T): Result<T | undefined> {
  return { ok: true, value };
}

export const refuse = (refusal: Refusal): { ok: false; refusal: Refusal } => ({ ok: false, refusal });
