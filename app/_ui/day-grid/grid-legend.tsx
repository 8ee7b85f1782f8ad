import { useTranslations } from 'next-intl';

/** What the drawings in the grid of a day mean, or in one that has no line for the present. */
export function GridLegend({ hasNow = true }: { hasNow?: boolean }) {
  const t = useTranslations('ui.grid.legend');
  const swatch = 'inline-block h-4 w-7 rounded-sm';
  return (
    <ul
      aria-label={t('label')}
      className="flex flex-wrap gap-x-6 gap-y-1 text-sm text-ink-soft *:flex *:items-center *:gap-2"
    >
      <li>
        <span aria-hidden="true" className={`${swatch} border border-free-line bg-free`} />
        {t('free')}
      </li>
      <li>
        <span aria-hidden="true" className={'inline-block h-2.5 w-7 rounded-sm bg-taken forced-colors:border-2'} />
        {t('taken')}
      </li>
      <li>
        <span aria-hidden="true" className={`${swatch} hatched border border-line`} />
        {t('closed')}
      </li>
      <li>
        <span aria-hidden="true" className={'inline-block h-3 w-7 border border-dashed border-line-strong'} />
        {t('unavailable')}
      </li>
      {hasNow && (
        <li>
          <span aria-hidden="true" className="inline-block h-4 w-0.5 bg-ink" />
          {t('now')}
        </li>
      )}
    </ul>
  );
}
