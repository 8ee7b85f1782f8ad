import { getTranslations } from 'next-intl/server';
import { LinkButton } from '@/app/_ui/link-button';
import { type Alternative, bookPath } from '@/lib/usecases/find-alternatives';
import { TimeLink } from '../../time-link';

type Place = { locale: string; timeZone: string };

/** For whom the library could not keep its word: what is free instead. */
export async function Alternatives({ found, place, back }: { found: Alternative[]; place: Place; back: string }) {
  const t = await getTranslations('patron.booking.alternatives');
  return (
    <section aria-labelledby="alternatives" className="flex flex-col gap-3">
      <h2 id="alternatives" className="text-xl">
        {t('title')}
      </h2>
      <p className="text-ink-soft">{found.length > 0 ? t('text') : t('none')}</p>
      <ul className="flex flex-col gap-2">
        {found.map((one) => (
          <li key={`${one.resourceId} ${one.start.toISOString()}`}>
            <TimeLink href={bookPath(one)} when={one} place={place} withDate>
              <span className="font-normal text-ink-soft">{one.name}</span>
            </TimeLink>
          </li>
        ))}
        <li>
          <LinkButton href={back} variant="quiet">
            {t('other')}
          </LinkButton>
        </li>
      </ul>
    </section>
  );
}
