import { useLocale, useTranslations } from 'next-intl';
import { formatList } from '@/lib/messages/format';
import type { DraftTime } from '@/lib/usecases/series-draft';
import { beyondTexts } from '../beyond-text';
import { whenText } from '../when-text';

/** Times that can be booked as they are; each may be left out. */
export function FreeTimes({ times, isBlock }: { times: DraftTime[]; isBlock: boolean }) {
  const [t, words, locale] = [useTranslations('series.review'), useTranslations('move.beyond'), useLocale()];
  const severalSpaces = new Set(times.map(({ from }) => from.resourceId)).size > 1;
  return (
    <ul className="divide-y divide-line">
      {times.map(({ position, from, spaceName, timeZone, verdict, choice }) => {
        const when = whenText(from, { locale, timeZone });
        const beyond = verdict?.state === 'free' && !isBlock ? beyondTexts(verdict.beyond, words) : [];
        return (
          <li key={position} className="flex flex-wrap items-center justify-between gap-x-6 py-1">
            <div className="min-w-0">
              <p className="tabular">{severalSpaces ? t('atIs', { space: spaceName, when }) : when}</p>
              {beyond.length > 0 && (
                <p className="text-sm text-attention">{t('goesBeyond', { rules: formatList(beyond, locale) })}</p>
              )}
            </div>
            <label className="flex min-h-11 items-center gap-3">
              <input
                type="checkbox"
                id={`choice-${position}`}
                name={`choice-${position}`}
                value="skip"
                defaultChecked={choice === 'skip'}
                className="size-5 shrink-0 accent-accent"
              />
              <span>
                {t('leaveOut')}
                <span className="sr-only">: {t('atIs', { space: spaceName, when })}</span>
              </span>
            </label>
          </li>
        );
      })}
    </ul>
  );
}
