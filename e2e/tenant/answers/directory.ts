import { z } from 'zod';
import { coordinates, physicalAddress } from './event';
import { address, boolean, int32, text } from './forms';

/** People and places (GC §5.1, §10). A personal account's id is sixteen hexadecimal digits, all others are GUIDs. */
export const userShape = {
  businessPhones: z.array(text),
  displayName: text.nullable(),
  givenName: text.nullable(),
  jobTitle: text.nullable(),
  mail: address.nullable(),
  mobilePhone: text.nullable(),
  officeLocation: text.nullable(),
  preferredLanguage: text.nullable(),
  surname: text.nullable(),
  userPrincipalName: text,
  id: z.string().regex(/^([0-9a-f]{16}|[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12})$/i, 'not the id of a person'),
};
export const user = z.strictObject(userShape);
export type UserAnswer = z.infer<typeof user>;

/** Only `$select` brings these. */
export const moreOfUser = {
  accountEnabled: boolean.nullable(),
  userType: z.enum(['Member', 'Guest']).nullable(),
  proxyAddresses: z.array(text),
};

const placeShape = {
  id: text,
  displayName: text,
  address: physicalAddress.nullable().optional(),
  geoCoordinates: coordinates.nullable().optional(),
  phone: text.nullable().optional(),
  /** In the contract (GC §5.1), not yet in the published types. */
  placeId: text.optional(),
  parentId: text.nullable().optional(),
};

export const roomShape = {
  '@odata.type': z.literal('#microsoft.graph.room').optional(),
  ...placeShape,
  emailAddress: address.nullable(),
  nickname: text,
  label: text.nullable(),
  capacity: int32.nullable(),
  building: text.nullable(),
  floorNumber: int32.nullable(),
  floorLabel: text.nullable(),
  bookingType: z.enum(['unknown', 'standard', 'reserved']),
  isWheelChairAccessible: boolean.nullable(),
  tags: z.array(text),
  audioDeviceName: text.nullable(),
  videoDeviceName: text.nullable(),
  displayDeviceName: text.nullable(),
  teamsEnabledState: text.nullable().optional(),
};
export const room = z.strictObject(roomShape);
export type RoomAnswer = z.infer<typeof room>;

export const roomListShape = {
  '@odata.type': z.literal('#microsoft.graph.roomList').optional(),
  ...placeShape,
  emailAddress: address.nullable(),
};
export const roomList = z.strictObject(roomListShape);
