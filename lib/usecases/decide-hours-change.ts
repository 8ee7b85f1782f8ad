import { z } from 'zod';
import type { Actor } from '@/lib/auth/can';
import { db, inTransaction, type Tx } from '@/lib/db/client';
import { type AffectedAnswer, insertAnswers, setOutcome } from '@/lib/db/hours-change-bookings';
import { AFFECTED_CHOICES, type HoursChangeRow, lockHoursChange, setHoursChange } from '@/lib/db/hours-changes';
import { hoursOwner } from '@/lib/db/hours-owners';
import { enqueue } from '@/lib/db/outbox';
import { parse } from '@/lib/parse';
import { ok, type Result, refuse } from '@/lib/result';
import { allowedAt } from './allowed-at';
import { applyHoursChange } from './apply-hours-change';
import { settleAffected } from './settle-affected';

/** More bookings than this are seen to by the worker: one transaction would keep patrons waiting for the location. */
const AT_ONCE = 50;

const id = z.coerce.number().int().positive().max(2_147_483_647);

/** `choice-17`: what becomes of booking 17, `move:4` with the space; read when `all` says each. */
const decideHoursChangeInput = z
  .object({
    changeId: id,
    all: z.enum([...AFFECTED_CHOICES, 'each'], 'required'),
    otherwise: z.enum(['keep', 'cancel'], 'required').default('keep'),
    words: z.string().trim().max(1_000, 'too_long').default(''),
    /** The bookings that were on the list, with commas. */
    listed: z.string().regex(/^(\d{1,9}(,\d{1,9})*)?$/),
  })
  .catchall(z.string())
  .transform(({ changeId, all, otherwise, words, listed, ...form }, context) => {
    const answers = new Map<number, Omit<AffectedAnswer, 'bookingId'>>();
    for (const bookingId of listed.split(',').filter(Boolean).map(Number)) {
      const given = all === 'each' ? form[`choice-${bookingId}`] : all;
      const [, choice, space] = /^(keep|move|cancel)(?::(\d{1,9}))?$/.exec(given ?? '') ?? [];
      if (choice)
        answers.set(bookingId, { choice: choice as AffectedAnswer['choice'], spaceId: Number(space) || null });
      else context.addIssue({ code: 'custom', path: [`choice-${bookingId}`], message: given ? 'invalid' : 'required' });
    }
    return { changeId, otherwise, words, answers };
  });

/**
 * An admin says what becomes of the bookings that a change of hours meets; hours and bookings are saved together, or not
 * at all. A booking made since the list was shown is not lost: then `bookings_affected` says how many are new. Of many
 * bookings (over `atOnce`) the hours hold at once and the worker sees to the rest: `working`.
 */
export async function decideHoursChange(
  actor: Actor,
  raw: unknown,
  now: Date,
  atOnce = AT_ONCE,
): Promise<Result<{ state: 'done' | 'working' }>> {
  const input = parse(decideHoursChangeInput, raw);
  if (!input.ok) return input;
  if (actor.kind !== 'person') return refuse({ code: 'not_allowed' });
  const allowed = await allowedAt(db(), actor, 'manage_hours', [['hours_change', input.value.changeId]]);
  if (!allowed.ok) return allowed;
  const { changeId, otherwise, words, answers } = input.value;

  return inTransaction(async (tx) => {
    const draft = await lockHoursChange(tx, changeId);
    const owner = draft && (await hoursOwner(tx, draft.owner));
    if (!draft || !owner) return refuse({ code: 'not_found' });
    if (draft.state !== 'draft') return refuse({ code: 'case_closed' });
    const whole = { owner, change: draft.change, by: actor.id };
    const applied = await applyHoursChange(tx, whole, new Set(answers.keys()), now);
    if (!applied.ok) return applied;

    const chosen = applied.value.flatMap(({ bookingId }) => {
      const answer = answers.get(bookingId);
      return answer ? [{ bookingId, ...answer }] : [];
    });
    await insertAnswers(tx, changeId, chosen);
    const state = chosen.length > atOnce ? 'working' : 'done';
    await setHoursChange(tx, changeId, { state, otherwise, words, ...(state === 'done' && { doneAt: now }) });
    if (state === 'working') await enqueue(tx, { kind: 'hours_change', changeId });
    else {
      const settled = await settleAll(tx, { ...draft, otherwise, words, createdById: actor.id }, chosen, now);
      if (!settled.ok) return settled;
    }
    return ok({ state });
  });
}

/** A space that was named and is not free any more is not passed over in silence. */
async function settleAll(
  tx: Tx,
  change: HoursChangeRow,
  answers: readonly AffectedAnswer[],
  now: Date,
): Promise<Result<undefined>> {
  for (const answer of answers) {
    const outcome = await settleAffected(tx, answer, change, now);
    const isLost = answer.choice === 'move' && answer.spaceId !== null && outcome !== 'moved' && outcome !== 'over';
    if (isLost) return refuse({ code: 'invalid', fields: { [`choice-${answer.bookingId}`]: 'not_free' } });
    await setOutcome(tx, change.id, answer.bookingId, outcome);
  }
  return ok();
}
