import type { Tx } from '@/lib/db/client';

/** A location's own words for one mail in one language. */
export type MailTemplateRow = { template: string; locale: string; subject: string; body: string };

export const mailTemplates = (tx: Tx, locationId: number, template?: string): Promise<MailTemplateRow[]> =>
  tx.mailTemplate.findMany({
    where: { locationId, template },
    select: { template: true, locale: true, subject: true, body: true },
  });

/** Null: the mail is as our messages have it. */
export const mailTemplate = (
  tx: Tx,
  key: { locationId: number; template: string; locale: string },
): Promise<{ subject: string; body: string } | null> =>
  tx.mailTemplate.findUnique({ where: { locationId_template_locale: key }, select: { subject: true, body: true } });

/** Instead of whatever stood there in any language; `words` empty: ours again. */
export async function putMailTemplates(
  tx: Tx,
  { locationId, template }: { locationId: number; template: string },
  words: readonly { locale: string; subject: string; body: string }[],
): Promise<void> {
  await tx.mailTemplate.deleteMany({ where: { locationId, template } });
  await tx.mailTemplate.createMany({ data: words.map((one) => ({ locationId, template, ...one })) });
}
