import { createHash } from 'node:crypto';
import type { Room, RoomList } from '@microsoft/microsoft-graph-types';
import { type User, usersOf } from '../store/directory';
import { mustHave } from './access';
import { type GraphCall, readJson } from './graph-call';
import { parseFilter } from './odata-filter';
import { checkSelect, option, type Row, selected, selectFrom, valueAt } from './odata-query';
import { entityContext, listAnswer, pageBounds } from './pages';
import { readPlaceChange } from './place-change';
import { itemNotFound, unknownProperty, unknownSegment } from './problem';

/** Rooms of the tenant, gathered in one list a building. Place ids are not user ids. */
export const PLACE_ROWS = ['$select', '$top', '$skip', '$filter', '$count'];

const READERS = ['Place.Read.All', 'Place.ReadWrite.All'];

/** Every kind can be asked for; this tenant has rooms and lists of rooms only. */
export const PLACE_KINDS = [
  { cast: 'microsoft.graph.room', operation: 'places.list' },
  { cast: 'microsoft.graph.roomList', operation: 'places.roomLists' },
  ...['workspace', 'building', 'floor', 'section', 'desk'].map((kind) => ({
    cast: `microsoft.graph.${kind}`,
    operation: 'places.others',
  })),
];
const SMALL_PAGES = /\.(room|roomList|workspace)$/;

export function listPlaces(g: GraphCall, cast: string): Response {
  mustHave(g, READERS);
  const places = cast.endsWith('.room') ? roomsOf(g).map(roomJson) : cast.endsWith('.roomList') ? roomListsOf(g) : [];
  return placeList(g, `places/${cast}`, places, SMALL_PAGES.test(cast) ? 100 : 1000);
}

export function listRoomsOfList(g: GraphCall): Response {
  mustHave(g, READERS);
  const cast = /^microsoft\.graph\.roomList$/i.test(g.params.cast ?? '');
  const what = (g.params.what ?? '').toLowerCase();
  if (!cast) throw unknownSegment(g.params.cast ?? '');
  if (what !== 'rooms' && what !== 'workspaces') throw unknownSegment(g.params.what ?? '');
  const list = roomListsOf(g).find((one) => isCalled(one, g.params.place ?? ''));
  if (!list) throw itemNotFound();
  const rooms = what === 'rooms' ? roomsOf(g).filter((room) => room.room?.building === list.displayName) : [];
  return placeList(g, `places('${list.emailAddress}')/microsoft.graph.roomList/${what}`, rooms.map(roomJson), 100);
}

/** 200 with the place as it stands now; delegated only. */
export async function changePlace(g: GraphCall): Promise<Response> {
  mustHave(g, g.me ? ['Place.ReadWrite.All'] : []);
  const room = roomsOf(g).find((one) => isCalled(roomJson(one), g.params.place ?? ''));
  if (!room?.room) throw itemNotFound();
  const { capacity, building, floorLabel, displayName, ...more } = readPlaceChange(await readJson(g.request));
  if (capacity !== undefined) room.room.capacity = capacity;
  if (building !== undefined) room.room.building = building;
  if (floorLabel !== undefined) room.room.floorLabel = floorLabel;
  if (displayName) room.displayName = displayName;
  room.room.more = { ...room.room.more, ...more };
  return Response.json({ '@odata.context': entityContext(g, 'places'), ...roomJson(room) });
}

export function getPlace(g: GraphCall): Response {
  mustHave(g, READERS);
  const wanted = g.params.place ?? '';
  const place = [...roomsOf(g).map(roomJson), ...roomListsOf(g)].find((one) => isCalled(one, wanted));
  if (!place) throw itemNotFound();
  checkSelect(g.url, new Set(Object.keys(place)), 'Place');
  return Response.json({ '@odata.context': entityContext(g, 'places'), ...placeAsked(place, g.url) });
}

type PlaceJson = Record<string, unknown> & { id: string; emailAddress: string | null; displayName: string };

function placeList(g: GraphCall, what: string, places: PlaceJson[], defaultTop: number): Response {
  const known = new Set(Object.keys(places[0] ?? {}));
  if (places.length > 0) checkSelect(g.url, known, 'Room');
  const text = option(g.url, '$filter');
  const mustKnow = (path: string) => {
    if (places.length > 0 && !known.has(path)) throw unknownProperty(path, 'Room');
  };
  const filter = text ? parseFilter(text, { path: mustKnow, collection: mustKnow }) : null;
  const items = filter
    ? places.filter((one) => filter.test({ value: (path) => valueAt(one, path), items: () => [] }))
    : places;
  return listAnswer(g, { what, items, bounds: pageBounds(g.url, defaultTop), rowOf: (row) => placeAsked(row, g.url) });
}

/** A selection leaves out what kind of place it is. */
function placeAsked(place: PlaceJson, url: URL): Row {
  if (!selected(url)) return place;
  const { '@odata.type': _, ...row } = place;
  return selectFrom(row, url);
}

function isCalled(place: { id: string; emailAddress: string | null }, wanted: string): boolean {
  const name = wanted.toLowerCase();
  return place.id === name || place.emailAddress?.toLowerCase() === name;
}

function roomsOf(g: GraphCall): User[] {
  return usersOf(g.world.directory, g.token.tenantId).filter((user) => user.kind === 'room' && !user.room?.hidden);
}

function roomListsOf(g: GraphCall) {
  const buildings = [...new Set(roomsOf(g).map((room) => room.room?.building))].filter((name) => !!name);
  const domain = g.world.directory.tenants.get(g.token.tenantId)?.domains[0] ?? 'example';
  return buildings.map((name) => {
    const displayName = String(name);
    const slug = displayName.toLowerCase().replace(/[^a-z0-9]+/g, '-');
    const id = uuidOf(`${g.token.tenantId} ${slug}`);
    const emailAddress = `rooms-${slug}@${domain}`;
    const list = { id, displayName, emailAddress, address: null, geoCoordinates: null, phone: null };
    return { '@odata.type': '#microsoft.graph.roomList', ...(list satisfies RoomList), placeId: id };
  });
}

function roomJson(user: User) {
  const { placeId = user.id, capacity, building, floorLabel, more } = user.room ?? {};
  const room = {
    id: placeId,
    displayName: user.displayName,
    emailAddress: user.mail,
    capacity: capacity ?? null,
    building: building ?? null,
    floorNumber: null,
    floorLabel: floorLabel ?? null,
    label: null,
    nickname: user.displayName,
    bookingType: 'standard',
    phone: null,
    address: null,
    geoCoordinates: null,
    isWheelChairAccessible: true,
    tags: [] as string[],
    audioDeviceName: null,
    videoDeviceName: null,
    displayDeviceName: null,
  } satisfies Room;
  const newer = { placeId, parentId: null, teamsEnabledState: 'unknown' };
  return { '@odata.type': '#microsoft.graph.room', ...room, ...newer, ...more };
}

function uuidOf(text: string): string {
  const hex = createHash('sha256').update(text).digest('hex');
  return `${hex.slice(0, 8)}-${hex.slice(8, 12)}-4${hex.slice(13, 16)}-8${hex.slice(17, 20)}-${hex.slice(20, 32)}`;
}
