'use client';

import { useTranslations } from 'next-intl';
import { type ReactNode, useActionState } from 'react';
import { ErrorSummary } from '@/app/_ui/error-summary';
import { Notice } from '@/app/_ui/notice';
import { AffectedBox, affectedId, isAboutAffected } from './affected-box';
import { type AskingAct, type AskingState, NOTHING_ASKED } from './asking-state';
import { labelOf } from './label-of';

type Props = {
  id: string;
  action: AskingAct;
  hidden: Record<string, string | number>;
  className?: string;
  /** Drawn with what was typed and what is wrong with it. */
  children: (state: AskingState) => ReactNode;
};

/** A form whose change may meet appointments: then it asks about them before anything is saved. Needs no scripts. */
export function AskingForm({ id: formId, action, hidden, className, children }: Props) {
  const t = useTranslations('availability');
  const [state, submit] = useActionState(action, NOTHING_ASKED);
  const lineOf = (field: string) => state.asked?.lines.find(({ id }) => field === `choice-${id}`)?.words;
  return (
    // What was typed stays when the answer is no: React would empty the form.
    <form
      action={submit}
      onReset={(event) => event.preventDefault()}
      noValidate
      className={className ?? 'group/asking flex max-w-3xl flex-col gap-6'}
    >
      {Object.entries(hidden).map(([name, value]) => (
        <input key={name} type="hidden" name={name} value={value} />
      ))}
      <ErrorSummary
        errors={Object.entries(state.fields).map(([field, text]) => ({
          id: isAboutAffected(field) ? affectedId(formId, field) : field,
          message: `${lineOf(field) ?? labelOf(field, t)}: ${text}`,
        }))}
      />
      {state.message && (
        <Notice kind="error" title={t('problem')}>
          {state.message}
        </Notice>
      )}
      {state.asked && <AffectedBox formId={formId} asked={state.asked} values={state.values} fields={state.fields} />}
      {children(state)}
    </form>
  );
}
