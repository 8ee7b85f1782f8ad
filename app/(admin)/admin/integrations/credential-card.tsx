import { useLocale, useTranslations } from 'next-intl';
import type { ReactNode } from 'react';
import { Badge } from '@/app/_ui/badge';
import { Card } from '@/app/_ui/card';
import { CopyButton } from '@/app/_ui/copy-button';
import { LinkButton } from '@/app/_ui/link-button';
import { Notice } from '@/app/_ui/notice';
import { SubmitButton } from '@/app/_ui/submit-button';
import { type Act, ActForm } from '@/app/(staff)/act-form';
import { formatDate } from '@/lib/messages/format';
import type { CredentialsView, CredentialView } from '@/lib/usecases/view-credentials';
import { CertificateForm } from './certificate-form';
import {
  dropCredentialAction,
  makeCertificateAction,
  switchCredentialAction,
  testCredentialAction,
} from './credential-actions';
import { SecretForm } from './secret-form';

const DONE = [
  ...(['secretAdded', 'certificateMade', 'credentialTested', 'credentialSwitched', 'credentialDropped'] as const),
  'credentialTookOver',
] as const;

/** `done`: what the address says was done; here only what is said in this card counts. */
type Props = { view: CredentialsView; done?: string | undefined };

/** What the application proves itself with, and a second one beside it, so that none ever has to end first. */
export function CredentialCard({ view: { current, next }, done: given }: Props) {
  const [t, own] = [useTranslations('setup.credential'), useTranslations('tending.certificate')];
  const named = useNamed();
  const known = DONE.find((one) => one === given);
  const isUnproven = next?.outcome === 'not_testable' && (known === 'secretAdded' || known === 'credentialTested');
  const done = isUnproven ? UNPROVEN[known] : known;
  const said = given === 'certificateAdded' ? own('added') : done && t(`done.${done}`);
  const certificateWords = {
    ...{ certificate: own('certificate'), certificateHint: own('certificateHint') },
    ...{ certificateFile: own('certificateFile'), fileHint: own('fileHint') },
    ...{ privateKey: own('privateKey'), privateKeyHint: own('privateKeyHint'), privateKeyFile: own('privateKeyFile') },
    ...{ submit: own('add'), pending: t('asking'), problem: t('problem') },
  };
  const words = {
    ...{ secret: t('secret'), secretHint: t('secretHint'), expires: t('expires'), expiresHint: t('expiresHint') },
    ...{ submit: t('add'), pending: t('asking'), problem: t('problem') },
  };
  return (
    <Card title={t('title')} id="credential">
      {said && (
        <div className="mb-4">
          <Notice kind="success">{said}</Notice>
        </div>
      )}
      <p className="prose-width wrap-anywhere">{t('now', { what: named(current) })}</p>
      {current.certificate && (
        <p className="mt-3">
          <Download which="current" words={own('download')} />
        </p>
      )}
      {next ? (
        <Next next={next} />
      ) : (
        <>
          <p className="prose-width mt-2">{t('lead')}</p>
          <div className="mt-4 flex flex-col items-start gap-4">
            <Folded words={t('openSecret')}>
              <SecretForm words={words} />
            </Folded>
            <Folded words={t('openCertificate')}>
              <p className="prose-width">{t('certificateText')}</p>
              <Press action={makeCertificateAction} words={t('make')} />
            </Folded>
            <Folded words={own('open')}>
              <p className="prose-width">{own('lead')}</p>
              <CertificateForm words={certificateWords} />
            </Folded>
          </div>
        </>
      )}
    </Card>
  );
}

function Next({ next }: { next: NonNullable<CredentialsView['next']> }) {
  const [t, own] = [useTranslations('setup.credential'), useTranslations('tending.certificate')];
  const named = useNamed();
  const stand = standOf(next);
  const isReady = stand === 'accepted' || stand === 'unproven';
  return (
    <div className="mt-4 flex flex-col items-start gap-4 border-t border-line pt-4">
      <p className="flex flex-wrap items-center gap-3 font-medium">
        <span className="min-w-0 wrap-anywhere">{t('second', { what: named(next) })}</span>
        <Badge tone={TONES[stand]}>{t(`stand.${stand}`)}</Badge>
      </p>
      {next.certificate && (
        <>
          <p className="prose-width">{own('upload')}</p>
          <Folded words={t('showCertificate')}>
            <pre className="rounded-sm bg-sunken p-3 text-xs break-all whitespace-pre-wrap">
              <code>{next.certificate}</code>
            </pre>
          </Folded>
          <div className="flex flex-wrap items-center gap-3">
            <Download which="next" words={own('download')} />
            <CopyButton value={next.certificate} label={t('copyCertificate')} />
          </div>
        </>
      )}
      <p className="prose-width text-ink-soft">{t(`text.${stand}`)}</p>
      <div className="flex flex-wrap gap-3">
        {isReady && <Press action={switchCredentialAction} words={t('switch')} pending={t('asking')} primary />}
        {stand !== 'unproven' && (
          <Press action={testCredentialAction} words={t('test')} pending={t('asking')} primary={!isReady} />
        )}
        <Press action={dropCredentialAction} words={t('drop')} />
      </div>
    </div>
  );
}

/** The public half alone: the key is not part of it. */
function Download({ which, words }: { which: 'current' | 'next'; words: string }) {
  return (
    <LinkButton href={`/admin/integrations/carrel.cer?which=${which}`} variant="secondary" plain>
      {words}
    </LinkButton>
  );
}

/** Where only a sign-in can prove anything, nobody says that Microsoft did. */
const UNPROVEN = { secretAdded: 'secretKept', credentialTested: 'credentialUnproven' } as const;

const TONES = { accepted: 'ok', unproven: 'off', untested: 'waiting', refused: 'attention' } as const;

/** What is known of the second one: only a single directory's registration can be tested without somebody signing in. */
function standOf({ outcome }: Pick<NonNullable<CredentialsView['next']>, 'outcome'>): keyof typeof TONES {
  if (outcome === 'verified') return 'accepted';
  if (outcome === 'not_testable') return 'unproven';
  return outcome === null || outcome === 'unreachable' ? 'untested' : 'refused';
}

function Folded({ words, children }: { words: string; children: ReactNode }) {
  return (
    <details className="w-full">
      <summary className="min-h-6 cursor-pointer font-semibold text-accent">{words}</summary>
      <div className="mt-3 flex flex-col items-start gap-3">{children}</div>
    </details>
  );
}

type PressProps = { action: Act; words: string; pending?: string; primary?: boolean };

function Press({ action, words, pending, primary }: PressProps) {
  const t = useTranslations('setup.credential');
  return (
    <ActForm action={action} problem={t('problem')} className="flex flex-col items-start gap-3">
      <SubmitButton variant={primary ? 'primary' : 'secondary'} {...(pending && { pendingLabel: pending })}>
        {words}
      </SubmitButton>
    </ActForm>
  );
}

/** "A client secret that ends on 1 June 2028". */
function useNamed() {
  const [t, locale] = [useTranslations('setup.credential'), useLocale()];
  return ({ kind, thumbprint, expiresOn }: CredentialView) => {
    const date = expiresOn ? formatDate(expiresOn, { locale, timeZone: 'UTC' }) : '';
    return t(`named.${kind}.${expiresOn ? 'ends' : 'unknown'}`, { date, thumbprint: thumbprint ?? '' });
  };
}
