import { createHash } from 'node:crypto';

/** The named property that our events carry. One form of it, always (graph-calendar §1.6). */
export const MARKER_ID = 'String {6f0c1c1e-52b8-4f4e-9a55-2f6e0d3c7a41} Name CarrelBooking';

const NAMESPACE = Buffer.from('a3d9c0d27c1b4c58b1f25d0b7f7e9c46', 'hex');

/** Who a mirror is. A new epoch is a new event, made only by decision; a new version of the booking is not (F8). */
export type MirrorKey = { installationId: string; linkId: number; bookingId: number; epoch: number };

export const markerOf = (key: MirrorKey) => ({ id: MARKER_ID, value: nameOf(key) });

/** UUIDv5 of the marker: the same for every repeat of a create, whoever repeats it. */
export function transactionIdOf(key: MirrorKey): string {
  const hash = createHash('sha1').update(NAMESPACE).update(nameOf(key)).digest().subarray(0, 16);
  hash.writeUInt8((hash.readUInt8(6) & 0x0f) | 0x50, 6);
  hash.writeUInt8((hash.readUInt8(8) & 0x3f) | 0x80, 8);
  const hex = hash.toString('hex');
  return [hex.slice(0, 8), hex.slice(8, 12), hex.slice(12, 16), hex.slice(16, 20), hex.slice(20)].join('-');
}

/** What the markers of all events of one link begin with. */
export const markersOfLink = ({ installationId, linkId }: Pick<MirrorKey, 'installationId' | 'linkId'>) =>
  `${installationId}/${linkId}/`;

/** The other way round; null for what we did not write. */
export function readMarker(value: string): MirrorKey | null {
  const match = /^([^/]+)\/(\d{1,9})\/(\d{1,9})\/(\d{1,9})$/.exec(value);
  if (!match?.[1]) return null;
  const [linkId = 0, bookingId = 0, epoch = 0] = match.slice(2).map(Number);
  return { installationId: match[1], linkId, bookingId, epoch };
}

const nameOf = ({ installationId, linkId, bookingId, epoch }: MirrorKey) =>
  `${installationId}/${linkId}/${bookingId}/${epoch}`;
