import { queryOf } from '@/app/_ui/query-of';

/** Whose pages they are: one's own need not be named. `resourceId` as answers have it, `id` as pages do. */
type Whose = { isOwn: boolean } & ({ resourceId: number } | { id: number });

export const personOf = (whose: Whose): number | undefined =>
  whose.isOwn ? undefined : 'id' in whose ? whose.id : whose.resourceId;

type Parts = { person: Whose; date?: string; done?: string; count?: number; start?: string };

/** `/desk/availability`, or a page below it, for the same person and week. */
export const availabilityPath = ({ person, ...parts }: Parts, below = ''): string =>
  `/desk/availability${below}${queryOf({ person: personOf(person), ...parts })}`;

/** The same as hidden fields of a form. */
export const hiddenOf = (person: Whose, week?: string): Record<string, string | number> => {
  const id = personOf(person);
  return { ...(id !== undefined && { person: id }), ...(week && { week }) };
};
