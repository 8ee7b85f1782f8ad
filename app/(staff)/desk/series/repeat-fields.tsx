import { CheckGroup } from '@/app/_ui/check-group';
import { RadioGroup } from '@/app/_ui/radio-group';
import { TextField } from '@/app/_ui/text-field';
import type { FormPart } from './form-words';

/** The rule. What does not count hides itself, by style alone. */
export function RepeatFields({ shown, errors, words }: FormPart) {
  const { label } = words;
  return (
    <div className="flex flex-col gap-5">
      <RadioGroup
        name="repeat"
        label={words.repeat}
        defaultValue={shown.repeat ?? 'no'}
        choices={[
          { value: 'no', label: words.once },
          { value: 'week', label: words.week },
          { value: 'day', label: words.day },
        ]}
      />
      <div className="flex flex-col gap-5 group-has-[#repeat-no:checked]/series:hidden">
        <div className="group-has-[#repeat-day:checked]/series:hidden">
          <CheckGroup
            name="weekdays"
            label={label.weekdays}
            choices={words.weekdays}
            defaultValues={(shown.weekdays ?? '').split(',')}
            error={errors.weekdays}
          />
        </div>
        <div className="max-w-60">
          <TextField
            name="interval"
            inputMode="numeric"
            label={label.interval}
            hint={words.intervalHint}
            defaultValue={shown.interval ?? '1'}
            error={errors.interval}
            autoComplete="off"
          />
        </div>
        <RadioGroup
          name="ends"
          label={words.ends}
          defaultValue={shown.ends ?? 'until'}
          choices={[
            { value: 'until', label: words.byDate },
            { value: 'times', label: words.byTimes },
          ]}
        />
        <div className="max-w-60 group-has-[#ends-times:checked]/series:hidden">
          <TextField
            name="until"
            type="date"
            label={label.until}
            hint={words.untilHint}
            defaultValue={shown.until ?? ''}
            error={errors.until}
          />
        </div>
        <div className="max-w-60 group-has-[#ends-until:checked]/series:hidden">
          <TextField
            name="times"
            inputMode="numeric"
            label={label.times}
            hint={words.timesHint}
            defaultValue={shown.times ?? ''}
            error={errors.times}
            autoComplete="off"
          />
        </div>
      </div>
    </div>
  );
}
