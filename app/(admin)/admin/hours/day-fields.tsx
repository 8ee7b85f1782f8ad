import { SelectField } from '@/app/_ui/select-field';
import { TextField } from '@/app/_ui/text-field';

export type DayWords = Record<'mode' | 'open' | 'closed' | 'allDay' | 'opens' | 'closes' | 'nextDay', string>;

type Props = {
  day: number;
  legend: string;
  /** "Same as Monday": not for the first day. */
  same?: string;
  more: string;
  words: DayWords;
  values: Record<string, string>;
  errors: Record<string, string>;
};

const ROWS = 6;

/** How one day is open. Its times hide themselves, by style alone, where the day needs none. */
export function DayFields({ day, legend, same, more, words, values, errors }: Props) {
  const mode = `day-${day}`;
  const rows = Array.from({ length: ROWS }, (_, row) => `span-${day}-${row}`);
  const last = rows.findLastIndex((row) => values[`${row}-from`] || values[`${row}-to`]);
  const shown = Math.max(1, last + 1);
  const spare = rows[shown];
  const row = (name: string) => <SpanFields key={name} name={name} words={words} values={values} errors={errors} />;
  return (
    <fieldset className="group/day border-t border-line pt-4 first:border-t-0 first:pt-0">
      <legend className="float-left mb-2 w-full font-semibold">{legend}</legend>
      <div className="clear-left grid gap-4 md:grid-cols-[16rem_1fr]">
        <SelectField
          key={values[mode]}
          name={mode}
          label={words.mode}
          choices={[
            { value: 'open', label: words.open },
            { value: 'closed', label: words.closed },
            { value: 'all_day', label: words.allDay },
            ...(same ? [{ value: 'same', label: same }] : []),
          ]}
          defaultValue={values[mode] ?? 'closed'}
          error={errors[mode]}
        />
        <div className="flex flex-col gap-4 group-has-[option[value=all_day]:checked]/day:hidden group-has-[option[value=closed]:checked]/day:hidden group-has-[option[value=same]:checked]/day:hidden">
          {rows.slice(0, shown).map(row)}
          {spare && (
            <details>
              <summary className="inline-flex min-h-8 cursor-pointer items-center text-sm text-accent underline underline-offset-4">
                {more}
              </summary>
              <div className="mt-3">{row(spare)}</div>
            </details>
          )}
        </div>
      </div>
    </fieldset>
  );
}

function SpanFields({ name, words, values, errors }: { name: string } & Pick<Props, 'words' | 'values' | 'errors'>) {
  const time = (part: 'from' | 'to', label: string) => (
    <div className="min-w-0 flex-1 basis-36 sm:max-w-40">
      <TextField
        name={`${name}-${part}`}
        label={label}
        type="time"
        optional={false}
        required={false}
        defaultValue={values[`${name}-${part}`] ?? ''}
        error={errors[`${name}-${part}`]}
      />
    </div>
  );
  return (
    <div className="flex flex-wrap items-start gap-x-4 gap-y-2">
      {time('from', words.opens)}
      {time('to', words.closes)}
      <label className="flex min-h-11 items-center gap-2 sm:mt-8">
        <input
          type="checkbox"
          name={`${name}-next`}
          defaultChecked={values[`${name}-next`] !== undefined}
          className="size-5 shrink-0 accent-accent"
        />
        {words.nextDay}
      </label>
    </div>
  );
}
