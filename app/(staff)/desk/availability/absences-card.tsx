import Link from 'next/link';
import { getLocale, getTranslations } from 'next-intl/server';
import { Card } from '@/app/_ui/card';
import { SubmitButton } from '@/app/_ui/submit-button';
import { ActForm } from '@/app/(staff)/act-form';
import type { AvailabilityWeek } from '@/lib/usecases/view-availability';
import { absenceText } from './absence-text';
import { removeAbsenceAction } from './actions';

/** When somebody is out of office from now on. */
export async function AbsencesCard({ week: { absences, dates } }: { week: AvailabilityWeek }) {
  const [t, locale] = [await getTranslations('availability.away'), await getLocale()];
  return (
    <Card title={t('title')} id="absences">
      {absences.length === 0 && <p className="prose-width">{t('none')}</p>}
      <ul className="divide-y divide-line">
        {absences.map((absence) => {
          const text = absenceText(absence, t, locale);
          return (
            <li key={absence.id} className="flex flex-wrap items-start justify-between gap-x-6 gap-y-1 py-3 first:pt-0">
              <div className="min-w-0 break-words">
                <p className="font-medium">{text}</p>
                {absence.note && <p className="prose-width text-sm text-ink-soft">{absence.note}</p>}
              </div>
              <div className="flex flex-wrap items-center gap-x-4">
                <Link
                  href={`/desk/availability/away/${absence.id}?week=${dates[0]}`}
                  prefetch={false}
                  className="inline-flex min-h-6 items-center text-accent underline underline-offset-4"
                >
                  {t('change')}
                  <span className="sr-only">: {text}</span>
                </Link>
                <ActForm
                  action={removeAbsenceAction}
                  hidden={{ absenceId: absence.id, week: dates[0] ?? '' }}
                  problem={t('problem')}
                >
                  <SubmitButton variant="quiet" size="small" pendingLabel={t('saving')}>
                    {t('remove')}
                    <span className="sr-only">: {text}</span>
                  </SubmitButton>
                </ActForm>
              </div>
            </li>
          );
        })}
      </ul>
    </Card>
  );
}
