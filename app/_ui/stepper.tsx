import { useTranslations } from 'next-intl';
import type { ReactNode } from 'react';
import { classNames } from './class-names';
import { Icon } from './icon';

export type Step = {
  title: ReactNode;
  state: 'done' | 'current' | 'upcoming';
  /** What to do in this step; shown for the current one, and for others only if given. */
  children?: ReactNode;
};

/** A way of a few steps: what is done, what is next, what is left. */
export function Stepper({ steps, label }: { steps: Step[]; label: string }) {
  const t = useTranslations('ui');
  return (
    <ol aria-label={label} className="flex flex-col">
      {steps.map(({ title, state, children }, place) => (
        <li
          // biome-ignore lint/suspicious/noArrayIndexKey: the place is what a step is known by
          key={place}
          aria-current={state === 'current' ? 'step' : undefined}
          className="relative flex gap-4 pb-6 last:pb-0"
        >
          {place < steps.length - 1 && (
            <span aria-hidden="true" className="absolute top-9 bottom-1 left-[0.9375rem] w-px bg-line-strong" />
          )}
          <span
            aria-hidden="true"
            className={classNames(
              'tabular inline-flex size-8 shrink-0 items-center justify-center rounded-full border font-semibold',
              state === 'done' && 'border-ok bg-ok-soft text-ok',
              state === 'current' && 'border-accent bg-accent text-on-accent',
              state === 'upcoming' && 'border-line-strong text-ink-soft',
            )}
          >
            {state === 'done' ? <Icon name="check" /> : place + 1}
          </span>
          <div className="min-w-0 flex-1 pt-0.5">
            <p className={classNames('font-semibold', state === 'upcoming' && 'font-medium text-ink-soft')}>
              {title}
              <span className="font-normal text-ink-soft"> · {t(`stepper.${state}`)}</span>
            </p>
            {children && <div className="prose-width mt-1.5">{children}</div>}
          </div>
        </li>
      ))}
    </ol>
  );
}
