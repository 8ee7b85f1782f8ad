import { getLocale, getTranslations } from 'next-intl/server';
import { ErrorSummary } from '@/app/_ui/error-summary';
import { SelectField } from '@/app/_ui/select-field';
import { SubmitButton } from '@/app/_ui/submit-button';
import { TextField } from '@/app/_ui/text-field';
import { formatDuration } from '@/lib/messages/format';
import type { FieldProblem } from '@/lib/refusal';
import type { SpaceSearch } from '@/lib/usecases/search-spaces';

export type Query = {
  date?: string;
  at?: string;
  minutes?: string;
  people?: string;
  location?: string;
  feature?: string | string[];
};

type Props = { search: SpaceSearch; given: Query; problems: Record<string, FieldProblem> };

const LENGTHS = [15, 30, 45, 60, 90, 120, 180, 240];

/** A plain form that makes an address: without scripts too, and to be kept as a bookmark. */
export async function SearchForm({ search: { wish, locations, features }, given, problems }: Props) {
  const [t, field, locale] = [
    await getTranslations('patron.find'),
    await getTranslations('refusal.field'),
    await getLocale(),
  ];
  const error = (name: string) => problems[name] && field(problems[name]);
  const fields = ['date', 'at', 'minutes', 'people'] as const;
  const chosen = new Set([given.feature ?? []].flat());
  const minutes = Number(given.minutes) || wish.minutes;
  const lengths = [...new Set([...LENGTHS, minutes])].filter((one) => one > 0).sort((a, b) => a - b);
  return (
    <form action="/spaces/find" method="get" className="flex flex-col gap-5" aria-label={t('form')}>
      <ErrorSummary errors={fields.flatMap((id) => (problems[id] ? [{ id, message: error(id) ?? '' }] : []))} />
      <TextField
        key={`date ${given.date}`}
        name="date"
        type="date"
        label={t('date')}
        defaultValue={given.date ?? wish.date}
        error={error('date')}
      />
      <div className="grid grid-cols-2 gap-4">
        <TextField
          key={`at ${given.at}`}
          name="at"
          type="time"
          step={300}
          label={t('at')}
          optional
          defaultValue={given.at ?? ''}
          error={error('at')}
        />
        <SelectField
          key={`minutes ${minutes}`}
          name="minutes"
          label={t('length')}
          choices={lengths.map((one) => ({ value: String(one), label: formatDuration(one, locale) }))}
          defaultValue={String(minutes)}
          error={error('minutes')}
        />
      </div>
      <TextField
        key={`people ${given.people}`}
        name="people"
        type="number"
        min={1}
        inputMode="numeric"
        label={t('people')}
        optional
        defaultValue={given.people ?? ''}
        error={error('people')}
      />
      {locations.length > 1 && (
        <SelectField
          key={`location ${given.location}`}
          name="location"
          label={t('where')}
          optional
          prompt={t('anywhere')}
          choices={locations.map(({ id, name }) => ({ value: String(id), label: name }))}
          defaultValue={given.location ?? ''}
        />
      )}
      {features.length > 0 && (
        <fieldset>
          <legend className="mb-1 font-medium">{t('features')}</legend>
          <p className="mb-2 text-sm text-ink-soft">{t('featuresHint')}</p>
          <ul className="flex flex-col">
            {features.map((feature) => (
              <li key={feature}>
                <label className="flex min-h-11 items-center gap-3">
                  <input
                    key={`${feature} ${chosen.has(feature)}`}
                    type="checkbox"
                    name="feature"
                    value={feature}
                    defaultChecked={chosen.has(feature)}
                    className="size-5 accent-accent"
                  />
                  {feature}
                </label>
              </li>
            ))}
          </ul>
        </fieldset>
      )}
      <div>
        <SubmitButton>{t('search')}</SubmitButton>
      </div>
    </form>
  );
}
