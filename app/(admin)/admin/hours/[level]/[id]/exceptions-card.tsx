import { useLocale, useTranslations } from 'next-intl';
import { Card } from '@/app/_ui/card';
import { LinkButton } from '@/app/_ui/link-button';
import { SubmitButton } from '@/app/_ui/submit-button';
import { datesText, spansText } from '@/app/(patron)/opening-words';
import { ActForm } from '@/app/(staff)/act-form';
import type { HoursView } from '@/lib/usecases/view-hours';
import { proposeHoursAction } from '../../actions';
import { ownerPath } from '../../owner-crumbs';

/** Days that one owner has otherwise than its weeks. */
export function ExceptionsCard({ view: { owner, exceptions } }: { view: HoursView }) {
  const [t, words, locale] = [useTranslations('hours.admin'), useTranslations('hours.words'), useLocale()];
  const errors = useTranslations('hours.week');
  return (
    <Card title={t('exceptions')} id="exceptions">
      <p className="prose-width mb-4 text-sm text-ink-soft">{t('exceptionsLead')}</p>
      {exceptions.length === 0 && <p>{t('noExceptions')}</p>}
      <ul className="flex flex-col">
        {exceptions.map(({ from, to, spans, note }) => {
          const [when, hours] = [datesText({ from, to }, words, locale), spansText(spans, words, locale)];
          return (
            <li
              key={from}
              className="flex flex-wrap items-start justify-between gap-x-6 gap-y-2 border-t border-line py-3 first:border-t-0"
            >
              <p>
                <span className="block font-semibold">{when}</span>
                {note ? t('noted', { hours, note }) : hours}
              </p>
              <ActForm
                action={proposeHoursAction}
                hidden={{ level: owner.level, id: owner.id, kind: 'drop_exception', from, to }}
                problem={errors('errorTitle')}
              >
                <SubmitButton variant="quiet" size="small" pendingLabel={t('removing')}>
                  {t('remove')} <span className="sr-only">{when}</span>
                </SubmitButton>
              </ActForm>
            </li>
          );
        })}
      </ul>
      <div className="mt-4">
        <LinkButton href={`${ownerPath(owner)}/exception`}>{t('addException')}</LinkButton>
      </div>
    </Card>
  );
}
