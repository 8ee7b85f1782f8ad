import { z } from 'zod';
import { supportedZones } from '../calendar/zones';
import { findUser } from '../store/directory';
import { type IdKind, itemId, parseItemId } from '../store/item-ids';
import { keepMail } from '../store/mails';
import { calendarAccess, mustHave } from './access';
import { contextOf, type GraphCall, mustBeDelegated, readJson } from './graph-call';
import { invalidRequest, unknownSegment, unreadableBody } from './problem';

/** Calls beside the calendar that an app may need. */
export function outlookFunction(g: GraphCall): Response {
  const name = g.params.call ?? '';
  if (!/^supportedTimeZones(\(.*\))?$/i.test(name)) throw unknownSegment(name);
  mustBeDelegated(g);
  const zones = supportedZones(/'Iana'/i.test(name) ? 'Iana' : 'Windows');
  return Response.json({
    '@odata.context': contextOf(g, 'Collection(microsoft.graph.timeZoneInformation)'),
    value: zones,
  });
}

const translateSchema = z.object({
  inputIds: z.array(z.string()).max(1000),
  sourceIdType: z.enum(['restId', 'restImmutableEntryId']),
  targetIdType: z.enum(['restId', 'restImmutableEntryId']),
});

export async function translateIds(g: GraphCall): Promise<Response> {
  const { mailbox } = calendarAccess(g, 'basic');
  const parsed = translateSchema.safeParse(await readJson(g.request));
  if (!parsed.success) throw unreadableBody(parsed.error.issues[0]?.message ?? 'Cannot read the request.');
  const kind: IdKind = parsed.data.targetIdType === 'restId' ? 'rest' : 'immutable';
  const value = parsed.data.inputIds.map((sourceId) => {
    const found = parseItemId(mailbox, sourceId);
    const event = typeof found === 'string' ? undefined : mailbox.byKey.get(found.key);
    if (typeof found === 'string' || !event) throw invalidRequest('An id could not be translated.');
    return { sourceId, targetId: itemId(mailbox, event, found.date, kind) };
  });
  return Response.json({ '@odata.context': contextOf(g, 'Collection(microsoft.graph.convertIdResult)'), value });
}

const recipients = z.array(z.object({ emailAddress: z.object({ address: z.string() }) }));
const mailSchema = z.object({
  message: z.object({
    subject: z.string().nullish(),
    body: z.object({ contentType: z.string().nullish(), content: z.string() }).nullish(),
    toRecipients: recipients,
    ccRecipients: recipients.nullish(),
    attachments: z
      .array(z.looseObject({ name: z.string(), contentType: z.string().nullish(), contentBytes: z.string() }))
      .nullish(),
  }),
  saveToSentItems: z.boolean().nullish(),
});

/** 202: accepted is not delivered. It lands in the outbox like any other mail. */
export async function sendMail(g: GraphCall): Promise<Response> {
  mustHave(g, ['Mail.Send']);
  const sender = g.params.user === undefined ? mustBeDelegated(g) : findUser(g.world.directory, g.params.user);
  const parsed = mailSchema.safeParse(await readJson(g.request));
  if (!parsed.success) throw unreadableBody(parsed.error.issues[0]?.message ?? 'Cannot read the message.');
  const { message } = parsed.data;
  const isHtml = message.body?.contentType?.toLowerCase() === 'html';
  const content = message.body?.content ?? '';
  const to = [...message.toRecipients, ...(message.ccRecipients ?? [])].map((one) => one.emailAddress.address);
  keepMail(g.world.mails, g.world.ids, g.world.clock.now(), {
    via: 'graph',
    from: sender?.mail ?? sender?.upn ?? '',
    to,
    subject: message.subject ?? '',
    text: isHtml ? content.replace(/<[^>]*>/g, ' ') : content,
    html: isHtml ? content : null,
    headers: [],
    attachments: (message.attachments ?? []).map(({ name, contentType, contentBytes }) => ({
      name,
      contentType: contentType ?? 'application/octet-stream',
      content: Buffer.from(contentBytes, 'base64'),
    })),
  });
  return new Response(null, { status: 202 });
}
