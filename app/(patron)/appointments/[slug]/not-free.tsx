import { getLocale, getTranslations } from 'next-intl/server';
import { Notice } from '@/app/_ui/notice';
import { refusalText } from '@/app/_ui/refusal-text';
import { hereHref } from '@/app/frame-look';
import { currentActor } from '@/lib/auth/actor';
import { currentVisitor } from '@/lib/auth/visitor';
import { bookPath } from '@/lib/usecases/find-alternatives';
import { viewInstead } from '@/lib/usecases/view-instead';
import type { PersonSlots } from '@/lib/usecases/view-person-slots';
import { TimeLink } from '../../time-link';

/** The time that an address names is not on offer (any more): what is near it, with the same person or somebody else. */
export async function NotFree({ view, start }: { view: PersonSlots; start: string }) {
  const { person, kind, placeId, group } = view;
  const [t, locale, to] = [await getTranslations('patron.why'), await getLocale(), await hereHref()];
  const place = { locale, timeZone: person.timeZone };
  const asked = { slug: person.slug, kindId: kind.id ?? '', placeId: placeId ?? '', group: group ?? '', start };
  const [actor, visitor] = [await currentActor(), await currentVisitor()];
  const found = await viewInstead(actor, { ...asked, code: 'slot_taken' }, new Date(), visitor);
  const instead = found.ok ? found.value : [];
  return (
    <div className="mb-6">
      <Notice kind="attention">
        <p>{refusalText({ code: 'slot_taken' }, await getTranslations('refusal'), place)}</p>
        {instead.length > 0 && (
          <>
            <p className="mt-3 font-medium text-ink">{t('instead')}</p>
            <ul className="mt-2 flex flex-wrap gap-2">
              {instead.map((one) => (
                <li key={`${one.resourceId} ${one.start.toISOString()}`}>
                  <TimeLink href={to(bookPath(one))} when={one} place={place} withDate>
                    {!one.sameResource && <span className="font-normal text-ink-soft">{one.name}</span>}
                  </TimeLink>
                </li>
              ))}
            </ul>
          </>
        )}
      </Notice>
    </div>
  );
}
