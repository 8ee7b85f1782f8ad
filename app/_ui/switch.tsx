import type { ComponentProps, ReactNode } from 'react';
import { describedBy, FieldError, Hint } from './field';

type Props = Omit<ComponentProps<'input'>, 'id' | 'name' | 'type' | 'role' | 'className' | 'value'> & {
  id?: string;
  name: string;
  label: ReactNode;
  hint?: ReactNode;
  error?: ReactNode;
  /** The words for its two states, shown beside it. */
  onLabel?: string;
  offLabel?: string;
};

/**
 * On or off. A checkbox underneath: it sends `name=on` when on and nothing when off, and needs no script.
 * Its look follows the checkbox itself, so that it is true even where scripts do not run.
 */
export function Switch({ id, name, label, hint, error, onLabel, offLabel, ...rest }: Props) {
  const controlId = id ?? name;
  return (
    <div className="flex flex-col gap-1">
      <div className="group/switch flex items-start gap-3">
        <span className="relative inline-flex h-6 w-11 shrink-0">
          <input
            type="checkbox"
            // biome-ignore lint/a11y/useAriaPropsForRole: a checkbox tells its own state
            role="switch"
            id={controlId}
            name={name}
            className="peer absolute inset-0 z-10 m-0 size-full cursor-pointer appearance-none rounded-full border-2 border-line-strong bg-surface transition-colors checked:border-accent checked:bg-accent disabled:cursor-not-allowed disabled:opacity-60 focus-visible:rounded-full"
            {...describedBy(controlId, hint, error)}
            {...rest}
          />
          <span className="pointer-events-none absolute top-1 left-1 z-20 size-4 rounded-full bg-line-strong transition-transform peer-checked:translate-x-5 peer-checked:bg-on-accent forced-colors:bg-[ButtonText] forced-colors:peer-checked:bg-[Highlight]" />
        </span>
        <div>
          <label htmlFor={controlId} className="font-medium">
            {label}
          </label>
          {(onLabel || offLabel) && (
            <span aria-hidden="true" className="text-ink-soft">
              {' · '}
              <span className="hidden group-has-checked/switch:inline">{onLabel}</span>
              <span className="group-has-checked/switch:hidden">{offLabel}</span>
            </span>
          )}
          <Hint id={controlId}>{hint}</Hint>
        </div>
      </div>
      <FieldError id={controlId}>{error}</FieldError>
    </div>
  );
}
