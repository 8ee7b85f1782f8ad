import { useTranslations } from 'next-intl';
import { FieldError } from '@/app/_ui/field';
import { TextField } from '@/app/_ui/text-field';
import type { CategoryWithRules } from '@/lib/usecases/view-rules';
import { clockOf, type FormFields } from './form-fields';

type Period = CategoryWithRules['rules']['periods'][number];
type Row = Pick<Period, 'name' | 'startsMinute' | 'endsMinute'> & { days: number[] };

const EMPTY_ROWS = 2;
const WEEKDAYS = [1, 2, 3, 4, 5, 6, 7] as const;

/** Fixed periods, one row for those that differ by their weekday only, and empty rows for new ones. Needs no scripts. */
export function PeriodRows({ form, periods }: { form: FormFields; periods: readonly Period[] }) {
  const t = useTranslations('rules.periods');
  const rows: (Row | null)[] = [...rowsOf(periods), ...Array.from({ length: EMPTY_ROWS }, () => null)];
  return (
    <section aria-labelledby="periods-title" className="flex flex-col gap-4">
      <h3 id="periods-title" className="text-lg font-semibold">
        {t('title')}
      </h3>
      <p className="prose-width text-sm text-ink-soft">{t('lead')}</p>
      {rows.map((row, index) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: a row is its place, and its fields are named by it
        <fieldset key={index} className="border-l-2 border-line pl-4">
          <legend className="sr-only">{t('row', { n: index + 1 })}</legend>
          <PeriodFields form={form} at={`periods.${index}`} row={row} />
        </fieldset>
      ))}
    </section>
  );
}

function PeriodFields({ form, at, row }: { form: FormFields; at: string; row: Row | null }) {
  const t = useTranslations('rules.periods');
  const times = { starts: row?.startsMinute, ends: row?.endsMinute };
  return (
    <div className="flex flex-wrap items-start gap-x-5 gap-y-3">
      <div className="w-full sm:w-44">
        <TextField
          name={`${at}.name`}
          label={t('name')}
          error={form.error(`${at}.name`)}
          defaultValue={form.text(`${at}.name`, row?.name ?? '')}
          optional
        />
      </div>
      {(['starts', 'ends'] as const).map((name) => (
        <div key={name} className="w-36">
          <TextField
            name={`${at}.${name}`}
            label={t(name)}
            type="time"
            required={false}
            error={form.error(`${at}.${name}`)}
            defaultValue={form.text(`${at}.${name}`, times[name] === undefined ? '' : clockOf(times[name]))}
          />
        </div>
      ))}
      <fieldset>
        <legend className="mb-1.5 font-medium">{t('weekdays')}</legend>
        <div className="flex flex-wrap gap-x-4">
          {WEEKDAYS.map((day) => (
            <label key={day} className="flex min-h-11 items-center gap-2">
              <input
                type="checkbox"
                id={`${at}.day${day}`}
                name={`${at}.day${day}`}
                defaultChecked={form.ticked(`${at}.day${day}`, row?.days.includes(day) ?? false)}
                aria-describedby={form.error(`${at}.day1`) && `${at}.day1-error`}
                className="size-5 accent-accent"
              />
              {t('short', { day })}
            </label>
          ))}
        </div>
        <FieldError id={`${at}.day1`}>{form.error(`${at}.day1`)}</FieldError>
      </fieldset>
    </div>
  );
}

function rowsOf(periods: readonly Period[]): Row[] {
  const rows: Row[] = [];
  for (const { weekday, ...period } of periods) {
    const same = rows.find(
      (row) =>
        row.name === period.name && row.startsMinute === period.startsMinute && row.endsMinute === period.endsMinute,
    );
    if (same) same.days.push(weekday);
    else rows.push({ ...period, days: [weekday] });
  }
  return rows;
}
