'use client';

import { useTranslations } from 'next-intl';
import { useEffect, useRef } from 'react';
import { RadioGroup } from '@/app/_ui/radio-group';
import { SubmitButton } from '@/app/_ui/submit-button';
import { TextAreaField } from '@/app/_ui/text-area-field';
import type { FormFields } from './form-fields';
import type { OldBookings as Old } from './rules-state';

type Props = { old: Old; form: FormFields; mostCancelled: number };

/** The second step: bookings that the new rules would not allow, and what becomes of them. Takes the focus. */
export function OldBookings({ old: { count, seen, first }, form, mostCancelled }: Props) {
  const t = useTranslations('rules');
  const box = useRef<HTMLElement>(null);
  useEffect(() => {
    if (seen) box.current?.focus();
  }, [seen]);
  const isFew = count <= mostCancelled;
  return (
    <section
      ref={box}
      aria-labelledby="old-title"
      tabIndex={-1}
      className="group/old flex flex-col gap-4 rounded-md border-2 border-l-4 border-waiting bg-waiting-soft px-4 py-4"
    >
      <div>
        <h2 id="old-title" className="text-lg font-semibold">
          {t('old.title', { count })}
        </h2>
        <p className="prose-width mt-1">{t('old.lead', { count })}</p>
        {!isFew && <p className="prose-width mt-1">{t('old.tooMany', { most: mostCancelled })}</p>}
      </div>
      {isFew && (
        <RadioGroup
          name="old"
          label={t('old.what', { count })}
          defaultValue={form.text('old', 'keep')}
          choices={[
            { value: 'keep', label: t('old.keep', { count }), hint: t('old.keepHint') },
            { value: 'cancel', label: t('old.cancel', { count }), hint: t('old.cancelHint') },
            ...(count > 1 ? [{ value: 'each', label: t('old.each') }] : []),
          ]}
        />
      )}
      <ul className="flex flex-col gap-1">
        {first.map(({ id, href, words, why }) => (
          <li key={`${id} ${words}`} className="flex min-h-6 gap-3 break-words">
            <input
              type="checkbox"
              name={`cancel-${id}`}
              defaultChecked={form.ticked(`cancel-${id}`, false)}
              aria-label={t('old.tick', { booking: words })}
              className="mt-0.5 hidden size-5 shrink-0 accent-accent group-has-[#old-each:checked]/old:block"
            />
            <span className="min-w-0">
              <a href={href}>{words}</a>: {why}
            </span>
          </li>
        ))}
      </ul>
      {count > first.length && <p>{t('old.more', { count: count - first.length })}</p>}
      {isFew && (
        <div className="max-w-xl group-has-[#old-keep:checked]/old:hidden">
          <TextAreaField
            name="words"
            label={t('old.words')}
            hint={t('old.wordsHint')}
            error={form.error('words')}
            defaultValue={form.text('words', '')}
            maxLength={1000}
            optional
          />
        </div>
      )}
      <input type="hidden" name="shown" value={seen} />
      <div>
        <SubmitButton pendingLabel={t('saving')}>{t('old.save')}</SubmitButton>
      </div>
    </section>
  );
}
