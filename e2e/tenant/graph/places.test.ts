import { beforeEach, describe, expect, it } from 'vitest';
import type { Tenant } from '../app';
import { appToken, ask, frozenTenant, type Json, LIBRARIAN } from '../testing';
import { bearer, type Caller, caller, encoded, refused } from '../testing-graph';

let tenant: Tenant;
let me: Caller;
const ROOMS = '/places/microsoft.graph.room';
const LINDEN = 'linden@library.example';

beforeEach(async () => {
  tenant = frozenTenant();
  me = await caller(tenant, LIBRARIAN, ['Place.Read.All']);
});

const names = (answer: { body: Json }) => answer.body.value.map((room: Json) => room.displayName);

describe('places (GC 5.1)', () => {
  it('[GC13.1] rooms with all their members; a place has an id of its own', async () => {
    const { body } = await me.get(ROOMS);
    expect(body.value).toHaveLength(9);
    expect(body.value[0]).toMatchObject({
      '@odata.type': '#microsoft.graph.room',
      displayName: 'Linden Room',
      emailAddress: LINDEN,
      bookingType: 'standard',
      tags: [],
      parentId: null,
      teamsEnabledState: 'unknown',
    });
    const users = tenant.world().directory.users;
    expect(body.value.some((room: Json) => users.has(room.id))).toBe(false);
    const byMail = (await me.get(`/places/${LINDEN}`)).body;
    expect(byMail.id).toBe(body.value[0].id);
    expect((await me.get(`/places/${byMail.id}`)).body.emailAddress).toBe(LINDEN);
    expect(refused(await me.get('/places/nowhere@library.example'))).toEqual([404, 'ErrorItemNotFound']);
  });

  it('[GC13.1] $top, $skip, $filter, $select and $count; nothing else', async () => {
    const page = await me.get(`${ROOMS}?$top=4&$count=true`);
    expect([page.body.value.length, page.body['@odata.count']]).toEqual([4, 9]);
    expect((await me.get(page.body['@odata.nextLink'])).body.value).toHaveLength(4);
    expect(names(await me.get(`${ROOMS}?$filter=${encoded("startswith(displayName,'lin')")}`))).toEqual([
      'Linden Room',
    ]);
    const [first] = (await me.get(`${ROOMS}?$select=displayName&$skip=1`)).body.value;
    expect(Object.keys(first).sort()).toEqual(['displayName', 'id']);
    for (const query of ['$orderby=displayName', '$expand=x', '$search="x"', "$filter=colour eq 'x'"]) {
      expect((await me.get(`${ROOMS}?${query}`)).status).toBe(400);
    }
  });

  it('[GC13.1] a list of rooms for each building, and their rooms', async () => {
    const lists = (await me.get('/places/microsoft.graph.roomList')).body.value;
    const sizes = await Promise.all(
      lists.map(async (list: Json) => {
        return (await me.get(`/places/${list.emailAddress}/microsoft.graph.roomlist/rooms`)).body.value.length;
      }),
    );
    expect(sizes.reduce((sum: number, size: number) => sum + size, 0)).toBe(9);
    const [list] = lists;
    expect((await me.get(`/places/${list.id}`)).body.displayName).toBe(list.displayName);
    expect((await me.get(`/places/${list.emailAddress}/microsoft.graph.roomlist/workspaces`)).body.value).toEqual([]);
    const other = await me.get(`/places/${list.emailAddress}/microsoft.graph.roomlist/desks`);
    expect(other.body.error.message).toBe("Resource not found for the segment 'desks'.");
  });

  it('[GC13.1] other kinds are known and empty; an unknown kind is not found', async () => {
    for (const kind of ['workspace', 'building', 'floor', 'section', 'desk']) {
      expect((await me.get(`/places/microsoft.graph.${kind}`)).body.value).toEqual([]);
    }
    expect((await me.get('/places/microsoft.graph.garage')).status).toBe(404);
    expect((await me.get('/places')).body.error.message).toBe("Resource not found for the segment 'places'.");
  });

  it('[GC13.1] hidden rooms are not returned', async () => {
    await ask(tenant, 'PATCH', `/_control/mailboxes/${LINDEN}`, { body: { hidden: true } });
    expect(names(await me.get(ROOMS))).not.toContain('Linden Room');
    expect((await me.get(`/places/${LINDEN}`)).status).toBe(404);
    await ask(tenant, 'PATCH', `/_control/mailboxes/${LINDEN}`, { body: { hidden: false } });
    expect(names(await me.get(ROOMS))).toContain('Linden Room');
  });

  it('[GC13.2] PATCH needs Place.ReadWrite.All and a person, and says what kind of place it is', async () => {
    const change = { '@odata.type': 'microsoft.graph.room', capacity: 7, tags: ['quiet'], label: 'L1' };
    expect(refused(await me.patch(`/places/${LINDEN}`, change))).toEqual([403, 'ErrorAccessDenied']);
    const app = bearer(tenant, await appToken(tenant, ['Place.Read.All']));
    expect((await app.get(ROOMS)).status).toBe(200);
    expect((await app.patch(`/places/${LINDEN}`, change)).status).toBe(403);
    const writer = await caller(tenant, LIBRARIAN, ['Place.ReadWrite.All']);
    expect((await writer.patch(`/places/${LINDEN}`, change)).body).toMatchObject({
      capacity: 7,
      tags: ['quiet'],
      label: 'L1',
    });
    expect((await me.get(`/places/${LINDEN}`)).body).toMatchObject({ capacity: 7, label: 'L1' });
    expect((await writer.patch(`/places/${LINDEN}`, { capacity: 7 })).status).toBe(400);
    expect((await writer.patch(`/places/${LINDEN}`, { ...change, colour: 'red' })).status).toBe(400);
  });

  it('[GC13.1] findRooms and findRoomLists are of the beta', async () => {
    for (const segment of ['findRooms', 'findRoomLists']) {
      const answer = await me.get(`/me/${segment}`);
      expect([answer.status, answer.body.error.message]).toEqual([
        400,
        `Resource not found for the segment '${segment}'.`,
      ]);
    }
  });
});
