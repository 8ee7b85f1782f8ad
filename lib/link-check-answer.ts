import { z } from 'zod';

const asked = { http: z.number().int().nullable(), requestId: z.string().nullable(), ms: z.number().int() };
const number = z.number().int().nonnegative();

/**
 * What came of a question about one calendar that an admin asked: codes, numbers and Microsoft's own ids, nobody's words.
 * `compared`: everything that stands there now was read, and this is what a full reading would change here. `subscribed`:
 * Microsoft made a short subscription and reached our address. `refused`: it said no, or nothing. `not_asked`: it was not
 * asked at all.
 */
export const linkCheckAnswer = z.discriminatedUnion('what', [
  z.object({
    what: z.literal('compared'),
    /** Events that stand there, and rows that cannot be read. */
    events: number,
    unreadable: number,
    /** Times to be closed, or closed otherwise; opened; events of ours found again; events of ours that were changed there. */
    closes: number,
    opens: number,
    adopts: number,
    edited: number,
    cases: number,
    /** So much would go that a full reading is not believed before a second one says the same (sync-design I17). */
    doubted: z.boolean(),
  }),
  z.object({ what: z.literal('subscribed'), ...asked, expiresAt: z.iso.datetime() }),
  z.object({
    ...{ what: z.literal('refused'), kind: z.string(), ...asked },
    ...{ code: z.string().nullable(), clientRequestId: z.string().nullable() },
  }),
  z.object({ what: z.literal('not_asked'), why: z.enum(['no_public_address', 'switched_off', 'connection', 'ended']) }),
]);

export type LinkCheckAnswer = z.output<typeof linkCheckAnswer>;
