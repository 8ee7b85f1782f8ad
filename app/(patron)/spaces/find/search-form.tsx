import Form from 'next/form';
import { getLocale, getTranslations } from 'next-intl/server';
import { ErrorSummary } from '@/app/_ui/error-summary';
import { RadioGroup } from '@/app/_ui/radio-group';
import { SelectField } from '@/app/_ui/select-field';
import { SubmitButton } from '@/app/_ui/submit-button';
import { TextField } from '@/app/_ui/text-field';
import type { FieldProblem } from '@/lib/field-problem';
import { formatDuration } from '@/lib/messages/format';
import type { SpaceSearch } from '@/lib/usecases/search-spaces';
import { FeatureChoice } from '../feature-choice';
import type { SearchQuery } from './search-query';

type Props = {
  search: SpaceSearch;
  /** Floors and areas of the location chosen. */
  zones: string[];
  given: SearchQuery;
  problems: Record<string, FieldProblem>;
};

const LENGTHS = [15, 30, 45, 60, 90, 120, 180, 240];

/** A plain form that makes an address: without scripts too, and to be kept as a bookmark. */
export async function SearchForm({ search: { wish, locations, features }, zones, given, problems }: Props) {
  const [t, finding, patron, field, locale] = [
    await getTranslations('patron.find'),
    await getTranslations('finding'),
    await getTranslations('patron.space'),
    await getTranslations('refusal.field'),
    await getLocale(),
  ];
  const error = (name: string) => problems[name] && field(problems[name]);
  const fields = ['date', 'at', 'minutes', 'people'] as const;
  const minutes = Number(given.minutes) || wish.minutes;
  const lengths = [...new Set([...LENGTHS, minutes])].filter((one) => one > 0).sort((a, b) => a - b);
  return (
    <Form action="/spaces/find" prefetch={false} className="flex flex-col gap-5" aria-label={t('form')}>
      <ErrorSummary errors={fields.flatMap((id) => (problems[id] ? [{ id, message: error(id) ?? '' }] : []))} />
      <RadioGroup
        key={`when ${wish.when}`}
        name="when"
        label={finding('search.when')}
        choices={(['date', 'next'] as const).map((value) => ({ value, label: finding(`search.${value}`) }))}
        defaultValue={wish.when}
      />
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
      {zones.length > 1 && (
        <SelectField
          key={`zone ${given.zone}`}
          name="zone"
          label={patron('zone')}
          optional
          prompt={finding('filter.anyZone')}
          choices={zones.map((zone) => ({ value: zone, label: zone }))}
          defaultValue={given.zone ?? ''}
        />
      )}
      <FeatureChoice features={features} chosen={[given.feature ?? []].flat()} />
      <div>
        <SubmitButton>{t('search')}</SubmitButton>
      </div>
    </Form>
  );
}
