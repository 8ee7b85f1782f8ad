import { z } from 'zod';
import { type Actor, can } from '@/lib/auth/can';
import { audit } from '@/lib/db/audit';
import { db, inTransaction } from '@/lib/db/client';
import { type MailProblem, openMailProblems, settleMailProblem as settle } from '@/lib/db/mail-problems';
import type { MailQueue } from '@/lib/db/queue';
import type { BookingTemplate } from '@/lib/mail/booking-mails';
import type { MailFailureReason } from '@/lib/mail/mail-failure';
import { parse } from '@/lib/parse';
import { ok, type Result, refuse } from '@/lib/result';

const settleInput = z.object({ id: z.coerce.number().int().positive(), act: z.enum(['again', 'dismiss']) });

const SHOWN = 100;

export type MailProblemsView = (Omit<MailProblem, 'queue' | 'template' | 'reason'> & {
  mail: { queue: 'mail'; template: BookingTemplate } | { queue: Exclude<MailQueue, 'mail'> };
  reason: MailFailureReason;
})[];

/** Mails that could not leave and that nobody has seen to, the latest first. */
export async function viewMailProblems(actor: Actor): Promise<Result<MailProblemsView>> {
  if (!can(actor, 'manage_mails')) return refuse({ code: 'not_allowed' });
  const problems = await openMailProblems(db(), SHOWN);
  return ok(
    problems.map(({ queue, template, reason, ...problem }) => ({
      ...problem,
      // As the worker wrote them.
      reason: reason as MailFailureReason,
      mail: queue === 'mail' ? { queue, template: template as BookingTemplate } : { queue },
    })),
  );
}

/** Sent once more, as its words are now, or taken off the list. Of two at once the first decides. */
export async function settleMailProblem(
  actor: Actor,
  raw: unknown,
  now: Date,
): Promise<Result<{ act: 'again' | 'dismiss' }>> {
  const input = parse(settleInput, raw);
  if (!input.ok) return input;
  if (actor.kind !== 'person' || !can(actor, 'manage_mails')) return refuse({ code: 'not_allowed' });
  const { id, act } = input.value;
  return inTransaction(async (tx) => {
    if (!(await settle(tx, id, act === 'again', now))) return refuse({ code: 'not_found' });
    const subject = `mail_problem:${id}`;
    await audit(tx, { personId: actor.id, act: 'mail_problem.settled', subject, detail: { act } });
    return ok({ act });
  });
}
