import { fromForm } from '@/lib/parse';

/** A form whose groups of boxes are one text each: the ticked values, with commas between them. */
export function formWithChecks(form: FormData, ...names: string[]): Record<string, string> {
  return { ...fromForm(form), ...Object.fromEntries(names.map((name) => [name, form.getAll(name).join(',')])) };
}
