import type { FormState } from '@/app/(patron)/form-state';

/** Appointments that lie in what a change takes away, in words. */
export type Asked = {
  /** Goes back with the form, as proof that they were shown. */
  seen: string;
  /** `id`: the booking's public one. */
  lines: { id: string; href: string; words: string }[];
  /** It is not the list that was shown before. */
  isNew: boolean;
};

export type AskingState = FormState & { asked: Asked | null };

export type AskingAct = (state: AskingState, form: FormData) => Promise<AskingState>;

export const NOTHING_ASKED: AskingState = { message: null, fields: {}, values: {}, asked: null };
