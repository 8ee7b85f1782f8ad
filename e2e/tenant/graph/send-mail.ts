import { z } from 'zod';
import { findUser } from '../store/directory';
import { keepMail } from '../store/mails';
import { mustReach, usableMailbox } from './access';
import { type GraphCall, mustBeDelegated, readJson } from './graph-call';
import { accessDenied, GraphProblem, unreadableBody } from './problem';

/** 202: accepted is not delivered. It lands in the outbox like any other mail. */
export async function sendMail(g: GraphCall): Promise<Response> {
  const user = g.params.user === undefined ? mustBeDelegated(g) : findUser(g.world.directory, g.params.user);
  mustReach(g, ['Mail.Send'], user);
  if (g.me && user?.id !== g.me.id) throw accessDenied();
  const { user: sender } = usableMailbox(g, user);
  const { message } = readMail(await readJson(g.request));
  const to = [message.toRecipients, message.ccRecipients, message.bccRecipients]
    .flatMap((some) => some ?? [])
    .map((one) => one.emailAddress.address);
  if (to.length === 0 || to.some((address) => !/^[^\s@]+@[^\s@]+$/.test(address))) {
    throw new GraphProblem(400, 'ErrorInvalidRecipients', "At least one recipient isn't valid.");
  }
  const isHtml = message.body?.contentType?.toLowerCase() === 'html';
  const content = message.body?.content ?? '';
  keepMail(g.world.mails, g.world.ids, g.world.clock.now(), {
    via: 'graph',
    from: sender.mail ?? sender.upn,
    to,
    subject: message.subject ?? '',
    text: isHtml ? content.replace(/<[^>]*>/g, ' ') : content,
    html: isHtml ? content : null,
    headers: (message.internetMessageHeaders ?? []).map(({ name, value }) => ({ name: name.toLowerCase(), value })),
    attachments: (message.attachments ?? []).map(({ name, contentType, contentBytes }) => ({
      name,
      contentType: contentType ?? 'application/octet-stream',
      content: Buffer.from(contentBytes, 'base64'),
    })),
  });
  return new Response(null, { status: 202 });
}

const person = z.object({ emailAddress: z.strictObject({ name: z.string().nullish(), address: z.string() }) });
const attachment = z.strictObject({
  '@odata.type': z.string().regex(/^#microsoft\.graph\.fileAttachment$/i, 'only file attachments'),
  name: z.string(),
  contentType: z.string().nullish(),
  contentBytes: z.base64(),
  contentId: z.string().nullish(),
  isInline: z.boolean().nullish(),
});
const schema = z.strictObject({
  message: z.strictObject({
    subject: z.string().nullish(),
    importance: z.enum(['low', 'normal', 'high']).nullish(),
    body: z
      .strictObject({
        contentType: z
          .string()
          .regex(/^(text|html)$/i)
          .nullish(),
        content: z.string(),
      })
      .nullish(),
    toRecipients: z.array(person).nullish(),
    ccRecipients: z.array(person).nullish(),
    bccRecipients: z.array(person).nullish(),
    replyTo: z.array(person).nullish(),
    from: person.nullish(),
    internetMessageHeaders: z
      .array(z.strictObject({ name: z.string().regex(/^x-/i, 'must begin with x-'), value: z.string() }))
      .nullish(),
    attachments: z.array(attachment).nullish(),
  }),
  saveToSentItems: z.boolean().nullish(),
});

function readMail(body: unknown) {
  const parsed = schema.safeParse(body);
  if (parsed.success) return parsed.data;
  const issue = parsed.error.issues[0];
  throw unreadableBody(`Cannot read '${issue?.path.join('.') ?? ''}': ${issue?.message ?? 'wrong type'}.`);
}
