/**
 * Forms of appointments have no table: their number says whose they are. A category of people has its own number; beyond a
 * million are kinds of appointment, beyond two million people.
 */
const KINDS_FROM = 1_000_000;
const PEOPLE_FROM = 2_000_000;
const LAST = 3_000_000;

export type FormOf = { of: 'category' | 'kind' | 'person'; id: number };

export const formIdOf = ({ of, id }: FormOf): number =>
  id + (of === 'kind' ? KINDS_FROM : of === 'person' ? PEOPLE_FROM : 0);

/** Null: no form has this number. */
export function formOfId(formId: number): FormOf | null {
  if (formId <= 0 || formId >= LAST) return null;
  if (formId > PEOPLE_FROM) return { of: 'person', id: formId - PEOPLE_FROM };
  if (formId > KINDS_FROM) return { of: 'kind', id: formId - KINDS_FROM };
  return formId < KINDS_FROM ? { of: 'category', id: formId } : null;
}
