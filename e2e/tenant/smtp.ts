import PostalMime, { type Email } from 'postal-mime';
import { SMTPServer } from 'smtp-server';
import type { Tenant } from './app';

/** A sink: takes every mail, sends none on. */
export function smtpSink(tenant: Tenant): SMTPServer {
  return new SMTPServer({
    authOptional: true,
    disabledCommands: ['STARTTLS'],
    onAuth: (_auth, _session, done) => done(null, { user: 'anybody' }),
    onData(stream, session, done) {
      const to = session.envelope.rcptTo.map((one) => one.address);
      const sender = session.envelope.mailFrom ? session.envelope.mailFrom.address : '';
      receive(tenant, stream, sender, to).then(
        () => done(),
        (error: unknown) => done(error instanceof Error ? error : new Error(String(error))),
      );
    },
  });
}

async function receive(tenant: Tenant, stream: AsyncIterable<Buffer>, sender: string, to: string[]): Promise<void> {
  const parts: Buffer[] = [];
  for await (const part of stream) parts.push(part);
  const parsed = await PostalMime.parse(Buffer.concat(parts), { attachmentEncoding: 'arraybuffer' });
  tenant.receiveMail({
    via: 'smtp',
    from: senderOf(parsed) || sender,
    to,
    subject: parsed.subject ?? '',
    text: parsed.text ?? '',
    html: parsed.html ?? null,
    headers: parsed.headers.map(({ key, value }) => ({ name: key, value })),
    attachments: parsed.attachments.map(({ filename, mimeType, content }) => ({
      name: filename ?? (mimeType === 'text/calendar' ? 'invite.ics' : 'attachment'),
      contentType: mimeType,
      content: typeof content === 'string' ? Buffer.from(content) : Buffer.from(new Uint8Array(content)),
    })),
  });
}

function senderOf({ from }: Email): string {
  if (!from?.address) return '';
  return from.name ? `${from.name} <${from.address}>` : from.address;
}
