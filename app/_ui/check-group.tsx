import { useTranslations } from 'next-intl';
import type { ReactNode } from 'react';
import { describedBy, FieldError, type FieldProps, Hint } from './field';

type Props = FieldProps & {
  choices: { value: string; label: ReactNode }[];
  defaultValues?: readonly string[];
};

/** Any of some, all in sight. Each box that is ticked sends the group's name with its own value. */
export function CheckGroup({ id, name, label, hint, error, optional, choices, defaultValues = [] }: Props) {
  const t = useTranslations('ui');
  const groupId = id ?? name;
  return (
    <fieldset
      id={groupId}
      tabIndex={-1}
      className="flex flex-col gap-1.5"
      aria-describedby={describedBy(groupId, hint, error)['aria-describedby']}
    >
      <legend className="mb-1.5 font-medium">
        {label}
        {optional && <span className="font-normal text-ink-soft"> ({t('optional')})</span>}
      </legend>
      <Hint id={groupId}>{hint}</Hint>
      <div className="grid grid-cols-[repeat(auto-fill,minmax(min(13rem,100%),1fr))] gap-x-6">
        {choices.map(({ value, label: text }) => (
          <label key={value} className="flex min-h-11 items-center gap-3">
            <input
              type="checkbox"
              name={name}
              value={value}
              defaultChecked={defaultValues.includes(value)}
              className="size-5 shrink-0 accent-accent"
            />
            <span className="inline-flex min-w-0 items-center gap-1.5 break-words">{text}</span>
          </label>
        ))}
      </div>
      <FieldError id={groupId}>{error}</FieldError>
    </fieldset>
  );
}
