import { z } from 'zod';
import { mailboxPath } from './calendar-path';
import { type GraphSession, graphRequest } from './client';
import { GraphFailure } from './failure';
import { eventAnswer } from './wire';

/** The Teams meeting of an event of ours. Never read of other people's: links into their meetings stay where they are (I12). */
export type OnlineMeeting = {
  /** Whether there is one; its link may come later than that. */
  isOnline: boolean;
  joinUrl: string | null;
};

const members = z.object({
  isOnlineMeeting: z.boolean().nullish(),
  onlineMeeting: z.object({ joinUrl: z.string().max(2000).nullish() }).nullish(),
});

/** What is no https address is no link: it goes to patrons. */
const meetingOf = (raw: unknown): OnlineMeeting => {
  const read = members.safeParse(raw).data;
  const joinUrl = read?.onlineMeeting?.joinUrl;
  const isLink = joinUrl ? z.url({ protocol: /^https$/ }).safeParse(joinUrl).success : false;
  return { isOnline: read?.isOnlineMeeting ?? false, joinUrl: joinUrl && isLink ? joinUrl : null };
};

/** The answer to a create: the event as everywhere, and its meeting beside it. */
export const createdEvent = z.unknown().transform((raw, context) => {
  const event = eventAnswer.safeParse(raw);
  if (event.success) return { ...event.data, meeting: meetingOf(raw) };
  context.addIssue({ code: 'custom', message: 'no event' });
  return z.NEVER;
});

/** Asked of one event by its id. Null: there is no such event any more. */
export async function readMeeting(
  session: GraphSession,
  mailbox: string,
  remoteId: string,
): Promise<OnlineMeeting | null> {
  try {
    return await graphRequest(session, {
      op: 'event.get_meeting',
      mailbox,
      method: 'GET',
      path: `${mailboxPath(mailbox)}/events/${encodeURIComponent(remoteId)}?$select=id,isOnlineMeeting,onlineMeeting`,
      shape: z.object({ id: z.string() }).loose().transform(meetingOf),
    });
  } catch (error) {
    if (error instanceof GraphFailure && (error.kind === 'not_found' || error.kind === 'gone')) return null;
    throw error;
  }
}
