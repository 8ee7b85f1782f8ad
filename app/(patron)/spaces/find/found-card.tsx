import { getLocale, getTranslations } from 'next-intl/server';
import { Icon } from '@/app/_ui/icon';
import { picturePath } from '@/lib/picture-path';
import type { FoundSpace, SpaceSummary } from '@/lib/usecases/search-day';
import { bookHref, TimeLink } from '../../time-link';
import { ReasonText } from './reason-text';

type Props = {
  found: FoundSpace;
  /** One location needs no name. */
  isOnlyPlace: boolean;
  /** The times are of several days. */
  withDate: boolean;
};

/** A space with its free times. */
export async function FoundCard({ found: { space, times, why }, isOnlyPlace, withDate }: Props) {
  const [t, locale] = [await getTranslations('patron.find'), await getLocale()];
  const src = picturePath(space.picture);
  const place = { locale, timeZone: space.timeZone };
  return (
    <li className="flex flex-wrap gap-4 rounded-md border border-line bg-surface p-4">
      {src && (
        // biome-ignore lint/performance/noImgElement: a drawing of a few kilobytes needs no optimising
        <img
          src={src}
          alt=""
          width={96}
          height={72}
          loading="lazy"
          className="h-18 w-24 shrink-0 rounded-sm bg-sunken object-cover"
        />
      )}
      <div className="min-w-0 flex-1 basis-56">
        <h3 className="font-serif text-lg font-semibold">
          <a href={`/spaces/${space.id}`} className="text-ink no-underline hover:text-accent hover:underline">
            {space.name}
          </a>
        </h3>
        <Facts space={space} isOnlyPlace={isOnlyPlace} />
        {why && <ReasonText why={why} place={place} />}
        <ul className="mt-3 flex flex-wrap gap-2">
          {times.map((when) => (
            <li key={when.start.toISOString()}>
              <TimeLink href={bookHref(space.id, when)} when={when} place={place} withDate={withDate}>
                <span className="sr-only">{t('book', { name: space.name })}</span>
                <Icon name="arrow-right" />
              </TimeLink>
            </li>
          ))}
        </ul>
      </div>
    </li>
  );
}

async function Facts({ space, isOnlyPlace }: { space: SpaceSummary; isOnlyPlace: boolean }) {
  const t = await getTranslations('patron.space');
  const facts = [
    isOnlyPlace ? null : space.locationName,
    space.zone,
    space.capacity && t('seats', { count: space.capacity }),
    ...space.features,
  ].filter(Boolean);
  return <p className="text-sm text-ink-soft">{facts.join(' · ')}</p>;
}
