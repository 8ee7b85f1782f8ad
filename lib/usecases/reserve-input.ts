import { z } from 'zod';
import { momentInput } from './moment-input';

/** So many bookings fit into one request (own reading). */
const MOST_ITEMS = 50;

const id = z.number().int().positive().nullable().default(null);

/** One line: a name goes into subjects and headings, and no program's form has to have kept its lines apart. */
const line = z.string().transform((text) => text.replace(/[\s\p{Cc}]+/gu, ' ').trim());

/** For whom a program books, in whose words, and how: the same of spaces and of appointments. */
export const patronByClient = {
  givenName: line.pipe(z.string().min(1).max(60, 'too_long')),
  familyName: line.pipe(z.string().min(1).max(60, 'too_long')),
  email: z
    .string()
    .trim()
    .toLowerCase()
    .max(254, 'too_long')
    .refine((text) => z.email().safeParse(text).success, 'not_email'),
  /** What the program calls its patron by: a login or barcode. */
  account: line.pipe(z.string().max(120, 'too_long')).default(''),
  /** Of the mails; left out: as the account has it. */
  locale: z.enum(['en', 'es']).optional(),
  /** By `fieldOf`; several choices are a list. */
  answers: z.record(z.string(), z.union([z.string(), z.array(z.string())])).default({}),
  /** As staff book for somebody: beyond limits, window, lengths, hours and mediation; never over another booking. */
  beyondRules: z.boolean().default(false),
  /** Every rule is asked, and nothing is kept. */
  rehearsal: z.boolean().default(false),
};

/** What a program asks for on behalf of a patron: bookings of one location with one start, all or none. */
export const reserveInput = z.object({
  start: momentInput,
  items: z
    .array(z.object({ spaceId: id, seatId: id, to: momentInput }))
    .min(1)
    .max(MOST_ITEMS, 'too_many'),
  nickname: line.pipe(z.string().max(40, 'too_long')).default(''),
  ...patronByClient,
});

export type ReserveInput = z.output<typeof reserveInput>;
