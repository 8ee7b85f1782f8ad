import Link from 'next/link';
import { getLocale, getTranslations } from 'next-intl/server';
import { Icon } from '@/app/_ui/icon';
import { queryOf } from '@/app/_ui/query-of';
import { refusalText } from '@/app/_ui/refusal-text';
import type { Place } from '@/lib/messages/format';
import type { Refusal } from '@/lib/refusal';
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

type NoteProps = {
  next: NextFree | undefined;
  /** Why this person may book none of them, whatever the time. */
  barred: Refusal | undefined;
  place: Place;
  /** The page it stands on, to come back to. */
  here: string;
};

/** Of a category that has nothing free on the day shown: what comes next, or why nothing does. */
export async function NextFreeNote({ next, barred, place, here }: NoteProps) {
  const t = await getTranslations('finding.next');
  // Whoever is barred by a ban has read so at the top of the page.
  if (!next && barred?.code === 'banned') return null;
  return (
    <p className="mb-3 flex flex-wrap items-center gap-x-3 gap-y-2 text-ink-soft">
      {next ? (
        <>
          {t('nothingButNext')} <NextFreeLink next={next} />
        </>
      ) : barred ? (
        <>
          {refusalText(barred, await getTranslations('refusal'), place)}
          {barred.code === 'sign_in_required' && (
            <Link
              href={`/sign-in${queryOf({ to: here })}`}
              prefetch={false}
              className="text-accent underline underline-offset-4"
            >
              {(await getTranslations('patron.booking'))('signIn')}
            </Link>
          )}
        </>
      ) : (
        t('nothing')
      )}
    </p>
  );
}
