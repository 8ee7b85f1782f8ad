import { useTranslations } from 'next-intl';
import type { Ref } from 'react';
import { Notice } from '../notice';
import { BookingBar } from './booking-bar';
import { bookingHref } from './booking-href';
import type { Choice } from './use-choice';
import type { useGridModel } from './use-grid-model';

type Props = {
  choice: Choice | null;
  /** The end that is being considered. */
  preview: number | null;
  model: ReturnType<typeof useGridModel>;
  selectHref: string;
  /** Why the last press chose nothing. */
  blocked: string;
  isGone: boolean;
  wayOn: Ref<HTMLAnchorElement>;
  onClear: () => void;
};

/** What is chosen so far, with the way on; or that it was taken meanwhile. */
export function Chosen({ choice, preview, model, selectHref, blocked, isGone, wayOn, onClear }: Props) {
  const t = useTranslations('ui.grid');
  const { instant, timeOf, rangeOf, ownRangeOf, durationOf } = model;
  if (isGone)
    return (
      <div className="mt-4">
        <Notice kind="attention">{t('gone')}</Notice>
      </div>
    );
  if (!choice) return null;
  const { space, offer, to, stage } = choice;
  const end = preview ?? to;
  return (
    <BookingBar
      spaceName={space.name}
      range={rangeOf(offer.from, end)}
      ownRange={ownRangeOf(offer.from, end)}
      duration={durationOf(end - offer.from)}
      hint={stage === 'start' ? blocked || t('chooseEnd', { latest: timeOf(offer.from + offer.max) }) : undefined}
      href={bookingHref(selectHref, {
        id: space.id,
        start: instant(offer.from).toISOString(),
        end: instant(to).toISOString(),
      })}
      wayOn={wayOn}
      onClear={onClear}
    />
  );
}
