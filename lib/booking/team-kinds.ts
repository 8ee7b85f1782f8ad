import type { Kind } from './appointment-types';

/** What people of a team offer in common: one choice on their page, whoever is met. */
export type TeamKind = {
  /** Stands in addresses: `30-research help`. */
  key: string;
  /** Empty: nobody named kinds, the rules of a category speak. */
  name: string;
  description: string;
  minutes: number;
};

/**
 * Kinds are the same for a team when they bear the same name, letter case aside, and are as long: those of a category are so
 * for all its people, people's own where they agree (docs/decisions/0028).
 */
export const kindKey = ({ name, defaultMinutes }: Pick<Kind, 'name' | 'defaultMinutes'>): string =>
  `${defaultMinutes}-${name.trim().toLowerCase()}`;

/** Every kind that somebody offers, each once, in the order in which they come; words are those of the first. */
export function teamKinds(kinds: readonly Kind[]): TeamKind[] {
  const byKey = new Map<string, TeamKind>();
  for (const kind of kinds) {
    const key = kindKey(kind);
    const { name, description, defaultMinutes } = kind;
    const known = byKey.get(key);
    if (!known) byKey.set(key, { key, name: name.trim(), description, minutes: defaultMinutes });
    else if (!known.description) known.description = description;
  }
  return [...byKey.values()];
}
