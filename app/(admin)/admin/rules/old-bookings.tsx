'use client';

import { useTranslations } from 'next-intl';
import { useEffect, useRef } from 'react';
import { SubmitButton } from '@/app/_ui/submit-button';
import type { OldBookings as Old } from './rules-state';

/** The second step: bookings that the new rules would not allow. Takes the focus; saving is one press away. */
export function OldBookings({ old: { count, seen, first } }: { old: Old }) {
  const t = useTranslations('rules');
  const box = useRef<HTMLDivElement>(null);
  useEffect(() => {
    if (seen) box.current?.focus();
  }, [seen]);
  return (
    <div
      ref={box}
      role="alert"
      tabIndex={-1}
      className="flex flex-col gap-4 rounded-md border-2 border-l-4 border-waiting bg-waiting-soft px-4 py-4"
    >
      <div>
        <h2 className="text-lg font-semibold">{t('old.title', { count })}</h2>
        <p className="prose-width mt-1">{t('old.lead', { count })}</p>
      </div>
      <ul className="list-disc space-y-1 pl-5">
        {first.map(({ href, words, why }) => (
          <li key={`${href} ${words}`} className="break-words">
            <a href={href}>{words}</a>: {why}
          </li>
        ))}
      </ul>
      {count > first.length && <p>{t('old.more', { count: count - first.length })}</p>}
      <input type="hidden" name="shown" value={seen} />
      <div>
        <SubmitButton pendingLabel={t('saving')}>{t('old.save', { count })}</SubmitButton>
      </div>
    </div>
  );
}
