import { useTranslations } from 'next-intl';
import type { ReactNode } from 'react';
import { describedBy, FieldError, type FieldProps, Hint } from './field';

type Props = FieldProps & {
  choices: { value: string; label: ReactNode; hint?: ReactNode; disabled?: boolean }[];
  defaultValue?: string;
};

/** One of a few, all in sight, each with room to say what it means. */
export function RadioGroup({ id, name, label, hint, error, optional, choices, defaultValue }: Props) {
  const t = useTranslations('ui');
  const groupId = id ?? name;
  return (
    <fieldset
      id={groupId}
      className="flex flex-col gap-1.5"
      aria-describedby={describedBy(groupId, hint, error)['aria-describedby']}
    >
      <legend className="mb-1.5 font-medium">
        {label}
        {optional && <span className="font-normal text-ink-soft"> ({t('optional')})</span>}
      </legend>
      <Hint id={groupId}>{hint}</Hint>
      <div className="flex flex-col gap-2">
        {choices.map((choice) => {
          const choiceId = `${groupId}-${choice.value}`;
          return (
            <div
              key={choice.value}
              className="flex gap-3 rounded-md border border-line bg-surface px-3 py-2.5 has-checked:border-accent has-checked:bg-accent-soft"
            >
              <input
                type="radio"
                id={choiceId}
                name={name}
                value={choice.value}
                required={!optional}
                disabled={choice.disabled}
                defaultChecked={choice.value === defaultValue}
                aria-describedby={choice.hint ? `${choiceId}-hint` : undefined}
                className="mt-0.5 size-5 shrink-0 accent-accent"
              />
              <div>
                <label htmlFor={choiceId} className="block font-medium">
                  {choice.label}
                </label>
                <Hint id={choiceId}>{choice.hint}</Hint>
              </div>
            </div>
          );
        })}
      </div>
      <FieldError id={groupId}>{error}</FieldError>
    </fieldset>
  );
}
