import { useCallback, useEffect, useState } from 'react';
import type { GridSpace } from './types';

type Day = { startAt: string | null; minutes: number; spaces: Pick<GridSpace, 'id' | 'open' | 'taken' | 'offers'>[] };

/** Somebody else's booking is seen this soon; the page that nobody looks at asks nothing. */
const EVERY_MS = 20_000;

/**
 * The same spaces with their time as it is now: asked for while the page is looked at, and when it is looked at again. A
 * failure changes nothing; `onOtherDay` when the hours themselves are others now, so that the page has to be drawn anew.
 */
export function useLiveDay(
  address: string,
  drawn: { dayStartAt: string; minutes: number },
  onOtherDay: () => void,
): (space: GridSpace) => GridSpace {
  const [day, setDay] = useState<Day | null>(null);
  const { dayStartAt, minutes } = drawn;

  // biome-ignore lint/correctness/useExhaustiveDependencies: onOtherDay is a new function each time and means the same
  useEffect(() => {
    setDay(null);
    const ending = new AbortController();
    let etag = '';
    let askedAt = performance.now();
    const ask = async () => {
      if (document.visibilityState !== 'visible' || performance.now() - askedAt < EVERY_MS / 2) return;
      askedAt = performance.now();
      try {
        const headers = etag ? { 'if-none-match': etag } : undefined;
        const answer = await fetch(address, { signal: ending.signal, cache: 'no-store', ...(headers && { headers }) });
        if (!answer.ok) return;
        etag = answer.headers.get('etag') ?? '';
        const next: Day = await answer.json();
        if (next.startAt === dayStartAt && next.minutes === minutes) setDay(next);
        else onOtherDay();
      } catch {
        // Offline, or gone elsewhere: the next time may be better.
      }
    };
    const timer = setInterval(() => void ask(), EVERY_MS);
    const onLook = () => void ask();
    document.addEventListener('visibilitychange', onLook);
    return () => {
      ending.abort();
      clearInterval(timer);
      document.removeEventListener('visibilitychange', onLook);
    };
  }, [address, dayStartAt, minutes]);

  return useCallback(
    (space) => {
      const now = day?.spaces.find(({ id }) => id === space.id);
      return now ? { ...space, open: now.open, taken: now.taken, offers: now.offers } : space;
    },
    [day],
  );
}
