import { useTranslations } from 'next-intl';
import { SelectField } from '@/app/_ui/select-field';
import { TextField } from '@/app/_ui/text-field';
import type { LocationLimitsView } from '@/lib/usecases/view-rules';
import type { FormFields } from './form-fields';

const EMPTY_ROWS = 2;
const PERS = ['day', 'week', 'month', 'year', 'upcoming', 'at_once'] as const;

/** Limits, one a row, and empty rows for new ones. Needs no scripts. */
export function LimitRows({ form, limits }: { form: FormFields; limits: LocationLimitsView['limits'] }) {
  const t = useTranslations('rules.limits');
  const rows = [...limits, ...Array.from({ length: EMPTY_ROWS }, () => null)];
  return (
    <div className="flex flex-col gap-4">
      {rows.map((row, index) => {
        const at = `limits.${index}`;
        return (
          // biome-ignore lint/suspicious/noArrayIndexKey: a row is its place, and its fields are named by it
          <fieldset key={index} className="border-l-2 border-line pl-4">
            <legend className="sr-only">{t('row', { n: index + 1 })}</legend>
            <div className="flex flex-wrap items-start gap-x-5 gap-y-3">
              <div className="w-28">
                <TextField
                  name={`${at}.most`}
                  label={t('most')}
                  type="number"
                  inputMode="numeric"
                  min={1}
                  required={false}
                  error={form.error(`${at}.most`)}
                  defaultValue={form.text(`${at}.most`, row?.most ?? '')}
                />
              </div>
              <div className="w-36">
                <SelectField
                  name={`${at}.measure`}
                  label={t('what')}
                  error={form.error(`${at}.measure`)}
                  defaultValue={form.text(`${at}.measure`, row?.measure ?? 'bookings')}
                  choices={[
                    { value: 'bookings', label: t('bookings') },
                    { value: 'minutes', label: t('minutesOf') },
                  ]}
                />
              </div>
              <div className="w-44">
                <SelectField
                  name={`${at}.per`}
                  label={t('per')}
                  error={form.error(`${at}.per`)}
                  defaultValue={form.text(`${at}.per`, row?.per ?? 'day')}
                  choices={PERS.map((per) => ({ value: per, label: t(per) }))}
                />
              </div>
            </div>
          </fieldset>
        );
      })}
      <p className="prose-width text-sm text-ink-soft">{t('perHint')}</p>
    </div>
  );
}
