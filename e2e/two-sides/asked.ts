/** One request as the tenant saw it; times in milliseconds, from when it was received to when it was answered. */
export type Asked = {
  seq: number;
  at: number;
  begunAt: number;
  mailbox: string | null;
  operation: string;
  status: number;
  retryAfter: string | null;
  actor: string;
  user: string | null;
  eventId: string | null;
};

/** A line of the tenant's log, as it gives it out. */
export type Entry = {
  seq: number;
  at: string;
  begunAt?: string;
  mailbox: string | null;
  operation: string;
  status: number;
} & {
  retryAfter?: string;
  actor: string;
  user: string | null;
  eventId?: string;
};

export const asked = ({ at, begunAt, retryAfter, eventId, ...rest }: Entry): Asked => ({
  ...{ seq: rest.seq, mailbox: rest.mailbox, operation: rest.operation, status: rest.status },
  ...{ actor: rest.actor, user: rest.user, retryAfter: retryAfter ?? null, eventId: eventId ?? null },
  ...{ at: Date.parse(at), begunAt: Date.parse(begunAt ?? at) },
});
