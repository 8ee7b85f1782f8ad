import { z } from 'zod';
import { feedRow, noteFeedChange } from '@/lib/db/calendar-feeds';
import { db } from '@/lib/db/client';
import { type FeedEvent, feedEvents } from '@/lib/db/feed-events';
import { library } from '@/lib/db/library';
import { familiesOf } from '@/lib/db/resources';
import { etagOf } from '@/lib/etag';
import { feedUid, isFeedKey } from '@/lib/feed-link';
import { type FeedEntry, feedIcs } from '@/lib/mail/feed-ics';
import type { Locale } from '@/lib/messages/locales';
import { translator } from '@/lib/messages/translator';
import { parse } from '@/lib/parse';
import { ok, type Result, refuse } from '@/lib/result';
import { DAY_MS } from '@/lib/time/interval';

const readFeedInput = z.object({ id: z.coerce.number().int().positive(), key: z.string().min(1).max(100) });

/** From a month back to half a year ahead; longer feeds are slow everywhere. */
const BACK_DAYS = 31;
const AHEAD_DAYS = 183;

export type ReadFeed = { text: string; etag: string; changedAt: Date };

/**
 * A feed as calendar programs read it, for whoever has its address: when things are taken, never by whom. `changedAt` is when
 * it last read otherwise. Refusal: `not_found`, whatever is wrong with the address, revoked ones and those of closed
 * accounts included.
 */
export async function readFeed(raw: unknown, now: Date): Promise<Result<ReadFeed>> {
  const input = parse(readFeedInput, raw);
  if (!input.ok) return refuse({ code: 'not_found' });
  const feed = await feedRow(db(), input.value.id);
  if (!feed || !isFeedKey(feed.id, feed.keySeed, input.value.key)) return refuse({ code: 'not_found' });
  if (feed.closedAt && feed.closedAt <= now) return refuse({ code: 'not_found' });
  const { of } = feed;
  const range = {
    start: new Date(now.getTime() - BACK_DAYS * DAY_MS),
    end: new Date(now.getTime() + AHEAD_DAYS * DAY_MS),
  };
  const [whose, known] = [
    of.kind === 'category' ? { categoryId: of.id } : { resourceIds: await closing(of.id) },
    await library(db()),
  ];
  const events = await feedEvents(db(), whose, range);
  const words = wordsOf(feed.locale as Locale, of.kind);
  const entries = events.map((event) => entryOf(event, words, known?.installationId ?? ''));
  const text = feedIcs(`${of.name} – ${known?.name ?? ''}`, entries);
  const etag = etagOf(text);
  if (feed.etag === etag && feed.changedAt) return ok({ text, etag, changedAt: feed.changedAt });
  await noteFeedChange(db(), feed.id, etag, now);
  return ok({ text, etag, changedAt: now });
}

/** A whole is taken with its parts, and a part with its wholes. */
async function closing(resourceId: number): Promise<number[]> {
  const { partIds, wholeIds } = (await familiesOf(db(), [resourceId]))(resourceId);
  return [resourceId, ...partIds, ...wholeIds];
}

type Words = ReturnType<typeof wordsOf>;

function wordsOf(locale: Locale, kind: 'space' | 'person' | 'category') {
  const t = translator(locale, 'feeds');
  return { kind, booked: t('event.booked'), blocked: t('event.blocked'), appointment: t('event.appointment') };
}

function entryOf(event: FeedEvent, { kind, ...words }: Words, installationId: string): FeedEntry {
  const { bookingId, resourceId, resourceName, locationName, status, isBlock, kindName, placeName, ...rest } = event;
  const what = isBlock ? words.blocked : kind === 'person' ? kindName || words.appointment : words.booked;
  return {
    ...rest,
    uid: feedUid(bookingId, resourceId, installationId),
    title: kind === 'category' ? `${resourceName}: ${what}` : what,
    place: kind === 'person' && placeName ? placeName : `${resourceName}, ${locationName}`,
    isTentative: status === 'mediation' || status === 'pending_remote',
  };
}
