import { useTranslations } from 'next-intl';
import type { ReactNode } from 'react';
import { Card } from '@/app/_ui/card';
import { CopyButton } from '@/app/_ui/copy-button';
import { LinkButton } from '@/app/_ui/link-button';
import { Stepper } from '@/app/_ui/stepper';
import type { IntegrationView, Step } from '@/lib/usecases/view-integration';
import { delegatedPermissions } from './delegated-permissions';
import { chosenOf } from './guide/chosen';

const ENTRA = 'https://entra.microsoft.com/#view/Microsoft_AAD_RegisteredApps/CreateApplicationBlade';
const STATES = { done: 'done', now: 'current', later: 'upcoming' } as const satisfies Record<Step, string>;

/** The way to Outlook in three steps, in the portal's own words; what is done may be read again. */
export function Guide({ view }: { view: IntegrationView }) {
  const t = useTranslations('admin.integrations');
  const { steps, connected, approvalUrl } = view;
  return (
    <Card title={t('stepsTitle')} id="steps">
      <Stepper
        label={t('stepsLabel')}
        steps={[
          {
            title: t('register.title'),
            state: STATES[steps.register],
            children: (
              <Foldable open={steps.register === 'now'} words={t('register.again')}>
                <Register view={view} />
              </Foldable>
            ),
          },
          {
            title: t('activate.title'),
            state: STATES[steps.activate],
            children: steps.activate === 'done' ? undefined : t('activate.lead'),
          },
          {
            title: t('connect.title'),
            state: STATES[steps.connect],
            children: (
              <>
                <p>{t('connect.lead')}</p>
                <ul className="mt-2 list-disc pl-6">
                  <li>{t('connect.staff', { count: connected.staff, all: connected.staffAll })}</li>
                  <li>{t('connect.spaces', { count: connected.spaces, all: connected.spacesAll })}</li>
                </ul>
                {steps.connect !== 'later' && (
                  <div className="mt-3">
                    <LinkButton href="/admin/spaces" variant={steps.connect === 'now' ? 'primary' : 'secondary'}>
                      {t('connect.toSpaces')}
                    </LinkButton>
                  </div>
                )}
              </>
            ),
          },
        ]}
      />
      {approvalUrl && (
        <div className="mt-6 border-t border-line pt-4">
          <h3 className="font-semibold">{t('approval.title')}</h3>
          <p className="prose-width mt-1">{t('approval.lead')}</p>
          <p className="mt-3">
            <CopyButton value={approvalUrl} label={t('approval.copy')} />
          </p>
        </div>
      )}
    </Card>
  );
}

function Foldable({ open, words, children }: { open: boolean; words: string; children: ReactNode }) {
  if (open) return children;
  return (
    <details>
      <summary className="min-h-6 cursor-pointer text-accent">{words}</summary>
      <div className="mt-2">{children}</div>
    </details>
  );
}

function Register({ view: { portal, saved } }: { view: IntegrationView }) {
  const t = useTranslations('admin.integrations.register');
  return (
    <>
      <ol className="list-decimal space-y-1.5 pl-6">
        <li>{t('open')}</li>
        <li>{t('redirect')}</li>
        <li>{t('secret')}</li>
        <li>
          {t('permissions')}
          <ul className="mt-1 list-disc pl-5">
            {delegatedPermissions(chosenOf({}, saved)).map(({ name }) => (
              <li key={name}>
                <code className="break-all">{name}</code>
              </li>
            ))}
          </ul>
        </li>
        <li>{t('consent')}</li>
      </ol>
      <p className="mt-4">
        <LinkButton href={portal?.url ?? ENTRA} icon="external" plain>
          {t(portal ? 'portal' : 'entra')}
        </LinkButton>
      </p>
      {portal && (
        <p className="mt-2 text-sm text-ink-soft">
          {t('portalAccount', { account: portal.account, password: portal.password })}
        </p>
      )}
    </>
  );
}
