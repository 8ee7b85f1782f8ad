import nodemailer, { type Transporter } from 'nodemailer';
import { env } from '@/lib/env';

export type Message = {
  to: { name: string; address: string };
  subject: string;
  text: string;
  html: string;
  ics?: { method: 'REQUEST' | 'CANCEL' | 'PUBLISH'; content: string };
};

const kept = globalThis as unknown as { carrelMail?: Transporter };

/** Out by SMTP. Throws when the server refuses or is away: the queue tries again. */
export async function send(message: Message): Promise<void> {
  kept.carrelMail ??= nodemailer.createTransport(env().SMTP_URL);
  const { to, subject, text, html, ics } = message;
  await kept.carrelMail.sendMail({
    ...{ from: env().MAIL_FROM, to, subject, text, html },
    ...(ics && { icalEvent: { method: ics.method, filename: 'booking.ics', content: ics.content } }),
  });
}
