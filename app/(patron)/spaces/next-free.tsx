import { getLocale, getTranslations } from 'next-intl/server';
import { Icon } from '@/app/_ui/icon';
import type { NextFree } from '@/lib/usecases/view-next-free';
import { bookHref, TimeLink } from '../time-link';

/** The next time that is free, one press from being booked. */
export async function NextFreeLink({ next }: { next: NextFree }) {
  const [t, locale] = [await getTranslations('finding.next'), await getLocale()];
  const { spaceId, name: space, timeZone } = next;
  return (
    <TimeLink href={bookHref(spaceId, next)} when={next} place={{ locale, timeZone }} withDate>
      <span>{t('inSpace', { space })}</span>
      <Icon name="arrow-right" />
    </TimeLink>
  );
}

/** Of a category that has nothing free on the day shown: what comes next, or that nothing does. */
export async function NextFreeNote({ next }: { next: NextFree | undefined }) {
  const t = await getTranslations('finding.next');
  return (
    <p className="mb-3 flex flex-wrap items-center gap-x-3 gap-y-2 text-ink-soft">
      {next ? (
        <>
          {t('nothingButNext')} <NextFreeLink next={next} />
        </>
      ) : (
        t('nothing')
      )}
    </p>
  );
}
