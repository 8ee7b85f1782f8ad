import { z } from 'zod';
import { VIEWS_SWITCHES } from '../switches/views';

/** What trouble can look like. The words are the contract of the control call and of the header `x-stand-in-fault`. */
const whole = z.number().int().min(0);
const afterCommit = z.boolean().optional();

/** What stands in a listing's row that no program should trip over. */
export const ROW_FLAWS = ['emptyId', 'noId', 'noEnd', 'noTimes', 'nullTimes', 'badTimes', 'noShowAs', 'null'] as const;
export type RowFlaw = (typeof ROW_FLAWS)[number];

const statusEffect = z.strictObject({
  status: z.number().int().min(200).max(599),
  headers: z.record(z.string(), z.string()).optional(),
  body: z.unknown().optional(),
  /** The code of Graph's error body, where `body` is left out. */
  code: z.string().optional(),
  afterCommit,
});
const actEffect = z.strictObject({
  act: z.strictObject({ method: z.string(), path: z.string().regex(/^\//), body: z.unknown().optional() }),
  afterCommit,
});

const requestEffects = [
  z.enum(['reset_before', 'reset_after_commit', 'gone', 'expire_token', 'claims_challenge', 'empty_body']),
  z.enum(['empty_listing', 'repeat_rows', 'replay_page', 'validation_failed', 'validation_timeout', 'notify_early']),
  statusEffect,
  z.strictObject({ gone: z.enum(VIEWS_SWITCHES.deltaStateLost.choices) }),
  z.strictObject({ delayMs: whole.max(600_000), afterCommit }),
  z.strictObject({ holdMs: whole, afterCommit }),
  z.strictObject({ cutBodyAt: whole }),
  z.strictObject({ hideEvents: z.number().min(0).max(1) }),
  z.strictObject({ lateVisibilityMs: whole }),
  z.strictObject({ malformedRow: z.enum(ROW_FLAWS) }),
  actEffect,
] as const;
const notificationEffects = [
  z.enum(['drop', 'duplicate', 'reorder', 'silence']),
  z.strictObject({ delayNotificationMs: whole }),
  z.strictObject({ answerTookMs: whole }),
] as const;

const requestSchema = z.union(requestEffects);
const notificationSchema = z.union(notificationEffects);
export const atOnceSchema = z.enum(['remove_subscription', 'expire_subscription']);
export const effectSchema = z.union([...requestEffects, ...notificationEffects, atOnceSchema]);

export type RequestEffect = z.infer<typeof requestSchema>;
export type NotificationEffect = z.infer<typeof notificationSchema>;
export type AtOnceEffect = z.infer<typeof atOnceSchema>;
export type FaultEffect = RequestEffect | NotificationEffect | AtOnceEffect;
export type StatusEffect = z.infer<typeof statusEffect>;

const NOTIFICATION_WORDS = new Set<string>(['drop', 'duplicate', 'reorder', 'silence']);

export function isNotificationEffect(effect: FaultEffect): effect is NotificationEffect {
  if (typeof effect === 'object') return 'delayNotificationMs' in effect || 'answerTookMs' in effect;
  return NOTIFICATION_WORDS.has(effect);
}

export function isAtOnce(effect: FaultEffect): effect is AtOnceEffect {
  return effect === 'remove_subscription' || effect === 'expire_subscription';
}

export function isRequestEffect(effect: FaultEffect): effect is RequestEffect {
  return !isNotificationEffect(effect) && !isAtOnce(effect);
}

export function nameOfEffect(effect: FaultEffect): string {
  if (typeof effect === 'string') return effect;
  return 'status' in effect ? `status ${effect.status}` : (Object.keys(effect)[0] ?? '');
}

const LISTINGS = /^(event\.(list|instances)|calendarView|.+\.delta)$/;
const LISTING_EFFECTS = new Set(['hideEvents', 'malformedRow', 'empty_listing', 'repeat_rows', 'replay_page']);
const VIEWS = /^(event\.list|calendarView|.+\.delta)$/;
const HANDSHAKES = /^subscription\.(create|update)$/;

/** Whether an effect means anything to such a request; one that does not is kept for a request to come. */
export function suitsRequest(effect: FaultEffect, operation: string, inBatch: boolean): boolean {
  if (!isRequestEffect(effect)) return false;
  const name = nameOfEffect(effect);
  if (name === 'gone') return operation.endsWith('.delta');
  if (LISTING_EFFECTS.has(name)) return LISTINGS.test(operation);
  if (name === 'lateVisibilityMs') return VIEWS.test(operation);
  if (name === 'validation_failed' || name === 'validation_timeout') return HANDSHAKES.test(operation);
  if (name === 'notify_early') return operation === 'subscription.create';
  return name !== 'cutBodyAt' || !inBatch;
}
