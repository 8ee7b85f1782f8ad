import { getLocale, getTranslations } from 'next-intl/server';
import { hereHref } from '@/app/frame-look';
import { formatDuration } from '@/lib/messages/format';
import { suitsKind } from '@/lib/usecases/appointment-of';
import type { PersonSlots } from '@/lib/usecases/view-person-slots';
import { Choice, Choices } from '../choices';
import { addressOf } from './address-of';

/** What it is for and where, as links: each leads to the times of that choice. Nothing where there is nothing to choose. */
export async function WhatAndWhere({ view }: { view: PersonSlots }) {
  const { offering, kind, placeId } = view;
  const [t, locale, to] = [await getTranslations('appointments'), await getLocale(), await hereHref()];
  const places = offering.places.filter((place) => suitsKind(kind, place));
  if (offering.kinds.length < 2 && places.length < 2) return null;
  return (
    <div className="mb-8 flex flex-col gap-5">
      {offering.kinds.length > 1 && (
        <Choices label={t('what')}>
          {offering.kinds.map((one) => (
            <Choice
              key={one.id}
              href={to(addressOf(view, { kindId: one.id, placeId: null }))}
              isChosen={one.id === kind.id}
            >
              {t('kindAndLength', { kind: one.name, length: formatDuration(one.defaultMinutes, locale) })}
            </Choice>
          ))}
        </Choices>
      )}
      {kind.description && <p className="max-w-prose text-ink-soft">{kind.description}</p>}
      {places.length > 1 && (
        <Choices label={t('where')}>
          <Choice href={to(addressOf(view, { placeId: null }))} isChosen={placeId === null}>
            {t('anywhere')}
          </Choice>
          {places.map((place) => (
            <Choice key={place.id} href={to(addressOf(view, { placeId: place.id }))} isChosen={place.id === placeId}>
              {place.name}
            </Choice>
          ))}
        </Choices>
      )}
    </div>
  );
}
