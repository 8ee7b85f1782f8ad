import { z } from 'zod';
import { parse } from '@/lib/parse';
import type { Result } from '@/lib/result';

/** A query's empty field is no wish. */
export const emptyAsMissing = <T extends z.ZodType>(schema: T) =>
  z.preprocess((value) => (value === '' ? undefined : value), schema.optional());

export const spaceFilterInput = z.object({
  people: emptyAsMissing(z.coerce.number().int('invalid').min(1, 'invalid').max(10_000, 'too_long')),
  /** A floor or an area, by its name: those of two locations may bear the same. */
  zone: emptyAsMissing(z.string().max(120)),
  /** All of them must be there: what patrons expect of a page (libcal-domain §1.1, own reading). */
  features: z.array(z.string().max(120)).max(40).default([]),
});

/** What a space has to be like, whatever the time. */
export type SpaceFilter = { people: number | null; zone: string | null; features: string[] };

type Traits = { capacity: number | null; zone: string | null; features: readonly string[] };

/** As the address of a page has it; what makes no sense is said at its field. */
export function readSpaceFilter(raw: unknown): Result<SpaceFilter> {
  const input = parse(spaceFilterInput, raw);
  if (!input.ok) return input;
  const { people = null, zone = null, features } = input.value;
  return { ok: true, value: { people, zone, features } };
}

export const suits = (space: Traits, { people, zone, features }: SpaceFilter): boolean =>
  (people === null || (space.capacity ?? 0) >= people) &&
  (zone === null || space.zone === zone) &&
  features.every((feature) => space.features.includes(feature));

/** Every feature that some of the spaces have, to choose from. */
export const featuresOf = (spaces: readonly Traits[]): string[] =>
  [...new Set(spaces.flatMap((space) => space.features))].sort((a, b) => a.localeCompare(b));
