import { SelectField } from '@/app/_ui/select-field';
import { ALL_DAY, type PolicyMode, SHOWN_AS } from '@/lib/show-as';
import { allDayField, wordField } from '@/lib/show-as-form';
import type { FreeBusyWords } from './free-busy-words';

type Props = { mode: PolicyMode; words: FreeBusyWords; values: Record<string, string>; className?: string };

/** A box for each of Outlook's words, and what becomes of whole days. */
export function ClosersFields({ mode, words, values, className }: Props) {
  return (
    <fieldset className={className}>
      <legend className="mb-2 font-semibold">
        {mode === 'online' ? (
          words.online
        ) : (
          <>
            <span className="group-has-[[name=apart]:checked]/busy:hidden">{words.all}</span>
            <span className="hidden group-has-[[name=apart]:checked]/busy:inline">{words.inPerson}</span>
          </>
        )}
      </legend>
      {SHOWN_AS.map((word) => (
        <label key={word} className="flex min-h-9 items-center gap-3">
          <input
            type="checkbox"
            name={wordField(mode, word)}
            defaultChecked={values[wordField(mode, word)] !== undefined}
            className="size-5 shrink-0 accent-accent"
          />
          {words[word]}
        </label>
      ))}
      <div className="mt-3">
        <SelectField
          name={allDayField(mode)}
          label={words.allDay}
          choices={ALL_DAY.map((value) => ({ value, label: words[`allDay_${value}`] }))}
          defaultValue={values[allDayField(mode)]}
        />
      </div>
    </fieldset>
  );
}
