import { z } from 'zod';
import { type GraphAddress, graphRequest, pathOfLink } from './client';

/** A room that the tenant's address book lists. Its `address` names its mailbox; the place's own id does not. */
export type Room = { address: string; name: string; capacity: number | null };

const rooms = z.object({
  value: z.array(
    z.object({
      emailAddress: z.string().nullish(),
      displayName: z.string().nullish(),
      capacity: z.number().nullish(),
    }),
  ),
  '@odata.nextLink': z.string().optional(),
});

/**
 * Every listed room. Needs Place.Read.All, which only an administrator can grant: `access_denied` is normal, and the
 * address is typed instead (graph-calendar §5.1). Throws `GraphFailure`.
 */
export async function listRooms(graph: GraphAddress, accessToken: string): Promise<Room[]> {
  const session = { ...graph, accessToken: async () => accessToken };
  const found: Room[] = [];
  let path: string | undefined = '/places/microsoft.graph.room?$top=100';
  while (path) {
    const page: z.output<typeof rooms> = await graphRequest(session, {
      op: 'room.list',
      mailbox: 'directory',
      method: 'GET',
      path,
      shape: rooms,
    });
    for (const { emailAddress, displayName, capacity } of page.value) {
      if (!emailAddress) continue;
      const address = emailAddress.toLowerCase();
      found.push({ address, name: displayName ?? address, capacity: capacity ?? null });
    }
    path = page['@odata.nextLink'] && pathOfLink(page['@odata.nextLink']);
  }
  return found;
}
