'use client';

import Link from 'next/link';
import { useTranslations } from 'next-intl';
import { useActionState } from 'react';
import { ErrorSummary } from '@/app/_ui/error-summary';
import { Notice } from '@/app/_ui/notice';
import { RadioGroup } from '@/app/_ui/radio-group';
import { SubmitButton } from '@/app/_ui/submit-button';
import { Switch } from '@/app/_ui/switch';
import { TextField } from '@/app/_ui/text-field';
import { NO_PROBLEM } from '@/app/(staff)/act-form';
import type { MailWayView } from '@/lib/usecases/view-mail-way';
import { saveWayAction } from './actions';
import { ScopeLines } from './scope-lines';

/** Whatever else was typed has no place in a command. */
const ADDRESS = /^[\w.+-]+@[\w.-]+$/;

/** One of two ways, and what IT has to do for the second. Needs no scripts. */
export function WayForm({ view }: { view: MailWayView }) {
  const { way, smtp, hindrance, asksTenant, tenant } = view;
  const t = useTranslations('mails.sending');
  const [{ message, fields, values }, submit] = useActionState(saveWayAction, NO_PROBLEM);
  const labels: Record<string, string> = { via: t('choose'), mailbox: t('mailbox'), tenant: t('tenant') };
  const was = way.via === 'graph' ? way : { mailbox: '', fallback: true };
  const wasSent = values.via !== undefined;
  return (
    <>
      <form
        action={submit}
        onReset={(event) => event.preventDefault()}
        noValidate
        className="group/way flex flex-col items-start gap-5"
      >
        <ErrorSummary
          errors={Object.entries(fields).map(([id, text]) => ({ id, message: `${labels[id] ?? ''}: ${text}` }))}
        />
        {message && (
          <div className="w-full">
            <Notice kind="error" title={t('errorTitle')}>
              {message}
            </Notice>
          </div>
        )}
        <RadioGroup
          name="via"
          label={t('choose')}
          error={fields.via}
          defaultValue={values.via ?? way.via}
          choices={[
            { value: 'smtp', label: t('smtp'), hint: t('smtpHint', smtp) },
            {
              ...{ value: 'graph', label: t('graph'), hint: t('graphHint') },
              disabled: hindrance !== null && way.via !== 'graph',
            },
          ]}
        />
        {hindrance && <Hindrance hindrance={hindrance} way={way} />}
        {/* By style alone, so that it needs no scripts. */}
        <div className="hidden w-full flex-col gap-5 group-has-[input[value=graph]:checked]/way:flex">
          <div className="max-w-xl">
            <TextField
              name="mailbox"
              type="email"
              label={t('mailbox')}
              hint={`${t('mailboxHint')} ${t('organizer')}`}
              error={fields.mailbox}
              defaultValue={values.mailbox ?? was.mailbox}
              autoComplete="off"
              spellCheck={false}
            />
          </div>
          {asksTenant && (
            <div className="max-w-xl">
              <TextField
                name="tenant"
                label={t('tenant')}
                hint={t('tenantHint')}
                error={fields.tenant}
                defaultValue={values.tenant ?? tenant ?? ''}
                mono
                autoComplete="off"
                spellCheck={false}
              />
            </div>
          )}
          <Switch
            name="fallback"
            label={t('fallback')}
            hint={t('fallbackHint', { from: smtp.from })}
            defaultChecked={wasSent ? values.fallback === 'on' : was.fallback}
          />
        </div>
        <SubmitButton pendingLabel={t('saving')}>{t('save')}</SubmitButton>
      </form>
      {view.clientId && hindrance !== 'personal' && (
        <ScopeLines
          clientId={view.clientId}
          mailbox={[values.mailbox, was.mailbox].find((one) => one && ADDRESS.test(one)) ?? smtp.from}
          open={way.via === 'smtp' && hindrance === null}
        />
      )}
    </>
  );
}

/** Why the second way cannot be chosen; or, where it is chosen already, what becomes of mails meanwhile. */
function Hindrance({
  hindrance,
  way,
}: Pick<MailWayView, 'way'> & { hindrance: NonNullable<MailWayView['hindrance']> }) {
  const [t, summary] = [useTranslations('mails.sending'), useTranslations('mails.summary')];
  const isChosen = way.via === 'graph';
  const link = (
    <Link href="/admin/integrations" className="text-link inline-flex min-h-6 items-center">
      {t('integrations')}
    </Link>
  );
  return (
    <Notice kind={isChosen ? 'attention' : 'info'} still action={hindrance !== 'personal' && link}>
      {isChosen ? summary(way.fallback ? 'stoppedFallback' : 'stopped') : t(`hindrance.${hindrance}`)}
    </Notice>
  );
}
