import type { Tx } from '@/lib/db/client';
import type { Access } from '@/lib/db/resources';

/** A space that another one consists of, or is a part of. */
export type Relative = { id: number; name: string; active: boolean; access: Access };

/** The nearest relatives only, in the library's order; further ones are theirs. */
export async function relativesOf(tx: Tx, id: number): Promise<{ wholes: Relative[]; parts: Relative[] }> {
  const rows = await tx.$queryRaw<(Relative & { isPart: boolean })[]>`
    SELECT resource.id, resource.name, resource.active AND category.active AND location.active AS active,
      greatest(category.access, location.access)::text AS access, tie.whole_id = ${id} AS "isPart"
    FROM resource_part tie
      JOIN resource ON resource.id = CASE WHEN tie.whole_id = ${id} THEN tie.part_id ELSE tie.whole_id END
      JOIN category ON category.id = resource.category_id JOIN location ON location.id = category.location_id
    WHERE tie.whole_id = ${id} OR tie.part_id = ${id}
    ORDER BY category.position, resource.position, resource.name, resource.id`;
  const some = (isPart: boolean) =>
    rows.filter((row) => row.isPart === isPart).map(({ isPart: _, ...relative }) => relative);
  return { wholes: some(false), parts: some(true) };
}
