import Link from 'next/link';
import { useLocale, useTranslations } from 'next-intl';
import type { ReactNode } from 'react';
import { Badge } from '@/app/_ui/badge';
import { Card } from '@/app/_ui/card';
import { formatDateTime } from '@/lib/messages/format';
import type { CaseView } from '@/lib/usecases/view-cases';
import { CaseSide } from './case-side';
import { explainKey, headingKey } from './case-words';

type Props = {
  one: CaseView;
  /** What may be decided. */
  children: ReactNode;
};

/** One disagreement: what happened, both versions with their ages, whose booking it is, and what may be decided. */
export function CaseCard({ one, children }: Props) {
  const [t, locale] = [useTranslations('cases'), useLocale()];
  const { booking, resource, timeZone, settleBy } = one;
  const at = (moment: Date) => formatDateTime(moment, { locale, timeZone });
  const isEdit = one.kind !== 'foreign_over_booking' && one.kind !== 'to_confirm';
  return (
    <Card
      level={3}
      id={`case-${one.id}`}
      title={t(`heading.${headingKey(one)}`)}
      aside={<Badge>{resource.name}</Badge>}
    >
      <p className="prose-width">{t(`explain.${explainKey(one)}`)}</p>
      <p className="mt-1 text-sm text-ink-soft">{t('since', { time: at(one.seenAt) })}</p>
      {!settleBy && one.kind !== 'to_confirm' && (
        <p className="mt-1 text-sm text-ink-soft">{t('untilOver', { time: at(one.ours.end) })}</p>
      )}
      {settleBy && (
        <p className="mt-2 font-medium">{t(`until.${one.askedFirst}`, { time: at(settleBy), name: resource.name })}</p>
      )}
      {one.policy === 'passed_on' && <p className="mt-2 font-medium">{t('passedOn')}</p>}
      <div className="mt-4 grid gap-4 lg:grid-cols-2">
        <CaseSide title={t('booking')} side={one.ours} timeZone={timeZone} />
        {isEdit && !one.inMediation ? (
          <CaseSide title={t('found')} side={one.theirs} nothing={t('gone')} timeZone={timeZone} />
        ) : (
          <CaseSide title={t('outlook')} side={one.theirs} timeZone={timeZone} />
        )}
      </div>
      {booking && (
        <p className="mt-4 flex flex-wrap gap-x-3 gap-y-1 break-words">
          <span className="text-ink-soft">{t('patron')}</span>
          <span>{booking.patronName || t('anonymous')}</span>
          {booking.patronEmail && (
            <span className="break-all">
              <a href={`mailto:${booking.patronEmail}`}>{booking.patronEmail}</a>
            </span>
          )}
          <Link href={`/bookings/${booking.publicId}`} prefetch={false}>
            {t('open', { id: booking.publicId })}
          </Link>
          <Link href={`/desk/bookings/${booking.publicId}#history`} prefetch={false}>
            {t('history')}
          </Link>
        </p>
      )}
      {children}
    </Card>
  );
}
