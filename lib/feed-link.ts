import { env } from '@/lib/env';
import { sameText, signature } from '@/lib/seal';

/** The secret part of a feed's address: whoever has it reads the feed. Another seed is another address. */
const feedKey = (id: number, seed: string) => signature(`${id}.${seed}`, 'calendar-feed');

export const isFeedKey = (id: number, seed: string, key: string) => sameText(feedKey(id, seed), key);

/** What a calendar program subscribes to. */
export const feedLink = (id: number, seed: string) => `${env().PUBLIC_URL}/feeds/${id}/${feedKey(id, seed)}.ics`;

/** An event's identity in every feed: it says nothing of the booking, whose own number would lead to its page. */
export const feedUid = (bookingId: number, resourceId: number, installationId: string) =>
  `feed-${signature(`${bookingId}.${resourceId}`, 'feed-event').slice(0, 32)}@${installationId}`;
