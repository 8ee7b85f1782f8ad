import { z } from 'zod';
import { cancelMeeting, type Response as GivenAnswer, respond } from '../meetings/respond';
import { calendarAccess } from './access';
import { senderOf } from './event-create';
import { readTime } from './event-input';
import { type FoundEvent, findEvent } from './find-event';
import { type GraphCall, readJson } from './graph-call';
import { invalidRequest, propertyInvalid, unreadableBody } from './problem';

/** For the calendar page and the controls. */
export const applyResponse = respond;

const timeSchema = z.object({ dateTime: z.string(), timeZone: z.string().nullish() });
const answerSchema = z.strictObject({
  comment: z.string().nullish(),
  sendResponse: z.boolean().nullish(),
  proposedNewTime: z.object({ start: timeSchema, end: timeSchema }).nullish(),
});
const cancelSchema = z.strictObject({ comment: z.string().nullish() });

/** Accept, accept tentatively, decline: 202 and nothing in it. */
export function respondToEvent(answer: GivenAnswer): (g: GraphCall) => Promise<Response> {
  return async (g) => {
    const { mailbox, found } = openFor(g);
    const { comment, sendResponse, proposedNewTime } = await readParameters(g, answerSchema);
    if (proposedNewTime && answer === 'accepted') {
      throw unreadableBody("The parameter 'proposedNewTime' is not a valid parameter of the action 'accept'.");
    }
    const span = proposedNewTime && {
      startMs: readTime(proposedNewTime.start, false).ms,
      endMs: readTime(proposedNewTime.end, false).ms,
    };
    if (span && span.endMs < span.startMs) throw propertyInvalid();
    respond(g.world, mailbox, found, answer, {
      comment: comment ?? '',
      sendResponse: sendResponse ?? true,
      proposedNewTime: span ?? null,
    });
    return new Response(null, { status: 202 });
  };
}

export async function cancelEvent(g: GraphCall): Promise<Response> {
  const { mailbox, found } = openFor(g);
  const { comment } = await readParameters(g, cancelSchema);
  cancelMeeting(g.world, mailbox, found, { comment: comment ?? '', ...senderOf(g, mailbox) });
  return new Response(null, { status: 202 });
}

function openFor(g: GraphCall): { mailbox: ReturnType<typeof calendarAccess>['mailbox']; found: FoundEvent } {
  const { mailbox, calendar } = calendarAccess(g, 'write');
  const within = g.params.calendarId === undefined ? undefined : calendar;
  const found = findEvent(mailbox, g.params.eventId ?? '', within);
  return { mailbox, found };
}

/** The parameters of an action: their names compare without the case of the first letter, and all may be left out. */
async function readParameters<Schema extends z.ZodType>(g: GraphCall, schema: Schema): Promise<z.infer<Schema>> {
  const hasBody = (await g.request.clone().text()).trim() !== '';
  const body: unknown = hasBody ? await readJson(g.request) : {};
  if (typeof body !== 'object' || body === null || Array.isArray(body)) throw invalidRequest('The body is no object.');
  const members = Object.entries(body).map(([name, value]) => [name.charAt(0).toLowerCase() + name.slice(1), value]);
  const parsed = schema.safeParse(Object.fromEntries(members));
  if (parsed.success) return parsed.data;
  throw unreadableBody(parsed.error.issues[0]?.message ?? 'Cannot read the request.');
}
