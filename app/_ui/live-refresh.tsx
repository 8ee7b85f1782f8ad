'use client';

import { useRouter } from 'next/navigation';
import { useEffect } from 'react';

type Props = {
  /** Answers with an etag of what the page shows. */
  address: string;
  /** The etag of what it shows now. */
  etag: string;
};

/** Somebody else's booking is seen this soon; the page that nobody looks at asks nothing. */
const EVERY_MS = 20_000;

/** Draws the page anew where it is, when what it shows has changed: focus and place stay. Shows nothing itself. */
export function LiveRefresh({ address, etag }: Props) {
  const router = useRouter();
  useEffect(() => {
    const ending = new AbortController();
    const ask = async () => {
      if (document.visibilityState !== 'visible') return;
      try {
        const answer = await fetch(address, { signal: ending.signal, headers: { 'if-none-match': etag } });
        if (answer.ok && answer.headers.get('etag') !== etag) router.refresh();
      } catch {
        // Offline, or gone elsewhere: the next time may be better.
      }
    };
    const timer = setInterval(() => void ask(), EVERY_MS);
    return () => {
      ending.abort();
      clearInterval(timer);
    };
  }, [address, etag, router]);
  return null;
}
