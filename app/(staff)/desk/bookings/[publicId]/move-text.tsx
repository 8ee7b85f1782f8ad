import { useLocale, useTranslations } from 'next-intl';
import { formatDateRange } from '@/lib/messages/format';
import type { TimelineView } from '@/lib/usecases/view-timeline';

type Move = NonNullable<Extract<TimelineView['lines'][number], { what: 'act' }>['moved']>;

/** From when and where a booking was moved to when and where, by the clock of its place. */
export function MoveText({ move, timeZone }: { move: Move; timeZone: string }) {
  const [t, locale] = [useTranslations('health.timeline'), useLocale()];
  const told = (side: Move['from']) =>
    side
      .map(({ start, end, space }) => {
        const time = formatDateRange(start, end, { locale, timeZone });
        return space === null ? time : `${space}, ${time}`;
      })
      .join('; ');
  return (
    <span className="block text-sm text-ink-soft">{t('moved', { from: told(move.from), to: told(move.to) })}</span>
  );
}
