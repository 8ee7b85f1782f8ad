'use client';

import { useRouter } from 'next/navigation';
import { useEffect, useState } from 'react';
import { AgreementMark } from '@/app/_ui/agreement-mark';
import { isMoving, type SeenState, type StateKey, stateKey } from './state-key';

type Props = {
  publicId: string;
  /** What the page was made with. */
  initial: SeenState;
  texts: Record<StateKey, string>;
  refresh: { href: string; label: string };
};

const FIRST_MS = 800;
const SLOWEST_MS = 5_000;

/**
 * The state of the booking, told as it changes: asks again, more slowly each time, until nothing moves any more; then
 * lets the rest of the page catch up. Without scripts there is a link to look again.
 */
export function BookingState({ publicId, initial, texts, refresh }: Props) {
  const [seen, setSeen] = useState(initial);
  const router = useRouter();
  const key = stateKey(seen);
  const moving = isMoving(key);
  const behind = stateKey(initial) !== key;

  // The page itself was made anew, after cancelling for example: it knows best.
  const { status, statusReason, calendar } = initial;
  useEffect(() => setSeen({ status, statusReason, calendar }), [status, statusReason, calendar]);

  useEffect(() => {
    if (!moving) return;
    const stop = new AbortController();
    let wait = FIRST_MS;
    let timer = setTimeout(ask, wait);
    async function ask() {
      const answer = await fetch(`/api/bookings/${publicId}/state`, { signal: stop.signal }).catch(() => null);
      if (answer?.ok) setSeen(await answer.json());
      wait = Math.min(wait * 1.2, SLOWEST_MS);
      if (!stop.signal.aborted) timer = setTimeout(ask, wait);
    }
    return () => {
      stop.abort();
      clearTimeout(timer);
    };
  }, [publicId, moving]);

  useEffect(() => {
    if (behind && !moving) router.refresh();
  }, [behind, moving, router]);

  return (
    <div className="flex flex-wrap items-center gap-x-4 gap-y-2">
      <p role="status" data-state={key} className="min-w-0 font-serif text-xl font-semibold break-words">
        {texts[key]}
      </p>
      {/* Where no calendar is connected there is nothing to agree on, and a patron need not know of it. */}
      {seen.calendar !== 'not_connected' && <AgreementMark state={seen.calendar} />}
      {moving && (
        <noscript>
          <a href={refresh.href}>{refresh.label}</a>
        </noscript>
      )}
    </div>
  );
}
