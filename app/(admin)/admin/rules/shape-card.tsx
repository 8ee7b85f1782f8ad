import { useTranslations } from 'next-intl';
import { Card } from '@/app/_ui/card';
import { RadioGroup } from '@/app/_ui/radio-group';
import type { CategoryWithRules } from '@/lib/usecases/view-rules';
import type { FormFields } from './form-fields';
import { NumberField } from './number-field';
import { PeriodRows } from './period-rows';

type Props = {
  form: FormFields;
  rules: CategoryWithRules['rules'];
  /** People are booked by their own times, never in periods. */
  withPeriods: boolean;
};

/** When bookings may begin, and how long they are. */
export function ShapeCard({ form, rules, withPeriods }: Props) {
  const t = useTranslations('rules');
  const inMinutes = (label: string) => `${label} (${t('minutes')})`;
  return (
    <Card title={t('shape.title')} id="shape">
      <div className="flex flex-col gap-6">
        {withPeriods ? (
          <RadioGroup
            name="fixedPeriods"
            label={t('shape.kind')}
            error={form.error('fixedPeriods')}
            defaultValue={form.text('fixedPeriods', rules.fixedPeriods ? 'yes' : 'no')}
            choices={[
              { value: 'no', label: t('shape.free'), hint: t('shape.freeHint') },
              { value: 'yes', label: t('shape.periods'), hint: t('shape.periodsHint') },
            ]}
          />
        ) : (
          <input type="hidden" name="fixedPeriods" value="no" />
        )}
        <div className="grid items-start gap-5 sm:grid-cols-2">
          {(['step', 'min', 'max', 'default'] as const).map((name) => (
            <NumberField
              key={name}
              form={form}
              name={`${name}Minutes`}
              label={inMinutes(t(`shape.${name}`))}
              hint={t(`shape.${name}Hint`)}
              saved={rules[`${name}Minutes` as const]}
              least={5}
              most={name === 'step' ? 240 : 1440}
            />
          ))}
        </div>
        {withPeriods && <PeriodRows form={form} periods={rules.periods} />}
      </div>
    </Card>
  );
}
