import type { Random } from '../random';

/** Mails the sink has received, or that Graph was asked to send. */
export type Attachment = { name: string; contentType: string; content: Buffer };

export type Mail = {
  id: string;
  receivedAt: number;
  /** `exchange`: mail that calendars send one another. */
  via: 'smtp' | 'graph' | 'exchange';
  from: string;
  to: string[];
  subject: string;
  text: string;
  html: string | null;
  headers: { name: string; value: string }[];
  attachments: Attachment[];
};

const MOST_KEPT = 1_000;

export function keepMail(mails: Mail[], ids: Random, receivedAt: number, mail: Omit<Mail, 'id' | 'receivedAt'>): Mail {
  const kept = { id: ids.uuid(), receivedAt, ...mail };
  mails.push(kept);
  if (mails.length > MOST_KEPT) mails.splice(0, mails.length - MOST_KEPT);
  return kept;
}

export function linksIn(text: string): string[] {
  return [...new Set(text.match(/https?:\/\/[^\s<>"')\]]+/g) ?? [])].map((link) => link.replace(/[.,;]$/, ''));
}
