import { z } from 'zod';
import { type Actor, can } from '@/lib/auth/can';
import { audit } from '@/lib/db/audit';
import { db, transaction } from '@/lib/db/client';
import { type MailWay, mailWay } from '@/lib/db/mail-way';
import type { MailFailure } from '@/lib/mail/mail-failure';
import { sendTestMail as send } from '@/lib/mail/send-test-mail';
import { defaultLocale, isLocale } from '@/lib/messages/locales';
import { parse } from '@/lib/parse';
import { ok, type Result, refuse } from '@/lib/result';

const sendTestMailInput = z.object({
  to: z.string({ error: 'required' }).trim().min(1, 'required').max(320, 'too_long').pipe(z.email('not_email')),
});

/** `failure` null: it was taken, which is not yet arrived. */
export type TestMailView = { to: string; way: MailWay; failure: Pick<MailFailure, 'reason' | 'code'> | null };

/** A mail by the way that is chosen, while the admin waits for what comes of it. */
export async function sendTestMail(actor: Actor, raw: unknown, now: Date): Promise<Result<TestMailView>> {
  const input = parse(sendTestMailInput, raw);
  if (!input.ok) return input;
  if (actor.kind !== 'person' || !can(actor, 'manage_mails')) return refuse({ code: 'not_allowed' });
  const { to } = input.value;
  const way = await mailWay(db());
  const failure = await send(to, way, isLocale(actor.locale) ? actor.locale : defaultLocale, now);
  const detail = { via: way.via, outcome: failure?.reason ?? 'taken' };
  await transaction((tx) => audit(tx, { personId: actor.id, act: 'mail_settings.tested', subject: 'library', detail }));
  return ok({ to, way, failure: failure && { reason: failure.reason, code: failure.code } });
}
