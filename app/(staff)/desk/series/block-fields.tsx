import { CheckGroup } from '@/app/_ui/check-group';
import { TextField } from '@/app/_ui/text-field';
import type { FormPart } from './form-words';
import type { SpaceChoices } from './series-form';

/** Any spaces of one location, from when to when, and why. */
export function BlockFields({ shown, errors, words, locations }: FormPart & { locations: SpaceChoices }) {
  const { label } = words;
  const ticked = (shown.spaces ?? '').split(',');
  return (
    <div className="flex flex-col gap-5">
      <div className="grid gap-5 sm:grid-cols-2">
        <TextField name="date" type="date" label={label.date} defaultValue={shown.date ?? ''} error={errors.date} />
        <TextField name="start" type="time" label={label.start} defaultValue={shown.start ?? ''} error={errors.start} />
        <TextField
          name="endDate"
          type="date"
          label={label.endDate}
          hint={words.endDateHint}
          defaultValue={shown.endDate ?? ''}
          error={errors.endDate}
          optional
        />
        <TextField name="end" type="time" label={label.end} defaultValue={shown.end ?? ''} error={errors.end} />
      </div>
      <TextField
        name="note"
        label={label.note}
        hint={words.noteHint}
        defaultValue={shown.note ?? ''}
        error={errors.note}
        autoComplete="off"
      />
      {locations.map((place, at) => (
        <CheckGroup
          key={place.id}
          id={at === 0 ? 'spaces' : `spaces-${place.id}`}
          name="spaces"
          label={place.name}
          choices={place.spaces}
          defaultValues={ticked}
          error={at === 0 ? errors.spaces : undefined}
        />
      ))}
    </div>
  );
}
