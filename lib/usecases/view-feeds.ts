import { type Actor, can } from '@/lib/auth/can';
import { pageOf } from '@/lib/db/appointment-pages';
import { type FeedOf, feedChoices, feedRows } from '@/lib/db/calendar-feeds';
import { db } from '@/lib/db/client';
import { feedLink } from '@/lib/feed-link';
import { ok, type Result, refuse } from '@/lib/result';

/** A feed with the address that a calendar program subscribes to. */
export type FeedView = { id: number; name: string; createdAt: Date; of: FeedOf; url: string };

/** Every feed, and what another may be of. */
export async function viewFeeds(actor: Actor): Promise<Result<{ feeds: FeedView[]; choices: FeedOf[] }>> {
  if (!can(actor, 'manage_api')) return refuse({ code: 'not_allowed' });
  return ok({ feeds: await shown(), choices: await feedChoices(db()) });
}

/** Those of one's own appointments; null: one has no appointment page. */
export async function viewOwnFeeds(actor: Actor): Promise<Result<{ resourceId: number; feeds: FeedView[] } | null>> {
  if (actor.kind !== 'person' || !can(actor, 'offer_appointments')) return refuse({ code: 'not_allowed' });
  const page = await pageOf(db(), { personId: actor.id });
  return ok(page && { resourceId: page.id, feeds: await shown(page.id) });
}

const shown = async (resourceId?: number): Promise<FeedView[]> =>
  (await feedRows(db(), resourceId)).map(({ keySeed, locale: _, ...feed }) => ({
    ...{ ...feed, url: feedLink(feed.id, keySeed) },
  }));
