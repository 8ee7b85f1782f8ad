'use client';

import { type KeyboardEvent, type ReactNode, useId } from 'react';
import { moveInWeek } from '@/app/_ui/week-grid/move-in-week';

/** A table of links that arrow keys walk where scripts run, beside Tab. It scrolls within its own frame. */
export function WeekKeys({ how, children }: { how: string; children: ReactNode }) {
  const id = useId();
  const onKeyDown = (event: KeyboardEvent) => {
    const from = (event.target as HTMLElement).closest<HTMLElement>('[data-column]');
    const next = from && !event.altKey && !event.ctrlKey && !event.metaKey && moveInWeek(from, event.key);
    if (!next) return;
    event.preventDefault();
    next.focus();
  };
  return (
    <>
      <p id={id} className="mb-2 text-sm text-ink-soft noscript:hidden">
        {how}
      </p>
      {/* biome-ignore lint/a11y/noStaticElementInteractions: keys only move between its links */}
      <div
        aria-describedby={id}
        className="isolate max-h-[calc(100dvh-4rem)] overflow-auto rounded-md border border-line bg-surface"
        onKeyDown={onKeyDown}
      >
        {children}
      </div>
    </>
  );
}
