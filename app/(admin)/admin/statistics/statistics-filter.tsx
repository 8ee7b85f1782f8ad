import { getLocale, getTranslations } from 'next-intl/server';
import { ErrorSummary } from '@/app/_ui/error-summary';
import { SelectField } from '@/app/_ui/select-field';
import { SubmitButton } from '@/app/_ui/submit-button';
import { TextField } from '@/app/_ui/text-field';
import { formatShortLocalDate } from '@/lib/messages/format';
import type { AskedStatistics } from '@/lib/usecases/asked-statistics';

type Props = { asked: AskedStatistics /** On which day something counts; left out: as bookings do. */; note?: string };

/** From when to when, and where: an ordinary form whose answer has an address. Below it, in words, what is shown. */
export async function StatisticsFilterForm({ asked: { filter, scope }, note }: Props) {
  const [t, says, locale] = [
    await getTranslations('statistics.filter'),
    await getTranslations('refusal'),
    await getLocale(),
  ];
  const { from, to, location, locations, problems } = filter;
  const error = (name: 'from' | 'to') => problems[name] && says(`field.${problems[name]}`);
  const errors = (['from', 'to'] as const).flatMap((name) => {
    const message = error(name);
    return message ? [{ id: name, message: `${t(name)}: ${message}` }] : [];
  });
  const date = (day: string) => formatShortLocalDate(day, locale);
  return (
    <div className="mb-8 flex flex-col gap-4">
      <ErrorSummary errors={errors} />
      <form method="get" aria-label={t('label')} className="flex flex-wrap items-start gap-4">
        <div className="w-full sm:w-48">
          <TextField
            key={from}
            {...{ name: 'from', label: t('from'), defaultValue: from, error: error('from') }}
            type="date"
          />
        </div>
        <div className="w-full sm:w-48">
          <TextField key={to} {...{ name: 'to', label: t('to'), defaultValue: to, error: error('to') }} type="date" />
        </div>
        {locations.length > 1 && (
          <div className="w-full sm:w-60">
            <SelectField
              key={location}
              name="location"
              label={t('location')}
              required={false}
              defaultValue={location ?? ''}
              choices={[
                { value: '', label: t('everywhere') },
                ...locations.map(({ id, name }) => ({ value: String(id), label: name })),
              ]}
            />
          </div>
        )}
        {/* Level with the fields, whose labels stand above them. */}
        <div className="sm:pt-8">
          <SubmitButton variant="secondary">{t('show')}</SubmitButton>
        </div>
      </form>
      {scope && (
        <p className="prose-width text-ink-soft">
          {t('shown', {
            days: scope.timeframe.days,
            from: date(scope.timeframe.from),
            to: date(scope.timeframe.to),
            beforeFrom: date(scope.before.from),
            beforeTo: date(scope.before.to),
          })}{' '}
          {note ?? t('counts')}
        </p>
      )}
    </div>
  );
}
