'use client';

import { useTranslations } from 'next-intl';
import { useEffect, useState } from 'react';
import { type ButtonSize, buttonClass } from './button-class';
import { Icon } from './icon';

type Props = {
  value: string;
  /** What is copied, for those who do not see what stands beside the button: "Copy redirect URL". */
  label?: string;
  size?: ButtonSize;
};

/** Puts a text on the clipboard and says so. */
export function CopyButton({ value, label, size = 'small' }: Props) {
  const t = useTranslations('ui');
  const [outcome, setOutcome] = useState<'copied' | 'failed' | null>(null);
  useEffect(() => {
    if (!outcome) return;
    const timer = setTimeout(() => setOutcome(null), 4000);
    return () => clearTimeout(timer);
  }, [outcome]);

  const copy = () =>
    navigator.clipboard.writeText(value).then(
      () => setOutcome('copied'),
      () => setOutcome('failed'),
    );
  return (
    <span className="inline-flex items-center gap-2">
      <button type="button" onClick={copy} aria-label={label} className={buttonClass('secondary', size)}>
        <Icon name={outcome === 'copied' ? 'check' : 'copy'} />
        {/* Both words keep their place, so the button does not change its width. */}
        <span aria-hidden="true" className="grid justify-items-center *:col-start-1 *:row-start-1">
          <span className={outcome === 'copied' ? 'invisible' : undefined}>{t('copy')}</span>
          <span className={outcome === 'copied' ? undefined : 'invisible'}>{t('copied')}</span>
        </span>
        {!label && <span className="sr-only">{t('copy')}</span>}
      </button>
      <span role="status" className={outcome === 'failed' ? 'text-sm text-attention' : 'sr-only'}>
        {outcome === 'copied' && t('copied')}
        {outcome === 'failed' && t('copyFailed')}
      </span>
    </span>
  );
}
