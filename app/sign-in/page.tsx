import type { Metadata } from 'next';
import { getTranslations } from 'next-intl/server';
import { Card } from '@/app/_ui/card';
import { LinkButton } from '@/app/_ui/link-button';
import { Notice } from '@/app/_ui/notice';
import { PageHeader } from '@/app/_ui/page-header';
import { SubmitButton } from '@/app/_ui/submit-button';
import { TextField } from '@/app/_ui/text-field';
import { currentActor } from '@/lib/auth/actor';
import { problemOf } from '@/lib/usecases/sign-in';
import { viewSignIn } from '@/lib/usecases/view-sign-in';
import { linkAction, oidcAction, passwordAction, signOutAction } from './actions';
import { DemoAccounts } from './demo-accounts';
import { LeaveForm } from './leave-form';
import { MicrosoftForms } from './microsoft-forms';
import { problemWords } from './problem-words';
import { SignInForm } from './sign-in-form';

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getTranslations('signIn'))('title') };
}

type Props = { searchParams: Promise<Record<string, string | string[] | undefined>> };

export default async function SignInPage({ searchParams }: Props) {
  const { to, callbackUrl, error, sent, with: provider } = await searchParams;
  const actor = await currentActor();
  const view = await viewSignIn(actor, { to: to ?? callbackUrl });
  const t = await getTranslations('signIn');
  const problems = await problemWords(provider === 'oidc' ? view.oidcLabel : null, view.microsoft);
  const problem = typeof error === 'string' ? problemOf(error) : null;
  const minutes = { minutes: view.linkMinutes };
  const oidc = (label: string) => <LeaveForm action={oidcAction} to={view.to} label={label} goOn={t('goOn')} />;
  const notice = problem && (
    <Notice kind="error">{problems[problem.problem]?.replace('{minutes}', String(problem.minutes ?? ''))}</Notice>
  );

  if (actor.kind === 'person') {
    return (
      <>
        <PageHeader title={t('already.title')} lead={t('already.lead', { name: actor.name, email: actor.email })} />
        <div className="flex max-w-md flex-col gap-4">
          {notice}
          <div className="flex flex-wrap gap-3">
            <LinkButton href={view.home ?? '/'} variant="primary">
              {t('already.go')}
            </LinkButton>
            <form action={signOutAction}>
              <SubmitButton variant="secondary">{t('already.signOut')}</SubmitButton>
            </form>
          </div>
          {view.oidcLabel !== null && (
            <>
              {oidc(t('already.addOidc', { label: view.oidcLabel }))}
              <p className="text-sm text-ink-soft">{t('already.addOidcHint')}</p>
            </>
          )}
          {view.microsoft.length > 0 && <MicrosoftForms tenants={view.microsoft} to={view.to} isAdded />}
        </div>
      </>
    );
  }

  return (
    <>
      <PageHeader title={t('title')} lead={t('lead')} />
      <div className="flex flex-col gap-6">
        {notice}
        {sent && (
          <Notice kind="success" title={t('sentTitle')}>
            {t('sent', minutes)}
          </Notice>
        )}
        <div className="grid items-start gap-6 md:grid-cols-2">
          {view.password && (
            <Card>
              <SignInForm action={passwordAction} to={view.to} problems={problems} title={t('withPassword')}>
                <TextField name="email" type="email" label={t('email')} autoComplete="username" />
                <TextField name="password" type="password" label={t('password')} autoComplete="current-password" />
                <SubmitButton>{t('signIn')}</SubmitButton>
              </SignInForm>
            </Card>
          )}
          <div className="flex flex-col gap-6">
            {view.oidcLabel !== null && <Card>{oidc(view.oidcLabel)}</Card>}
            {view.microsoft.length > 0 && (
              <Card>
                <MicrosoftForms tenants={view.microsoft} to={view.to} />
              </Card>
            )}
            {view.link && (
              <Card>
                <SignInForm action={linkAction} to={view.to} problems={problems} title={t('withLink')}>
                  <p className="text-ink-soft">{t('withLinkHint', minutes)}</p>
                  <TextField id="link-email" name="email" type="email" label={t('email')} autoComplete="email" />
                  <SubmitButton variant="secondary" icon="mail">
                    {t('sendLink')}
                  </SubmitButton>
                </SignInForm>
              </Card>
            )}
          </div>
        </div>
        {view.demoAccounts.length > 0 && <DemoAccounts accounts={view.demoAccounts} to={view.to} problems={problems} />}
      </div>
    </>
  );
}
