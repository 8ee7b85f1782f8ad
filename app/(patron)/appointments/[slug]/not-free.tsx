import { getLocale, getTranslations } from 'next-intl/server';
import { buttonClass } from '@/app/_ui/button-class';
import { LinkButton } from '@/app/_ui/link-button';
import { Notice } from '@/app/_ui/notice';
import { refusalText } from '@/app/_ui/refusal-text';
import { frameLook, hereHref } from '@/app/frame-look';
import { NewTabLink } from '@/app/new-tab-link';
import { currentActor } from '@/lib/auth/actor';
import { currentVisitor } from '@/lib/auth/visitor';
import type { Refusal } from '@/lib/refusal';
import { bookPath } from '@/lib/usecases/find-alternatives';
import { viewInstead } from '@/lib/usecases/view-instead';
import type { PersonSlots } from '@/lib/usecases/view-person-slots';
import { TimeLink } from '../../time-link';
import { addressOf } from './address-of';

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

/** Why nothing is on offer to whoever asks, whatever the time, and the way in where there is one. */
export async function Barred({ view, problem }: { view: PersonSlots; problem: Refusal }) {
  const [words, locale] = [await getTranslations('patron.booking'), await getLocale()];
  const text = refusalText(problem, await getTranslations('refusal'), { locale, timeZone: view.person.timeZone });
  const signIn = `/sign-in?to=${encodeURIComponent(addressOf(view, {}))}`;
  const isFramed = (await frameLook()) !== null;
  return (
    <div className="mb-6">
      <Notice
        kind="attention"
        still
        action={
          problem.code === 'sign_in_required' &&
          (isFramed ? (
            <NewTabLink href={signIn} className={buttonClass()}>
              {words('signIn')}
            </NewTabLink>
          ) : (
            <LinkButton href={signIn}>{words('signIn')}</LinkButton>
          ))
        }
      >
        {text}
      </Notice>
    </div>
  );
}
