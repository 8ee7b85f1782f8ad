'use client';

import { useTranslations } from 'next-intl';
import { useEffect, useRef } from 'react';
import { Notice } from '@/app/_ui/notice';
import { RadioGroup } from '@/app/_ui/radio-group';
import { SelectField } from '@/app/_ui/select-field';
import { SubmitButton } from '@/app/_ui/submit-button';
import { TextAreaField } from '@/app/_ui/text-area-field';
import type { Asked, AskingState } from './asking-state';

type Props = { asked: Asked; formId: string } & Pick<AskingState, 'values' | 'fields'>;

/** Several forms of a page may each ask: their fields are told apart. */
export const affectedId = (formId: string, field: string) => `${formId}-${field}`;

export const isAboutAffected = (field: string) => field === 'all' || field === 'words' || field.startsWith('choice-');

/** The second step: appointments in the time that goes, and what becomes of them. Takes the focus. */
export function AffectedBox({ asked: { seen, lines, isNew }, formId, values, fields }: Props) {
  const t = useTranslations('availability.affected');
  const box = useRef<HTMLElement>(null);
  const hasProblem = Object.keys(fields).length > 0;
  useEffect(() => {
    // Where something is wrong, the list of what is takes it.
    if (seen && !hasProblem) box.current?.focus();
  }, [seen, hasProblem]);
  const count = lines.length;
  return (
    <section
      ref={box}
      aria-labelledby={`${formId}-affected`}
      tabIndex={-1}
      className="group/affected flex flex-col gap-5 rounded-md border-2 border-l-4 border-waiting bg-waiting-soft px-4 py-4"
    >
      <div>
        <h2 id={`${formId}-affected`} className="text-lg font-semibold">
          {t('title', { count })}
        </h2>
        <p className="prose-width mt-1">{t('lead', { count })}</p>
      </div>
      {isNew && <Notice kind="attention">{t('isNew')}</Notice>}
      {count > 1 ? (
        <RadioGroup
          id={affectedId(formId, 'all')}
          name="all"
          label={t('all')}
          error={fields.all}
          defaultValue={values.all ?? 'each'}
          choices={[
            { value: 'each', label: t('each') },
            { value: 'keep', label: t('keepAll'), hint: t('keepHint') },
            { value: 'cancel', label: t('cancelAll'), hint: t('cancelHint') },
          ]}
        />
      ) : (
        <input type="hidden" name="all" value="each" />
      )}
      <ul className="flex flex-col">
        {lines.map(({ id, href, words }) => (
          <li
            key={id}
            className="grid gap-x-8 gap-y-2 border-t border-line-strong py-4 first:border-t-0 first:pt-0 md:grid-cols-[1fr_18rem]"
          >
            <a href={href} className="min-w-0 self-center break-words text-accent underline underline-offset-4">
              {words}
            </a>
            <div className="group-has-[input[value=cancel]:checked]/affected:hidden group-has-[input[value=keep]:checked]/affected:hidden">
              <SelectField
                key={values[`choice-${id}`]}
                id={affectedId(formId, `choice-${id}`)}
                name={`choice-${id}`}
                label={
                  <>
                    {t('choice')}
                    <span className="sr-only">: {words}</span>
                  </>
                }
                prompt={t('choose')}
                defaultValue={values[`choice-${id}`] ?? ''}
                error={fields[`choice-${id}`]}
                choices={[
                  { value: 'keep', label: t('keep') },
                  { value: 'cancel', label: t('cancel') },
                ]}
              />
            </div>
          </li>
        ))}
      </ul>
      <div className="max-w-xl group-has-[input[value=keep]:checked]/affected:hidden">
        <TextAreaField
          id={affectedId(formId, 'words')}
          name="words"
          label={t('words')}
          hint={t('wordsHint')}
          error={fields.words}
          defaultValue={values.words ?? ''}
          maxLength={1000}
          rows={3}
          optional
        />
      </div>
      <input type="hidden" name="shown" value={seen} />
      <div>
        <SubmitButton pendingLabel={t('saving')}>{t('save')}</SubmitButton>
      </div>
    </section>
  );
}
