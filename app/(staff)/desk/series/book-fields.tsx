import { SelectField } from '@/app/_ui/select-field';
import { TextAreaField } from '@/app/_ui/text-area-field';
import { TextField } from '@/app/_ui/text-field';
import type { FormPart } from './form-words';
import type { SpaceChoices } from './series-form';

/** One space, when it begins, and how long it lasts. */
export function BookFields({ shown, errors, words, locations }: FormPart & { locations: SpaceChoices }) {
  const { label } = words;
  const choices = locations.flatMap((place) =>
    place.spaces.map((space) => ({
      ...space,
      label: locations.length > 1 ? `${space.label} (${place.name})` : space.label,
    })),
  );
  return (
    <div className="flex flex-col gap-5">
      <SelectField
        key={shown.spaces}
        name="spaces"
        label={label.spaces}
        choices={choices}
        prompt={words.choose}
        defaultValue={shown.spaces ?? ''}
        error={errors.spaces}
      />
      <div className="grid gap-5 sm:grid-cols-3">
        <TextField name="date" type="date" label={label.date} defaultValue={shown.date ?? ''} error={errors.date} />
        <TextField name="start" type="time" label={label.start} defaultValue={shown.start ?? ''} error={errors.start} />
        <TextField
          name="minutes"
          inputMode="numeric"
          label={label.minutes}
          defaultValue={shown.minutes ?? ''}
          error={errors.minutes}
          autoComplete="off"
        />
      </div>
      <p className="text-sm text-ink-soft">{words.startHint}</p>
      <TextAreaField
        name="note"
        label={label.note}
        hint={words.noteHint}
        rows={2}
        maxLength={1000}
        defaultValue={shown.note ?? ''}
        error={errors.note}
        optional
      />
    </div>
  );
}
