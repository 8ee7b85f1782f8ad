import type { FormState } from '@/app/(patron)/form-state';

/** Bookings that the new rules would not allow, in words; `seen` goes back with the form as proof that they were shown. */
export type OldBookings = { count: number; seen: string; first: OldLine[] };

/** `id`: the booking's public one. */
type OldLine = { id: string; href: string; words: string; why: string };

export type RulesState = FormState & { old: OldBookings | null };

export const NOTHING_YET: RulesState = { message: null, fields: {}, values: {}, old: null };
