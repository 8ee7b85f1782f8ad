import PostalMime, { type Email } from 'postal-mime';
import type { Mail } from './store/mails';

/** Who a message says it is from, and to whom its own headers send it. */
export type ReadMail = {
  /** An address in lower case; empty: it names nobody. */
  sender: string;
  recipients: string[];
  mail: Pick<Mail, 'from' | 'subject' | 'text' | 'html' | 'headers' | 'attachments'>;
};

/** A message as programs send it (RFC 5322 with MIME), taken apart. */
export async function readMime(bytes: Uint8Array): Promise<ReadMail> {
  const parsed = await PostalMime.parse(bytes, { attachmentEncoding: 'arraybuffer' });
  const recipients = [parsed.to, parsed.cc, parsed.bcc]
    .flatMap((some) => some ?? [])
    .flatMap((one) => one.group ?? [one])
    .map(({ address }) => address ?? '');
  return {
    sender: parsed.from?.address?.toLowerCase() ?? '',
    recipients,
    mail: {
      from: senderOf(parsed),
      subject: parsed.subject ?? '',
      text: parsed.text ?? '',
      html: parsed.html ?? null,
      headers: parsed.headers.map(({ key, value }) => ({ name: key, value })),
      attachments: parsed.attachments.map(({ filename, mimeType, content }) => ({
        name: filename ?? (mimeType === 'text/calendar' ? 'invite.ics' : 'attachment'),
        contentType: mimeType,
        content: typeof content === 'string' ? Buffer.from(content) : Buffer.from(new Uint8Array(content)),
      })),
    },
  };
}

function senderOf({ from }: Email): string {
  if (!from?.address) return '';
  return from.name ? `${from.name} <${from.address}>` : from.address;
}
