import { z } from 'zod';
import { unreadableBody } from './problem';

/** What PATCH of a room may change. `@odata.type` says what kind of place it is, and is required. */
const text = z.string().nullable().optional();

const schema = z.strictObject({
  displayName: z.string().min(1).optional(),
  nickname: z.string().optional(),
  label: text,
  building: text,
  floorNumber: z.number().int().nullable().optional(),
  floorLabel: text,
  capacity: z.number().int().min(0).nullable().optional(),
  bookingType: z.enum(['unknown', 'standard', 'reserved']).optional(),
  phone: text,
  isWheelChairAccessible: z.boolean().nullable().optional(),
  tags: z.array(z.string()).optional(),
  audioDeviceName: text,
  videoDeviceName: text,
  displayDeviceName: text,
  address: z
    .strictObject({ street: text, city: text, state: text, countryOrRegion: text, postalCode: text })
    .nullable()
    .optional(),
  geoCoordinates: z
    .strictObject({
      latitude: z.number().nullish(),
      longitude: z.number().nullish(),
      altitude: z.number().nullish(),
      accuracy: z.number().nullish(),
      altitudeAccuracy: z.number().nullish(),
    })
    .nullable()
    .optional(),
});

export type PlaceChange = z.infer<typeof schema>;

export function readPlaceChange(body: unknown): PlaceChange {
  const { '@odata.type': type, ...rest } = (typeof body === 'object' && body !== null ? body : {}) as Record<
    string,
    unknown
  >;
  if (!/^#?microsoft\.graph\.room$/i.test(String(type))) throw unreadableBody("'@odata.type' must name a room.");
  const parsed = schema.safeParse(rest);
  if (parsed.success) return parsed.data;
  const issue = parsed.error.issues[0];
  throw unreadableBody(`Cannot read '${issue?.path.join('.') ?? ''}': ${issue?.message ?? 'wrong type'}.`);
}
