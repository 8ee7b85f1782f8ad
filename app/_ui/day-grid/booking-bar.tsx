import Link from 'next/link';
import { useTranslations } from 'next-intl';
import { type Ref, useId } from 'react';
import { Button } from '../button';
import { buttonClass } from '../button-class';
import { Icon } from '../icon';

type Props = {
  spaceName: string;
  range: string;
  /** The same on the visitor's own clock, where that shows another time. */
  ownRange: string | null;
  duration: string;
  hint?: string;
  href: string;
  wayOn: Ref<HTMLAnchorElement>;
  onClear: () => void;
};

/** What is chosen, and the way on; floats at the foot of the window so that it is never out of sight. */
export function BookingBar({ spaceName, range, ownRange, duration, hint, href, wayOn, onClear }: Props) {
  const [t, own] = [useTranslations('ui.grid'), useTranslations('ui.ownTime')];
  const chosen = useId();
  return (
    <section
      aria-label={t('choice')}
      className="fixed inset-x-4 bottom-4 z-30 mx-auto flex w-fit max-w-[calc(100vw-2rem)] flex-wrap items-center gap-x-6 gap-y-3 rounded-md border border-line bg-surface py-3 pr-3 pl-5 shadow-float"
    >
      <p>
        <span id={chosen}>
          <span className="font-serif text-lg font-semibold">{spaceName}</span>
          <span className="tabular font-medium whitespace-nowrap"> · {range}</span>
          <span className="whitespace-nowrap text-ink-soft"> · {duration}</span>
          {ownRange && <span className="block text-sm text-ink-soft">{own('time', { time: ownRange })}</span>}
        </span>
        {hint && <span className="block text-sm text-ink-soft">{hint}</span>}
      </p>
      <span className="flex items-center gap-2">
        <Link ref={wayOn} href={href} aria-describedby={chosen} className={buttonClass('primary')}>
          {t('continue')}
          <Icon name="arrow-right" />
        </Link>
        <Button variant="quiet" onClick={onClear} aria-label={t('clear')} className="min-w-11 px-2">
          <Icon name="close" />
        </Button>
      </span>
    </section>
  );
}
