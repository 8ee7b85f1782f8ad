/** A library's own words with their variables filled in, once: what people typed is never read as a variable. */
export const fillTemplate = (text: string, values: Readonly<Record<string, string>>): string =>
  text.replace(VARIABLE, (all, name: string) => values[name] ?? all);

/** Names in braces that are not among `allowed`, and braces that name nothing. */
export function unknownVariables(text: string, allowed: readonly string[]): string[] {
  const named = [...text.matchAll(VARIABLE)].map((match) => match[1] ?? '');
  const rest = text.replace(VARIABLE, '').match(/\{[^{}]{0,40}\}?|\}/g) ?? [];
  return [...new Set([...named.filter((name) => !allowed.includes(name)), ...rest])];
}

const VARIABLE = /\{([a-z]+)\}/g;
