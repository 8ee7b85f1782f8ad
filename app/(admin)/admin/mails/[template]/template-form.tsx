'use client';

import { useActionState, useEffect, useRef } from 'react';
import { ErrorSummary } from '@/app/_ui/error-summary';
import { Notice } from '@/app/_ui/notice';
import { SubmitButton } from '@/app/_ui/submit-button';
import { TextAreaField } from '@/app/_ui/text-area-field';
import { TextField } from '@/app/_ui/text-field';
import { NO_PROBLEM } from '@/app/(staff)/act-form';
import type { Locale } from '@/lib/messages/locales';
import { templateAction } from '../actions';
import { PreviewBox } from './preview-box';

type Language = {
  locale: Locale;
  name: string;
  subject: string;
  body: string;
  previewTitle: string;
  /** Whose words these are. */
  state: string;
};

type Word = 'subject' | 'body' | 'bodyHint' | 'preview' | 'previewing' | 'save' | 'saving' | 'reset' | 'previewLead';

type Props = {
  hidden: { template: string; location: number };
  languages: Language[];
  mayReset: boolean;
  words: Record<Word | 'asHtml' | 'asText' | 'subjectIs' | 'errorTitle', string>;
};

/** One mail in every language, and what a patron would get. Needs no scripts. */
export function TemplateForm({ hidden, languages, mayReset, words }: Props) {
  const [state, submit] = useActionState(templateAction, { ...NO_PROBLEM, previews: null });
  const { message, fields, values, previews } = state;
  const shown = useRef<HTMLDivElement>(null);
  useEffect(() => {
    if (!previews) return;
    // Taller than the window: left to itself, focus shows its middle.
    shown.current?.focus({ preventScroll: true });
    shown.current?.scrollIntoView({ block: 'start' });
  }, [previews]);
  const labels = new Map(
    languages.flatMap(({ locale, name }) => [
      [`subject_${locale}`, `${words.subject}, ${name}`],
      [`body_${locale}`, `${words.body}, ${name}`],
    ]),
  );
  return (
    <div className="flex min-w-0 flex-col gap-8">
      <form action={submit} onReset={(event) => event.preventDefault()} noValidate className="flex flex-col gap-6">
        <ErrorSummary
          errors={Object.entries(fields).map(([id, text]) => ({ id, message: `${labels.get(id) ?? ''}: ${text}` }))}
        />
        {message && (
          <Notice kind="error" title={words.errorTitle}>
            {message}
          </Notice>
        )}
        {Object.entries(hidden).map(([name, value]) => (
          <input key={name} type="hidden" name={name} value={value} />
        ))}
        {languages.map(({ locale, name, subject, body, state: whose }) => (
          <fieldset key={locale} className="flex flex-col gap-5 rounded-md border border-line bg-surface p-5">
            <legend className="px-1 font-semibold first-letter:uppercase">
              {name} <span className="font-normal text-ink-soft">· {whose}</span>
            </legend>
            <TextField
              name={`subject_${locale}`}
              label={words.subject}
              error={fields[`subject_${locale}`]}
              defaultValue={values[`subject_${locale}`] ?? subject}
              lang={locale}
              optional
            />
            <TextAreaField
              name={`body_${locale}`}
              label={words.body}
              hint={words.bodyHint}
              error={fields[`body_${locale}`]}
              defaultValue={values[`body_${locale}`] ?? body}
              lang={locale}
              rows={6}
              optional
            />
          </fieldset>
        ))}
        <div className="flex flex-wrap gap-3">
          <SubmitButton name="act" value="save" pendingLabel={words.saving}>
            {words.save}
          </SubmitButton>
          <SubmitButton name="act" value="preview" variant="secondary" pendingLabel={words.previewing}>
            {words.preview}
          </SubmitButton>
          {mayReset && (
            <SubmitButton name="act" value="reset" variant="quiet" pendingLabel={words.saving}>
              {words.reset}
            </SubmitButton>
          )}
        </div>
      </form>
      {previews && (
        <div ref={shown} tabIndex={-1} className="flex flex-col gap-6">
          {languages.map(({ locale, previewTitle }) => (
            <PreviewBox key={locale} locale={locale} title={previewTitle} mail={previews[locale]} words={words} />
          ))}
        </div>
      )}
    </div>
  );
}
