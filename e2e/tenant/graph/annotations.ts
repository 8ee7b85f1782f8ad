/** What was sent without the OData annotations in it (`@odata.type` and the like), at any depth. */
export function withoutAnnotations(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(withoutAnnotations);
  if (typeof value !== 'object' || value === null) return value;
  const members = Object.entries(value).filter(([name]) => !name.includes('@'));
  return Object.fromEntries(members.map(([name, member]) => [name, withoutAnnotations(member)]));
}
