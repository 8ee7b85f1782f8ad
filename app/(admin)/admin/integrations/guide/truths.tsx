import { useTranslations } from 'next-intl';
import { Badge } from '@/app/_ui/badge';

export type Truth = { words: string; outcome: 'passed' | 'failed' | 'unknown' | 'open' };

const LOOKS = {
  passed: { tone: 'ok', icon: 'check' },
  failed: { tone: 'attention', icon: 'error' },
  unknown: { tone: 'off', icon: 'info' },
  // It is known that it is not so; nothing is wrong with that yet.
  open: { tone: 'off', icon: 'clock' },
} as const;

/** What can be seen of a step from here, and nothing more. */
export function Truths({ truths }: { truths: readonly Truth[] }) {
  const [t, outcomes] = [useTranslations('setup.guide'), useTranslations('setup.outcome')];
  return (
    <div className="mt-5 rounded-md bg-sunken p-4">
      <h3 className="font-semibold">{t('truth')}</h3>
      <ul className="mt-2 flex flex-col gap-2">
        {truths.map(({ words, outcome }) => (
          <li key={words} className="flex flex-wrap items-start gap-x-3 gap-y-1">
            <Badge {...LOOKS[outcome]}>{outcomes(outcome)}</Badge>
            <span className="min-w-0 flex-1 basis-48">{words}</span>
          </li>
        ))}
      </ul>
    </div>
  );
}
