'use client';

import { useTranslations } from 'next-intl';
import { useEffect, useRef } from 'react';
import { Icon } from './icon';

type Props = {
  /** The ids of the faulty controls and what is wrong with each, in the order of the form. */
  errors: { id: string; message: string }[];
  title?: string;
};

/** All that stopped a form, at its top; takes the focus, and leads to each field. */
export function ErrorSummary({ errors, title }: Props) {
  const t = useTranslations('ui');
  const box = useRef<HTMLDivElement>(null);
  const shown = errors.map(({ id, message }) => `${id} ${message}`).join();
  useEffect(() => {
    if (shown) box.current?.focus();
  }, [shown]);
  if (errors.length === 0) return null;
  return (
    <div
      ref={box}
      role="alert"
      tabIndex={-1}
      className="rounded-md border-2 border-l-4 border-attention bg-attention-soft px-4 py-3"
    >
      <p className="flex items-center gap-2 font-semibold text-attention">
        <Icon name="error" className="size-5" />
        {title ?? t('errorSummary', { count: errors.length })}
      </p>
      <ul className="mt-1 list-disc pl-8 marker:text-attention">
        {errors.map(({ id, message }) => (
          <li key={id}>
            <a href={`#${id}`}>{message}</a>
          </li>
        ))}
      </ul>
    </div>
  );
}
