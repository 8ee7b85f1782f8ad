import { z } from 'zod';
import { type Actor, can } from '@/lib/auth/can';
import { audit } from '@/lib/db/audit';
import { countFeeds, endFeed, feedRow, insertFeed, type NewFeed } from '@/lib/db/calendar-feeds';
import { db, inTransaction, type Tx } from '@/lib/db/client';
import { parse } from '@/lib/parse';
import { ok, type Result, refuse } from '@/lib/result';
import { randomToken } from '@/lib/seal';

const makeFeedInput = z.object({
  /** 'space 12', 'person 5' or 'category 3', as the form's menu has it. */
  of: z.string().regex(/^(space|person|category) [1-9]\d{0,8}$/, 'invalid'),
  name: z.string().trim().max(100, 'too_long').default(''),
  locale: z.enum(['en', 'es']).default('en'),
});

/** Each is an address of its own, for one program: more are a mistake. */
const MOST = 20;

/** A new secret address, by admins for anything, by people for themselves. */
export async function makeFeed(actor: Actor, raw: unknown, now: Date): Promise<Result<{ id: number }>> {
  const input = parse(makeFeedInput, raw);
  if (!input.ok) return input;
  if (actor.kind !== 'person') return refuse({ code: 'not_allowed' });
  const { of, name, locale } = input.value;
  const [kind = '', number = ''] = of.split(' ');
  const target: NewFeed['of'] = kind === 'category' ? { categoryId: Number(number) } : { resourceId: Number(number) };
  return inTransaction(async (tx) => {
    const owner = await ownerOf(tx, kind, Number(number));
    if (!owner) return refuse(mayAll(actor) ? { code: 'invalid', fields: { of: 'invalid' } } : { code: 'not_allowed' });
    if (!mayManageFeed(actor, owner.personId)) return refuse({ code: 'not_allowed' });
    if ((await countFeeds(tx, target)) >= MOST) return refuse({ code: 'invalid', fields: { of: 'too_many' } });
    const { id } = await insertFeed(tx, { of: target, name, locale, keySeed: randomToken() }, now);
    await audit(tx, {
      ...{ personId: actor.id, act: 'calendar_feed.made', subject: `calendar_feed:${id}`, detail: { of, name } },
    });
    return ok({ id });
  });
}

/** Its address leads nowhere from now on. */
export async function revokeFeed(actor: Actor, raw: unknown, now: Date): Promise<Result<undefined>> {
  const input = parse(z.object({ id: z.coerce.number().int().positive() }), raw);
  if (!input.ok) return input;
  const feed = await feedRow(db(), input.value.id);
  if (actor.kind !== 'person' || !mayManageFeed(actor, feed?.of.personId ?? null))
    return refuse({ code: 'not_allowed' });
  if (!feed) return refuse({ code: 'not_found' });
  return inTransaction(async (tx) => {
    await endFeed(tx, feed.id, now);
    const detail = { of: `${feed.of.kind} ${feed.of.id}`, name: feed.name };
    const subject = `calendar_feed:${feed.id}`;
    await audit(tx, { personId: actor.id, act: 'calendar_feed.revoked', subject, detail });
    return ok();
  });
}

const mayAll = (actor: Actor) => can(actor, 'manage_api');

/** Admins all of them; people those of their own appointments. */
const mayManageFeed = (actor: Actor, personId: number | null): boolean =>
  mayAll(actor) || (actor.kind === 'person' && personId === actor.id && can(actor, 'offer_appointments'));

/** Null: there is no such thing. */
async function ownerOf(tx: Tx, kind: string, id: number): Promise<{ personId: number | null } | null> {
  if (kind === 'category') return (await tx.category.count({ where: { id } })) > 0 ? { personId: null } : null;
  const where = { id, kind: kind === 'person' ? ('person' as const) : ('space' as const) };
  return tx.resource.findUnique({ where, select: { personId: true } });
}
