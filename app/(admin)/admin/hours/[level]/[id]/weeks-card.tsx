import { useLocale, useTranslations } from 'next-intl';
import { Card } from '@/app/_ui/card';
import { LinkButton } from '@/app/_ui/link-button';
import { SubmitButton } from '@/app/_ui/submit-button';
import { ActForm } from '@/app/(staff)/act-form';
import { formatShortLocalDate } from '@/lib/messages/format';
import type { HoursView } from '@/lib/usecases/view-hours';
import { proposeHoursAction } from '../../actions';
import { ownerPath } from '../../owner-crumbs';
import { weekLines } from '../../week-text';

type Week = HoursView['weeks'][number];

/** The weeks of one owner, each with its dates; or whose hours hold when it has none. */
export function WeeksCard({ view: { owner, weeks, above } }: { view: HoursView }) {
  const [t, errors] = [useTranslations('hours.admin'), useTranslations('hours.week')];
  const path = `${ownerPath(owner)}/week`;
  const hidden = { level: owner.level, id: owner.id };
  const hasUsual = weeks.some(({ from }) => from === null);
  return (
    <Card title={t('weeks')} id="weeks">
      {weeks.length === 0 && above && (
        <>
          <p className="font-semibold">{t('sameAs', { name: above.name })}</p>
          <p className="prose-width mt-1 text-ink-soft">{t('sameAsText', { name: above.name })}</p>
          {above.weeks.map((week) => (
            <WeekText key={week.id} week={week} />
          ))}
        </>
      )}
      {weeks.length === 0 && !above && <p className="prose-width">{t('noWeeks')}</p>}
      <ul className="flex flex-col">
        {weeks.map((week) => (
          <li key={week.id} className="border-t border-line py-4 first:border-t-0 first:pt-0">
            <WeekText week={week} />
            <div className="mt-3 flex flex-wrap items-start gap-3">
              <LinkButton href={`${path}/${week.id}`} size="small">
                {t('change')} <span className="sr-only">{week.name || t('usual')}</span>
              </LinkButton>
            </div>
            <details className="mt-2">
              <summary className="inline-flex min-h-8 cursor-pointer items-center text-sm text-accent underline underline-offset-4">
                {t('removeWeek', { name: week.name || t('usual') })}
              </summary>
              <div className="mt-2 flex flex-col gap-3 border-l-2 border-attention pl-4">
                <p className="prose-width">{t('removeWeekText')}</p>
                <ActForm
                  action={proposeHoursAction}
                  hidden={{ ...hidden, kind: 'drop_week', weekId: week.id }}
                  problem={errors('errorTitle')}
                >
                  <SubmitButton variant="danger" size="small" pendingLabel={t('removing')}>
                    {t('remove')} <span className="sr-only">{week.name || t('usual')}</span>
                  </SubmitButton>
                </ActForm>
              </div>
            </details>
          </li>
        ))}
      </ul>
      <div className="mt-4 flex flex-wrap items-start gap-3 border-t border-line pt-4">
        <LinkButton href={`${path}/new`} variant={weeks.length === 0 ? 'primary' : 'secondary'}>
          {t(weeks.length === 0 && above ? 'giveOwn' : hasUsual ? 'addRange' : 'addUsual')}
        </LinkButton>
        {weeks.length > 0 && above && (
          <ActForm
            action={proposeHoursAction}
            hidden={{ ...hidden, kind: 'inherit' }}
            problem={errors('errorTitle')}
            className="flex flex-col items-start gap-1"
          >
            <SubmitButton variant="secondary" pendingLabel={t('removing')}>
              {t('inherit', { name: above.name })}
            </SubmitButton>
            <span className="text-sm text-ink-soft">{t('inheritText')}</span>
          </ActForm>
        )}
      </div>
      <p className="prose-width mt-4 text-sm text-ink-soft">{t('rules')}</p>
    </Card>
  );
}

function WeekText({ week: { name, from, to, spans } }: { week: Week }) {
  const [t, words, locale] = [useTranslations('hours.admin'), useTranslations('hours.words'), useLocale()];
  const date = (at: string) => formatShortLocalDate(at, locale);
  const dates = !from
    ? name && t('usualToo')
    : to
      ? t('range', { from: date(from), to: date(to) })
      : t('onward', { from: date(from) });
  return (
    <>
      <p className="mt-2">
        <span className="font-semibold">{name || t('usual')}</span>
        {dates && <span className="text-ink-soft">, {dates}</span>}
      </p>
      <dl className="mt-1 grid gap-x-6 sm:grid-cols-[14rem_1fr]">
        {weekLines(spans, words, locale).map(({ days, hours }) => (
          <div key={days} className="contents">
            <dt className="text-ink-soft">{days}</dt>
            <dd className="tabular mb-1 sm:mb-0">{hours}</dd>
          </div>
        ))}
      </dl>
    </>
  );
}
