import Link from 'next/link';
import { useTranslations } from 'next-intl';
import { Card } from '@/app/_ui/card';
import { RadioGroup } from '@/app/_ui/radio-group';
import { SelectField } from '@/app/_ui/select-field';
import { Switch } from '@/app/_ui/switch';
import type { CategoryWithRules } from '@/lib/usecases/view-rules';
import type { FormFields } from './form-fields';
import { LimitRows } from './limit-rows';
import { NumberField } from './number-field';

type Props = { form: FormFields; category: CategoryWithRules; locationLimits: string };

/** What one person may have: limits, and the gap between bookings. */
export function LimitsCard({ form, category: { rules, location }, locationLimits }: Props) {
  const t = useTranslations('rules');
  const scopes = { category: t('limits.category'), location: t('limits.locationScope'), library: t('limits.library') };
  return (
    <Card title={t('limits.title')} id="limits">
      <div className="flex flex-col gap-6">
        <p className="prose-width text-sm text-ink-soft">{t('limits.lead')}</p>
        <LimitRows form={form} limits={rules.limits} />
        <p className="prose-width">
          {locationLimits
            ? t('limits.location', { location: location.name, limits: locationLimits })
            : t('limits.locationNone', { location: location.name })}{' '}
          <Link href={`/admin/rules/locations/${location.id}`}>
            {t('limits.locationLink', { location: location.name })}
          </Link>
        </p>
        <div className="grid items-start gap-5 sm:grid-cols-2">
          <NumberField
            form={form}
            name="gapMinutes"
            label={`${t('limits.gap')} (${t('minutes')})`}
            hint={t('limits.gapHint')}
            saved={rules.gapMinutes}
            least={0}
            most={10_080}
          />
          <SelectField
            name="gapScope"
            label={t('limits.gapScope')}
            error={form.error('gapScope')}
            defaultValue={form.text('gapScope', rules.gapScope)}
            choices={Object.entries(scopes).map(([value, label]) => ({ value, label }))}
          />
        </div>
      </div>
    </Card>
  );
}

const SIGN_IN = { null: 'as_location', true: 'yes', false: 'no' } as const;

/** Who may book, and whether somebody decides. */
export function WhoCard({ form, category: { rules, location } }: Omit<Props, 'locationLimits'>) {
  const t = useTranslations('rules.who');
  const signIn = location.signInRequired ? 'yes' : 'no';
  return (
    <Card title={t('title')} id="who">
      <div className="flex flex-col gap-6">
        <RadioGroup
          name="signInRequired"
          label={t('signIn')}
          hint={t('signInHint')}
          error={form.error('signInRequired')}
          defaultValue={form.text('signInRequired', SIGN_IN[`${rules.signInRequired}` as const])}
          choices={[
            { value: 'as_location', label: t('asLocation', { location: location.name, signIn }) },
            { value: 'yes', label: t('yes') },
            { value: 'no', label: t('no') },
          ]}
        />
        <Switch
          name="mediation"
          label={t('mediation')}
          hint={t('mediationHint')}
          defaultChecked={form.ticked('mediation', rules.mediation)}
        />
      </div>
    </Card>
  );
}
