import { type User, usersOf } from '../store/directory';
import { mustHave } from './access';
import { contextOf, type GraphCall } from './graph-call';
import { page, pageBounds, selectFrom } from './odata-query';
import { GraphProblem } from './problem';

const READERS = ['Place.Read.All', 'Place.ReadWrite.All'];

export function listRooms(g: GraphCall): Response {
  mustHave(g, READERS);
  const { rows, nextLink } = page(roomsOf(g), g.url, g.origin, pageBounds(g.url, 100));
  return Response.json({
    '@odata.context': contextOf(g, 'places/microsoft.graph.room'),
    value: rows.map((room) => selectFrom(roomJson(room), g.url)),
    ...(nextLink ? { '@odata.nextLink': nextLink } : {}),
  });
}

export function getPlace(g: GraphCall): Response {
  mustHave(g, READERS);
  const wanted = (g.params.place ?? '').toLowerCase();
  const room = roomsOf(g).find((one) => one.mail === wanted || one.room?.placeId === wanted);
  if (!room) throw new GraphProblem(404, 'ErrorItemNotFound', 'The place was not found.');
  return Response.json({ '@odata.context': contextOf(g, 'places/$entity'), ...roomJson(room) });
}

function roomsOf(g: GraphCall): User[] {
  return usersOf(g.world.directory, g.token.tenantId).filter((user) => user.kind === 'room');
}

function roomJson(user: User) {
  const { placeId, capacity, building, floorLabel } = user.room ?? {};
  return {
    '@odata.type': '#microsoft.graph.room',
    id: placeId ?? user.id,
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
    isWheelChairAccessible: true,
    tags: [],
    audioDeviceName: null,
    videoDeviceName: null,
    displayDeviceName: null,
    placeId: placeId ?? user.id,
  };
}
