'use client';

import { useCallback, useEffect, useRef, useState } from 'react';
import type { DoorDay } from './door-state';

/** `DoorView` of the use case as JSON, and the build that served it. */
export type DoorFacts = {
  view: DoorDay & {
    space: { id: number; name: string; locationName: string; timeZone: string };
    walkUp: { start: string; minutes: number[] } | null;
    checkInUntil: string | null;
    trusted: boolean;
  };
  version: string;
};

const ASK_MS = 30_000;
const TICK_MS = 1_000;
/** A tablet waits no longer for one answer: the next question comes anyway. */
const PATIENCE_MS = 10_000;

/**
 * What the door knows: asked for each half minute, and kept while nobody answers. `now` is the server's clock, since
 * tablets on walls go wrong. A new build reloads the page.
 */
export function useDoor(first: DoorFacts, firstAt: number, doorKey: string | undefined) {
  const [facts, setFacts] = useState(first);
  const [now, setNow] = useState(() => new Date(firstAt));
  const [updatedAt, setUpdatedAt] = useState(() => new Date(firstAt));
  const [offline, setOffline] = useState(false);
  const etag = useRef<string | null>(null);
  const ahead = useRef<number | null>(null);
  const { id } = first.view.space;

  const ask = useCallback(async () => {
    const address = `/api/door/${id}${doorKey ? `?key=${encodeURIComponent(doorKey)}` : ''}`;
    try {
      const answer = await fetch(address, {
        headers: etag.current ? { 'if-none-match': etag.current } : {},
        cache: 'no-store',
        signal: AbortSignal.timeout(PATIENCE_MS),
      });
      if (!answer.ok && answer.status !== 304) throw new Error(String(answer.status));
      const said = Date.parse(answer.headers.get('date') ?? '');
      if (!Number.isNaN(said)) ahead.current = said - Date.now();
      if (answer.status !== 304) {
        const fresh = (await answer.json()) as DoorFacts;
        if (fresh.version !== first.version) return window.location.reload();
        etag.current = answer.headers.get('etag');
        setFacts(fresh);
      }
      setUpdatedAt(new Date(Date.now() + (ahead.current ?? 0)));
      setOffline(false);
    } catch {
      setOffline(true);
    }
  }, [id, doorKey, first.version]);

  useEffect(() => {
    ahead.current ??= firstAt - Date.now();
    const tick = setInterval(() => setNow(new Date(Date.now() + (ahead.current ?? 0))), TICK_MS);
    const poll = setInterval(() => void ask(), ASK_MS);
    const back = () => void ask();
    window.addEventListener('online', back);
    window.addEventListener('offline', back);
    return () => {
      clearInterval(tick);
      clearInterval(poll);
      window.removeEventListener('online', back);
      window.removeEventListener('offline', back);
    };
  }, [ask, firstAt]);

  return { view: facts.view, now, updatedAt, offline, ask };
}
