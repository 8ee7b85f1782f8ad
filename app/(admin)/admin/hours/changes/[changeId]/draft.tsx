import { getLocale, getTranslations } from 'next-intl/server';
import { LinkButton } from '@/app/_ui/link-button';
import { Notice } from '@/app/_ui/notice';
import { formatDateRange } from '@/lib/messages/format';
import type { AffectedView, HoursChangeView } from '@/lib/usecases/view-hours-change';
import { ownerPath } from '../../owner-crumbs';
import { PreviewTable } from '../../preview-table';
import { type BookingChoice, DecideForm } from './decide-form';

type DraftView = Extract<HoursChangeView, { state: 'draft' }>;

/** The bookings that a change meets, and what may become of each. */
export async function Draft({ view, grew }: { view: DraftView; grew: number }) {
  const [t, locale] = [await getTranslations('hours.change'), await getLocale()];
  const place = { locale, timeZone: view.owner.timeZone };
  const bookings = view.affected.map((one) => choiceOf(one, place, t));
  const listed = bookings.map(({ id }) => id).join();
  return (
    <>
      {grew > 0 && <Notice kind="attention">{t('grew', { count: grew })}</Notice>}
      <DecideForm
        key={listed}
        changeId={view.id}
        listed={listed}
        bookings={bookings}
        words={{
          ...{ all: t('all'), each: t('each'), keepAll: t('keepAll'), keepHint: t('keepHint') },
          ...{ moveAll: t('moveAll'), moveHint: t('moveHint'), cancelAll: t('cancelAll'), cancelHint: t('cancelHint') },
          ...{ otherwise: t('otherwise'), otherwiseKeep: t('otherwiseKeep'), otherwiseCancel: t('otherwiseCancel') },
          manyOpen: t('manyOpen', { count: bookings.length }),
          ...{ words: t('words'), wordsHint: t('wordsHint'), list: t('list'), choice: t('choice') },
          ...{ choose: t('choose'), save: t('save'), saving: t('saving'), errorTitle: t('errorTitle') },
        }}
        back={
          <LinkButton href={ownerPath(view.owner)} variant="quiet">
            {t('back')}
          </LinkButton>
        }
      />
      <section aria-labelledby="preview" className="flex flex-col gap-3">
        <h2 id="preview" className="text-xl">
          {t('preview')}
        </h2>
        <PreviewTable days={view.preview} caption={t('preview')} />
      </section>
    </>
  );
}

type Words = Awaited<ReturnType<typeof getTranslations<'hours.change'>>>;

function choiceOf(
  { bookingId, uses, movable, spaces }: AffectedView,
  place: { locale: string; timeZone: string },
  t: Words,
): BookingChoice {
  const lines = uses.map(({ resourceName, start, end, patronName }) =>
    t('booking', {
      ...{ space: resourceName, when: formatDateRange(start, end, place), patron: patronName || t('nobody') },
    }),
  );
  const moves = (spaces ?? []).map(({ id, name, capacity }) => ({
    value: `move:${id}`,
    label: capacity === null ? t('moveTo', { space: name }) : t('moveToSized', { space: name, count: capacity }),
  }));
  const hint = !movable ? t('notMovable') : spaces?.length === 0 ? t('nothingFree') : undefined;
  return {
    id: bookingId,
    title: lines.join('; '),
    ...(hint && { hint }),
    choices: [
      { value: 'keep', label: t('keep') },
      ...(spaces === null ? [{ value: 'move', label: t('move') }] : moves),
      { value: 'cancel', label: t('cancel') },
    ],
  };
}
