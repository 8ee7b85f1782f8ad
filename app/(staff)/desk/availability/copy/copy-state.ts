import type { FormState } from '@/app/(patron)/form-state';

/** What a copy would add, in words; `seen` goes back with the form as proof that it was shown. */
export type CopyShown = { seen: string; days: { date: string; spans: string[] }[]; already: number; past: number };

export type CopyState = FormState & { plan: CopyShown | null };
