import { useTranslations } from 'next-intl';
import type { ReactNode } from 'react';
import { classNames } from './class-names';
import { Icon } from './icon';

/** How Carrel and Outlook stand to each other about one booking, one calendar, or all of them. */
export type Agreement = 'agreed' | 'on_its_way' | 'needs_person' | 'not_connected';

const tones: Record<Agreement, string> = {
  agreed: 'bg-ok-soft text-ok',
  on_its_way: 'bg-waiting-soft text-waiting',
  needs_person: 'bg-attention-soft text-attention',
  not_connected: 'bg-off-soft text-off',
};

/** Two calendars as two circles: laid over one another, approaching, apart with a question, or merely apart. */
const drawings: Record<Agreement, ReactNode> = {
  agreed: (
    <>
      <path d="M12 3.4a5 5 0 0 1 0 7.2 5 5 0 0 1 0-7.2Z" fill="currentColor" stroke="none" />
      <circle cx="8.5" cy="7" r="5" />
      <circle cx="15.5" cy="7" r="5" />
    </>
  ),
  on_its_way: (
    <>
      <circle cx="7" cy="7" r="5" />
      <circle cx="17" cy="7" r="5" strokeDasharray="2.2 1.73" />
      <path d="M5 7h7.5M10.3 4.8 12.5 7l-2.2 2.2" />
    </>
  ),
  needs_person: (
    <>
      <path d="M8.6 3.1A5 5 0 1 0 8.6 10.9M15.4 3.1a5 5 0 1 1 0 7.8" />
      <path d="M12 2.6v5.2m0 3v.1" strokeWidth="2" />
    </>
  ),
  not_connected: (
    <>
      <circle cx="6" cy="7" r="4" />
      <circle cx="18" cy="7" r="4" />
    </>
  ),
};

type Props = {
  state: Agreement;
  /** More than the word: what exactly, since when, what to do. Shown on demand. */
  children?: ReactNode;
  /** A word of one's own in place of the usual one ("On the room's calendar"). */
  label?: ReactNode;
};

/** The state of agreement with Outlook: the same small mark everywhere, with its word, and more words on demand. */
export function AgreementMark({ state, children, label }: Props) {
  const t = useTranslations('ui');
  const mark = (
    <span
      data-agreement={state}
      className={classNames(
        'inline-flex items-center gap-1.5 rounded-full px-2.5 py-0.5 text-sm font-medium whitespace-nowrap',
        tones[state],
      )}
    >
      <svg
        aria-hidden="true"
        viewBox="0 0 24 14"
        fill="none"
        stroke="currentColor"
        strokeWidth="1.4"
        strokeLinecap="round"
        strokeLinejoin="round"
        className="h-3.5 w-6 shrink-0"
      >
        {drawings[state]}
      </svg>
      <span className="sr-only">{t('agreement.about')}</span>
      {label ?? t(`agreement.${state}`)}
    </span>
  );
  if (!children) return mark;
  return (
    <details className="group/agreement inline-block">
      <summary className="inline-flex min-h-6 list-none items-center gap-1 rounded-full [&::-webkit-details-marker]:hidden">
        {mark}
        <Icon name="chevron-down" className="text-ink-soft transition-transform group-open/agreement:rotate-180" />
        <span className="sr-only">{t('agreement.more')}</span>
      </summary>
      <div className="mt-1.5 max-w-80 border-l-2 border-line pl-3 text-sm whitespace-normal text-ink-soft">
        {children}
      </div>
    </details>
  );
}
