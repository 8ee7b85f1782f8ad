import { useLocale, useTranslations } from 'next-intl';
import { Notice } from '@/app/_ui/notice';
import { formatDateRange } from '@/lib/messages/format';
import type { BookingView } from '@/lib/usecases/view-booking';
import { refuseTime } from './actions';
import { CancelForm } from './cancel-form';

type Props = {
  booking: BookingView;
  moved: NonNullable<BookingView['moved']>;
  /** The key of the link, when one was used. */
  link: string | undefined;
  place: { locale: string; timeZone: string };
  /** Who comes by the mail's “no” finds the question open, with one button. */
  open: boolean;
};

/** The library changed it: where it was before, and a way to say no in one step. */
export function Moved({ booking, moved, link, place, open }: Props) {
  const [t, locale] = [useTranslations('patron.booking.moved'), useLocale()];
  const { before, mayRefuse } = moved;
  const was = formatDateRange(before.start, before.end, { ...place, locale });
  const sameSpace = booking.items.some(({ name }) => name === before.name);
  return (
    <div id="refuse" className="flex flex-col gap-3">
      <Notice kind="attention" title={t('title')} still>
        {sameSpace ? t('before', { was }) : t('beforeElsewhere', { was, where: before.name })}
      </Notice>
      {mayRefuse && (
        <CancelForm
          action={refuseTime}
          open={open}
          given={{ publicId: booking.publicId, timeZone: place.timeZone, ...(link && { key: link }) }}
          words={{
            ...{ title: t('refuse'), confirm: t('confirm'), action: t('action'), cancelling: t('cancelling') },
            ...{ problem: t('problem'), until: t('until') },
          }}
        />
      )}
    </div>
  );
}
