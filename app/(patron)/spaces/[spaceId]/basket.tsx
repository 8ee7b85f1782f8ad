import { getLocale, getTranslations } from 'next-intl/server';
import { buttonClass } from '@/app/_ui/button-class';
import { Icon } from '@/app/_ui/icon';
import { queryOf } from '@/app/_ui/query-of';
import { refusalText } from '@/app/_ui/refusal-text';
import { SelectField } from '@/app/_ui/select-field';
import { formatDateRange } from '@/lib/messages/format';
import { minutesIn } from '@/lib/time/interval';
import { type BasketItem, basketText } from '@/lib/usecases/basket-input';
import type { BasketView } from '@/lib/usecases/view-basket';
import type { SpaceView } from '@/lib/usecases/view-space';

type Props = { view: SpaceView; basket: BasketView };

/**
 * Several spaces in one go: what goes with the space whose form is open, and what could be added. All of it stands in the
 * address, so it needs no scripts, and back and on do what they say.
 */
export async function Basket({ view, basket }: Props) {
  const { space, chosen } = view;
  const { others, free, addable } = basket;
  const [t, locale] = [await getTranslations('patron.basket'), await getLocale()];
  const place = { locale, timeZone: space.timeZone };
  const here = chosen && !chosen.problem ? { resourceId: space.id, start: chosen.start, end: chosen.end } : null;
  if (others.length === 0 && !here) return null;
  const words = await getTranslations('refusal');
  const all = [...others, ...(here ? [here] : [])];
  const without = (one: BasketItem) => basketText(others.filter(({ resourceId }) => resourceId !== one.resourceId));
  return (
    <section aria-label={t('title')} className="flex flex-col gap-3">
      {others.length > 0 && (
        <>
          <h3 className="font-medium">{t('title')}</h3>
          <ul className="divide-y divide-line border-y border-line">
            {others.map((one) => (
              <li key={one.resourceId} className="flex flex-wrap items-center gap-x-4 gap-y-1 py-2">
                <div className="min-w-0 flex-1 basis-48">
                  <p className="font-semibold break-words">{one.name}</p>
                  <p>{formatDateRange(one.start, one.end, place)}</p>
                  {one.problem && (
                    <p className="flex items-start gap-1.5 text-sm font-medium text-attention">
                      <Icon name="alert" className="mt-0.5" />
                      <span>{refusalText(one.problem, words, place)}</span>
                    </p>
                  )}
                </div>
                <a
                  className="inline-flex min-h-6 items-center text-accent underline underline-offset-4"
                  href={`/spaces/${one.resourceId}${queryOf({ with: basketText(all.filter((it) => it.resourceId !== one.resourceId)) })}#book`}
                >
                  {t('otherTime')} <span className="sr-only">: {one.name}</span>
                </a>
                <a
                  className="inline-flex min-h-6 items-center text-accent underline underline-offset-4"
                  href={`/spaces/${space.id}${queryOf({ ...timeOf(here, chosen?.lengths), with: without(one) })}#book`}
                >
                  {t('leaveOut')} <span className="sr-only">: {one.name}</span>
                </a>
              </li>
            ))}
          </ul>
        </>
      )}
      {here && addable.length > 0 && (
        <details>
          <summary className={buttonClass('quiet', 'small', 'w-fit list-none [&::-webkit-details-marker]:hidden')}>
            <Icon name="plus" />
            {t('add')}
          </summary>
          <div className="flex flex-col gap-4 border-l-2 border-line py-2 pl-4">
            {free.length > 0 && <p className="text-sm">{t('freeThen')}</p>}
            {free.length > 0 && (
              <ul className="flex max-h-64 flex-wrap gap-2 overflow-y-auto" tabIndex={-1}>
                {free.map(({ id, name }) => (
                  <li key={id}>
                    <a
                      className="inline-flex min-h-11 items-center rounded-md border border-free-line bg-free px-3 py-1 font-medium text-accent-strong no-underline hover:border-accent"
                      href={`/spaces/${space.id}${queryOf({ ...timeOf(here, chosen?.lengths), with: basketText([...others, { ...here, resourceId: id }]) })}#book`}
                    >
                      {name}
                    </a>
                  </li>
                ))}
              </ul>
            )}
            {free.length === 0 && <p className="text-sm">{t('noneThen')}</p>}
            <form action="/spaces/add" method="get" className="flex flex-wrap items-end gap-3">
              <input type="hidden" name="with" value={basketText(all)} />
              <div className="min-w-0 flex-1 basis-48">
                <SelectField
                  name="space"
                  label={t('otherSpace')}
                  choices={addable.map(({ id, name }) => ({ value: String(id), label: name }))}
                />
              </div>
              <button type="submit" className={buttonClass('secondary')}>
                {t('itsTime')}
              </button>
            </form>
          </div>
        </details>
      )}
    </section>
  );
}

/** As the address has it; a length that is still to be chosen stays so. */
function timeOf(here: BasketItem | null, lengths: readonly number[] = []) {
  if (!here) return {};
  const start = here.start.toISOString();
  return lengths.length > 1 ? { start } : { start, minutes: String(minutesIn(here)) };
}
