/** Parts of an address: a list stands there once a value, and what is empty not at all. */
export type QueryParts = Record<string, string | number | readonly string[] | null | undefined>;

/** `?zone=First+floor&feature=Screen&feature=Power`, or nothing. */
export function queryOf(parts: QueryParts): string {
  const query = new URLSearchParams(fieldsOf(parts));
  return query.size > 0 ? `?${query}` : '';
}

/** The same as pairs, for the hidden fields of a form. */
export const fieldsOf = (parts: QueryParts): [name: string, value: string][] =>
  Object.entries(parts).flatMap(([name, value]) =>
    [value ?? ''].flat().flatMap((one): [string, string][] => (one === '' ? [] : [[name, String(one)]])),
  );
