import { SMTPServer } from 'smtp-server';
import type { Tenant } from './app';
import { readMime } from './read-mime';

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
  const { mail } = await readMime(Buffer.concat(parts));
  tenant.receiveMail({ ...mail, via: 'smtp', from: mail.from || sender, to });
}
