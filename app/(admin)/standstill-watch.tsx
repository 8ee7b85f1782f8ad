'use client';

import { usePathname, useRouter } from 'next/navigation';
import { useEffect, useRef } from 'react';

const MINUTE_MS = 60_000;

/**
 * The frame of the administration is drawn once, and stays while one goes from page to page: on the way, once a minute at
 * most, it is asked whether a worker runs, and the page is drawn anew where that has changed. Shows nothing itself.
 */
export function StandstillWatch({ standsStill }: { standsStill: boolean }) {
  const [path, router] = [usePathname(), useRouter()];
  const askedAt = useRef(Date.now());
  // biome-ignore lint/correctness/useExhaustiveDependencies: asked on the way to another page.
  useEffect(() => {
    if (Date.now() - askedAt.current < MINUTE_MS) return;
    askedAt.current = Date.now();
    const ending = new AbortController();
    void stillNow(ending.signal).then((now) => {
      if (now !== null && now !== standsStill) router.refresh();
    });
    return () => ending.abort();
  }, [path, standsStill, router]);
  return null;
}

/** Null: not known. By the server's clock, not by this machine's. */
async function stillNow(signal: AbortSignal): Promise<boolean | null> {
  try {
    const answer = await fetch('/api/health', { signal });
    const now = Date.parse(answer.headers.get('date') ?? '');
    const { worker } = (await answer.json()) as { worker?: { lastSeenAt: string }[] };
    if (!worker || Number.isNaN(now)) return null;
    return worker.every(({ lastSeenAt }) => Date.parse(lastSeenAt) <= now - MINUTE_MS);
  } catch {
    return null;
  }
}
