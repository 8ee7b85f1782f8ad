import type { Location as GraphLocation } from '@microsoft/microsoft-graph-types';
import { z } from 'zod';
import type { Location } from '../store/event-types';

/** A place of an event, in and out. */
const LOCATION_TYPES = [
  'default',
  'conferenceRoom',
  'homeAddress',
  'businessAddress',
  'geoCoordinates',
  'streetAddress',
  'hotel',
  'restaurant',
  'localBusiness',
  'postalAddress',
] as const;
const ID_TYPES = ['unknown', 'locationStore', 'directory', 'private', 'bing'] as const;
const addressMembers = ['street', 'city', 'state', 'countryOrRegion', 'postalCode'] as const;

const addressSchema = z.strictObject(Object.fromEntries(addressMembers.map((name) => [name, z.string().nullish()])));
const number = z.number().nullish();
const coordinatesSchema = z.strictObject({
  altitude: number,
  latitude: number,
  longitude: number,
  accuracy: number,
  altitudeAccuracy: number,
});

export const locationSchema = z.strictObject({
  displayName: z.string().nullish(),
  locationEmailAddress: z.string().nullish(),
  locationUri: z.string().nullish(),
  locationType: z.enum(LOCATION_TYPES).nullish(),
  uniqueId: z.string().nullish(),
  uniqueIdType: z.enum(ID_TYPES).nullish(),
  address: addressSchema.nullish(),
  coordinates: coordinatesSchema.nullish(),
});
export type LocationInput = z.infer<typeof locationSchema>;

export const NO_LOCATION = {
  displayName: '',
  locationType: 'default',
  uniqueIdType: 'unknown',
  address: {},
  coordinates: {},
} satisfies GraphLocation;

/** Places without a name or an address are none. */
export function locationsOf(inputs: LocationInput[]): Location[] {
  return inputs
    .filter((one) => one.displayName || one.locationEmailAddress)
    .map((one) => {
      const displayName = one.displayName ?? '';
      const given = Object.fromEntries(
        Object.entries(one).filter(([, value]) => value !== null && value !== undefined),
      );
      return { locationType: 'default', uniqueId: displayName, uniqueIdType: 'private', ...given, displayName };
    });
}

export function locationJson(location: Location): GraphLocation {
  return location satisfies { displayName: string };
}
