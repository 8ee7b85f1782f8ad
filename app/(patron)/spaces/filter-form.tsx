import Form from 'next/form';
import Link from 'next/link';
import { getTranslations } from 'next-intl/server';
import { ErrorSummary } from '@/app/_ui/error-summary';
import { fieldsOf, type QueryParts } from '@/app/_ui/query-of';
import { SelectField } from '@/app/_ui/select-field';
import { SubmitButton } from '@/app/_ui/submit-button';
import { TextField } from '@/app/_ui/text-field';
import type { FieldProblem } from '@/lib/field-problem';
import { FeatureChoice } from './feature-choice';

export type FilterChoices = {
  locations: { id: number; name: string }[];
  zones: string[];
  features: string[];
};

type Props = FilterChoices & {
  location: number;
  given: { zone: string; people: string; features: string[] };
  /** Other parts of the address that a new choice keeps: the date, the view. */
  keep: QueryParts;
  problems: Record<string, FieldProblem>;
  /** The search for the next free time of each space shown. */
  soonest: string;
};

/** Which spaces of which location: a plain form that makes an address, to keep or to send. */
export async function FilterForm({ locations, zones, features, location, given, keep, problems, soonest }: Props) {
  const [t, words, field] = [
    await getTranslations('finding.filter'),
    await getTranslations('patron'),
    await getTranslations('refusal.field'),
  ];
  const error = problems.people && field(problems.people);
  return (
    <Form
      action="/spaces"
      prefetch={false}
      aria-label={t('form')}
      className="mb-6 flex flex-col gap-2 rounded-md border border-line bg-surface p-4"
    >
      {fieldsOf(keep).map(([name, value]) => (
        <input key={name} type="hidden" name={name} value={value} />
      ))}
      <ErrorSummary errors={error ? [{ id: 'people', message: error }] : []} />
      <div className="grid grid-cols-2 items-end gap-x-4 gap-y-3 md:flex md:flex-wrap">
        {locations.length > 1 && (
          <div className="col-span-2">
            <SelectField
              key={`location ${location}`}
              name="location"
              label={words('spaces.location')}
              choices={locations.map(({ id, name }) => ({ value: String(id), label: name }))}
              defaultValue={String(location)}
            />
          </div>
        )}
        {zones.length > 1 && (
          <SelectField
            key={`zone ${given.zone}`}
            name="zone"
            label={words('space.zone')}
            prompt={t('anyZone')}
            required={false}
            choices={zones.map((zone) => ({ value: zone, label: zone }))}
            defaultValue={given.zone}
          />
        )}
        <div className="md:w-28">
          <TextField
            key={`people ${given.people}`}
            name="people"
            type="number"
            min={1}
            inputMode="numeric"
            required={false}
            label={words('find.people')}
            defaultValue={given.people}
            error={error}
          />
        </div>

        <div className="col-span-2 md:col-span-1">
          <SubmitButton variant="secondary">{words('spaces.show')}</SubmitButton>
        </div>
        <Link
          href={soonest}
          prefetch={false}
          className="col-span-2 inline-flex min-h-11 items-center text-accent underline underline-offset-4"
        >
          {t('soonest')}
        </Link>
      </div>
      <FeatureChoice features={features} chosen={given.features} />
    </Form>
  );
}
