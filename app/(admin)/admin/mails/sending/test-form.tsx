'use client';

import { useTranslations } from 'next-intl';
import { useActionState } from 'react';
import { Notice } from '@/app/_ui/notice';
import { SubmitButton } from '@/app/_ui/submit-button';
import { TextField } from '@/app/_ui/text-field';
import { NO_PROBLEM } from '@/app/(staff)/act-form';
import type { TestMailView } from '@/lib/usecases/send-test-mail';
import type { MailWayView } from '@/lib/usecases/view-mail-way';
import { sendTestAction } from './actions';

/** One mail by the way that is chosen, and what really became of it. */
export function TestForm({ view: { way, smtp, testTo } }: { view: MailWayView }) {
  const t = useTranslations('mails.sending');
  const [state, submit] = useActionState(sendTestAction, { ...NO_PROBLEM, outcome: null });
  const { message, fields, values, outcome } = state;
  const by = way.via === 'graph' ? t('testWay.graph', { mailbox: way.mailbox }) : t('testWay.smtp', smtp);
  return (
    <form
      action={submit}
      onReset={(event) => event.preventDefault()}
      noValidate
      className="flex flex-col items-start gap-5"
    >
      <p className="prose-width break-words">{t('testLead', { way: by })}</p>
      {(outcome || message) && (
        <div className="w-full">
          {outcome && <Outcome {...outcome} />}
          {message && (
            <Notice kind="error" title={t('failedTitle')}>
              {message}
            </Notice>
          )}
        </div>
      )}
      <div className="w-full max-w-xl">
        <TextField
          name="to"
          type="email"
          label={t('to')}
          error={fields.to}
          defaultValue={values.to ?? testTo}
          autoComplete="email"
        />
      </div>
      <SubmitButton variant="secondary" pendingLabel={t('sendingNow')}>
        {t('send')}
      </SubmitButton>
    </form>
  );
}

function Outcome({ to, way, failure }: TestMailView) {
  const [t, problems] = [useTranslations('mails.sending'), useTranslations('mails.problems')];
  if (failure)
    return (
      <Notice kind="error" title={t('failedTitle')}>
        {problems(`reason.${failure.reason}`)} {failure.code && t('said', { code: failure.code })}
      </Notice>
    );
  return (
    <Notice kind="success" title={t('taken.title')}>
      {way.via === 'graph' ? t('taken.graph', { to, mailbox: way.mailbox }) : t('taken.smtp', { to })}
    </Notice>
  );
}
