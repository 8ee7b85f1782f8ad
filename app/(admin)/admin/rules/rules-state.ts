import type { FormState } from '@/app/(patron)/form-state';

/** Bookings that the new rules would not allow, in words; `seen` goes back with the form as proof that they were shown. */
export type OldBookings = { count: number; seen: string; first: { href: string; words: string; why: string }[] };

export type RulesState = FormState & { old: OldBookings | null };

export const NOTHING_YET: RulesState = { message: null, fields: {}, values: {}, old: null };
