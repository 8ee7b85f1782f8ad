import { z } from 'zod';
import { type Actor, can } from '@/lib/auth/can';
import { type KindRecord, kindRow, kindRows } from '@/lib/db/appointment-kind-rows';
import { type PageRecord, pageOf } from '@/lib/db/appointment-pages';
import { categoryRow } from '@/lib/db/catalogue-rows';
import { categoriesWithRules } from '@/lib/db/category-rules';
import { db } from '@/lib/db/client';
import { upcomingBookings } from '@/lib/db/upcoming-bookings';
import { parse } from '@/lib/parse';
import { ok, type Result, refuse } from '@/lib/result';
import { allowedAt, type Thing } from './allowed-at';
import { mayManage } from './appointment-rights';
import { idField } from './catalogue-fields';
import type { KindPage } from './kind-link';

export type OwnKindsView = {
  page: Pick<PageRecord, 'id' | 'name' | 'slug' | 'active' | 'category'>;
  kinds: KindRecord[];
  /** Those of the category, if it has any: then the person's own are not offered. */
  ofCategory: KindRecord[];
  /** How long an appointment is as long as nobody has named a kind. */
  plainMinutes: number;
};

/** Where patrons find a person's own kinds: on their page, unless the category has kinds instead. */
export const pageOfKinds = ({ page: { slug, active }, ofCategory }: OwnKindsView): KindPage | null =>
  slug !== '' && active && ofCategory.length === 0 ? { slug } : null;

/** The kinds of one person, as they are edited: one's own, or for admins anybody's. No page: null. */
export async function viewPersonKinds(actor: Actor, raw: unknown): Promise<Result<OwnKindsView | null>> {
  const input = parse(z.object({ id: idField.optional() }), raw);
  if (!input.ok) return refuse({ code: 'not_found' });
  if (actor.kind !== 'person' || !can(actor, 'offer_appointments')) return refuse({ code: 'not_allowed' });
  const { id } = input.value;
  const page = await pageOf(db(), id === undefined ? { personId: actor.id } : { id });
  if (!page) return id === undefined ? ok(null) : refuse({ code: 'not_found' });
  if (!(await mayManage(db(), actor, page, ['resource', page.id]))) return refuse({ code: 'not_allowed' });
  const [category] = await categoriesWithRules(db(), page.category.id);
  return ok({
    page,
    kinds: await kindRows(db(), { resourceId: page.id }),
    ofCategory: (await kindRows(db(), { categoryId: page.category.id })).filter(({ active }) => active),
    plainMinutes: category?.rules.defaultMinutes ?? 0,
  });
}

/** The kinds that all people of a category share, for admins. */
export async function viewCategoryKinds(actor: Actor, categoryId: number): Promise<Result<KindRecord[]>> {
  const allowed = await allowedAt(db(), actor, 'manage_appointments', [['category', categoryId]]);
  if (!allowed.ok) return allowed;
  return ok(await kindRows(db(), { categoryId }));
}

export type KindView = {
  /** Null: a new one. */
  kind: KindRecord | null;
  /** Whose it is, or is to be. */
  category: { id: number; name: string } | null;
  person: { id: number; name: string; personId: number | null } | null;
  /** Appointments of this kind that are still to come: they stay as they are, whatever is saved. */
  upcoming: number;
};

/** One kind as it is edited; without an id: the form of a new one, of a category or a person. */
export async function viewKind(actor: Actor, raw: unknown, now: Date): Promise<Result<KindView>> {
  const input = parse(
    z.object({ id: idField.optional(), categoryId: idField.optional(), resourceId: idField.optional() }),
    raw,
  );
  if (!input.ok) return refuse({ code: 'not_found' });
  if (!can(actor, 'offer_appointments')) return refuse({ code: 'not_allowed' });
  const { id, categoryId, resourceId } = input.value;
  const kind = id === undefined ? null : await kindRow(db(), id);
  const category = kind ? kind.category : categoryId === undefined ? null : await categoryRow(db(), categoryId);
  const person = kind ? kind.person : resourceId === undefined ? null : await pageOf(db(), { id: resourceId });
  const isOfSpaces = category !== null && 'kind' in category && category.kind !== 'person';
  if ((id !== undefined && !kind) || (!category && !person) || isOfSpaces) return refuse({ code: 'not_found' });
  const thing = kind ? (['kind', kind.id] as const) : ownerThing(category, person);
  if (!(await mayManage(db(), actor, category ? null : person, thing))) return refuse({ code: 'not_allowed' });
  const upcoming = kind ? (await upcomingBookings(db(), { kindId: kind.id }, now)).count : 0;
  return ok({ kind, category, person, upcoming });
}

const ownerThing = (category: { id: number } | null, person: { id: number } | null): Thing =>
  category ? ['category', category.id] : ['resource', person?.id ?? 0];
