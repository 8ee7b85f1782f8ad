import { z } from 'zod';
import { type ReadMail, readMime } from '../read-mime';
import type { Mail } from '../store/mails';
import { readJson, readText } from './graph-call';
import { GraphProblem, unreadableBody } from './problem';

/** What a sendMail asks for. `sender` empty: it names nobody, so the mailbox's own address stands. */
export type MailInput = Omit<ReadMail, 'mail'> & { mail: Omit<Mail, 'id' | 'receivedAt' | 'via' | 'to'> };

/** A JSON message, or a whole one: MIME in base64 as text/plain. */
export const readMailInput = (request: Request): Promise<MailInput> =>
  /^text\/plain\b/i.test(request.headers.get('content-type') ?? '') ? readWhole(request) : readParts(request);

async function readWhole(request: Request): Promise<MailInput> {
  const text = (await readText(request)).replace(/\s+/g, '');
  if (!text || !z.base64().safeParse(text).success) {
    throw new GraphProblem(400, 'ErrorMimeContentInvalidBase64String', 'Invalid base64 string for MIME content.');
  }
  const read = await readMime(Buffer.from(text, 'base64'));
  // Seen with a body that was no message at all: judged by the sender that it does not name.
  return { ...read, sender: read.sender || 'nobody' };
}

async function readParts(request: Request): Promise<MailInput> {
  const parsed = schema.safeParse(await readJson(request));
  if (!parsed.success) {
    const issue = parsed.error.issues[0];
    throw unreadableBody(`Cannot read '${issue?.path.join('.') ?? ''}': ${issue?.message ?? 'wrong type'}.`);
  }
  const { message } = parsed.data;
  const isHtml = message.body?.contentType?.toLowerCase() === 'html';
  const content = message.body?.content ?? '';
  return {
    sender: message.from?.emailAddress.address.toLowerCase() ?? '',
    recipients: [message.toRecipients, message.ccRecipients, message.bccRecipients]
      .flatMap((some) => some ?? [])
      .map((one) => one.emailAddress.address),
    mail: {
      from: '',
      subject: message.subject ?? '',
      text: isHtml ? content.replace(/<[^>]*>/g, ' ') : content,
      html: isHtml ? content : null,
      headers: (message.internetMessageHeaders ?? []).map(({ name, value }) => ({ name: name.toLowerCase(), value })),
      attachments: (message.attachments ?? []).map(({ name, contentType, contentBytes }) => ({
        name,
        contentType: contentType ?? 'application/octet-stream',
        content: Buffer.from(contentBytes, 'base64'),
      })),
    },
  };
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
