import { getLocale, getTranslations } from 'next-intl/server';
import { datesText, spansText } from '@/app/(patron)/opening-words';
import { formatTime } from '@/lib/messages/format';
import type { Opening } from '@/lib/usecases/view-opening';

/** Today's hours of a location in words, and the days to come that are not as usual. */
export async function OpeningNotice({ opening, location }: { opening: Opening; location: string }) {
  const [t, words, locale] = [
    await getTranslations('hours.public'),
    await getTranslations('hours.words'),
    await getLocale(),
  ];
  const { spans, openUntil, isOpen, exceptions, timeZone } = opening;
  const now = openUntil
    ? t('openUntil', { time: formatTime(openUntil, { locale, timeZone }) })
    : t(isOpen ? 'openAlways' : 'closedNow');
  return (
    <section aria-label={t('title', { location })} className="mb-6">
      <p>
        <span className="font-semibold">{now}</span>
        <span className="text-ink-soft"> · {t('today', { hours: spansText(spans, words, locale) })}</span>
      </p>
      {exceptions.length > 0 && (
        <>
          <p className="mt-2 text-sm font-semibold">{t('coming')}</p>
          <ul className="text-sm text-ink-soft">
            {exceptions.map(({ from, to, spans: then, note }) => {
              const when = datesText({ from, to }, words, locale);
              const line = t('line', { when, hours: spansText(then, words, locale) });
              return <li key={from}>{note ? t('note', { line, note }) : line}</li>;
            })}
          </ul>
        </>
      )}
    </section>
  );
}
