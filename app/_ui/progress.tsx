import { useTranslations } from 'next-intl';
import type { ReactNode } from 'react';

type Props = {
  /** What is being waited for. */
  label?: ReactNode;
  /** How much is done of how much; without it the wait has no known end and nothing pretends otherwise. */
  value?: number;
  max?: number;
};

/** A wait. It keeps its place from the start and shows itself after one second, so short waits do not flicker. */
export function Progress({ label, value, max = 100 }: Props) {
  const t = useTranslations('ui');
  const known = value !== undefined;
  return (
    <div role="status" className="after-a-second flex flex-col gap-2">
      <span className="text-ink-soft">
        {label ?? t('working')}
        {known && <span className="tabular"> {Math.round((100 * value) / max)} %</span>}
      </span>
      <span aria-hidden="true" className="block h-1.5 overflow-hidden rounded-full bg-off-soft forced-colors:border">
        <span
          className={
            known
              ? 'block h-full rounded-full bg-accent forced-colors:bg-[Highlight]'
              : 'block h-full w-1/3 animate-[breathe_1.6s_ease-in-out_infinite] rounded-full bg-accent'
          }
          style={known ? { width: `${(100 * value) / max}%` } : undefined}
        />
      </span>
    </div>
  );
}
