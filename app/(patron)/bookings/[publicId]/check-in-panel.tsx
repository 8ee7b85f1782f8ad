import { getTranslations } from 'next-intl/server';
import { SubmitButton } from '@/app/_ui/submit-button';
import { ActForm } from '@/app/(staff)/act-form';
import { formatDateTime, formatTime, type Place } from '@/lib/messages/format';
import type { BookingView } from '@/lib/usecases/view-booking';
import { checkInHere, checkOutHere } from './actions';

type Props = { booking: BookingView; link: string | undefined; place: Place; address: string };

/** The code for the door, when it works, and the buttons for those who are there. Mails lead to `#check-in`. */
export async function CheckInPanel({ booking, link, place, address }: Props) {
  const { checkIn, publicId } = booking;
  if (!checkIn?.window) return null;
  const t = await getTranslations('checkIn.panel');
  const { code, window, release, checkedInAt, checkedOutAt, noShowAt, may } = checkIn;
  const hidden = { publicId, timeZone: place.timeZone, ...(link && { key: link }) };
  return (
    <section
      id="check-in"
      aria-labelledby="check-in-title"
      className="flex flex-col gap-3 rounded-md border border-line bg-surface p-5 sm:p-6"
    >
      <h2 id="check-in-title" className="text-xl">
        {t('title')}
      </h2>
      {code && !checkedOutAt && (
        <p>
          {t('code')} <code className="rounded-sm bg-sunken px-2 py-1 font-mono text-xl tracking-widest">{code}</code>
        </p>
      )}
      {!checkedInAt && (
        <p className="prose-width">
          {t('window', { from: formatDateTime(window.start, place), until: formatTime(window.end, place), address })}{' '}
          {release && t('release')}
        </p>
      )}
      {checkedInAt && <p>{t('isIn', { time: formatTime(checkedInAt, place) })}</p>}
      {checkedOutAt && <p>{t('isOut', { time: formatTime(checkedOutAt, place) })}</p>}
      {noShowAt && <p>{t('noShow')}</p>}
      {may.in && (
        <ActForm
          action={checkInHere}
          hidden={hidden}
          problem={t('problem')}
          className="flex flex-col items-start gap-3"
        >
          <SubmitButton icon="check" pendingLabel={t('inPending')}>
            {t('in')}
          </SubmitButton>
        </ActForm>
      )}
      {may.out && (
        <ActForm
          action={checkOutHere}
          hidden={hidden}
          problem={t('problem')}
          className="flex flex-col items-start gap-2"
        >
          <SubmitButton variant="secondary" pendingLabel={t('outPending')}>
            {t('out')}
          </SubmitButton>
          <p className="text-sm text-ink-soft">{t('outText')}</p>
        </ActForm>
      )}
    </section>
  );
}
