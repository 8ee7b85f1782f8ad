import { z } from 'zod';
import type { RemoteChange } from '@/lib/graph/wire';

const instant = z.iso.datetime().transform((text) => new Date(text));

/** The stage keeps what the parser let through, as JSON. */
export const stagedChange: z.ZodType<RemoteChange> = z.discriminatedUnion('what', [
  z.object({ what: z.literal('removed'), remoteId: z.string() }),
  z.object({
    what: z.literal('malformed'),
    remoteId: z.string(),
    start: instant.nullable(),
    end: instant.nullable(),
  }),
  z.object({
    what: z.literal('event'),
    remoteId: z.string(),
    etag: z.string().nullable(),
    type: z.enum(['singleInstance', 'occurrence', 'exception', 'seriesMaster']),
    seriesMasterId: z.string().nullable(),
    start: instant,
    end: instant,
    allDay: z.boolean(),
    showAs: z.string().nullable(),
    cancelled: z.boolean().nullable(),
    response: z.string().nullable(),
    isPrivate: z.boolean().nullable(),
    transactionId: z.string().nullable(),
    icalUid: z.string().nullable(),
    createdAt: instant.nullable(),
    changedAt: instant.nullish(),
  }),
]);
