import { RadioGroup } from '@/app/_ui/radio-group';
import { SelectField } from '@/app/_ui/select-field';
import { SubmitButton } from '@/app/_ui/submit-button';
import { Switch } from '@/app/_ui/switch';
import { TextField } from '@/app/_ui/text-field';
import type { FormPart } from './form-words';
import type { LookState } from './look-action';

/** An account that is looked for, or a name and an address. */
export function PatronFields({
  shown,
  errors,
  words,
  found,
  tells,
}: FormPart & Pick<LookState, 'found'> & { tells: boolean }) {
  const { label } = words;
  return (
    <div className="flex flex-col gap-5">
      <div className="flex flex-wrap items-end gap-3">
        <div className="min-w-0 grow sm:max-w-md">
          <TextField
            name="query"
            label={label.query}
            hint={words.queryHint}
            defaultValue={shown.query ?? ''}
            error={errors.query}
            autoComplete="off"
            optional
          />
        </div>
        <SubmitButton name="act" value="find" variant="secondary" pendingLabel={words.finding}>
          {words.find}
        </SubmitButton>
      </div>
      <div role="status">
        {found?.length === 0 && <p>{words.foundNone}</p>}
        {found && found.length > 0 && (
          <RadioGroup
            key={shown.asked}
            name="personId"
            label={words.found}
            hint={words.foundHint}
            error={errors.personId}
            defaultValue={shown.personId || (found.length === 1 ? found[0]?.value : '')}
            choices={[...found, { value: '', label: words.noAccount }]}
            optional
          />
        )}
      </div>
      <p className="prose-width">{words.orName}</p>
      <div className="grid gap-5 sm:grid-cols-2">
        <TextField
          name="name"
          label={label.name}
          defaultValue={shown.name ?? ''}
          error={errors.name}
          autoComplete="off"
        />
        <TextField
          name="email"
          type="email"
          label={label.email}
          defaultValue={shown.email ?? ''}
          error={errors.email}
          autoComplete="off"
        />
      </div>
      <div className="max-w-60">
        <SelectField
          key={shown.locale}
          name="locale"
          label={words.locale}
          choices={words.languages}
          defaultValue={shown.locale ?? 'en'}
        />
      </div>
      <Switch name="tell" label={words.tell} hint={words.tellHint} defaultChecked={tells} />
    </div>
  );
}
