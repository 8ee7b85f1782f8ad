import type { Metadata } from 'next';
import { getTranslations } from 'next-intl/server';
import { LinkButton } from '@/app/_ui/link-button';
import { PageHeader } from '@/app/_ui/page-header';
import { SubmitButton } from '@/app/_ui/submit-button';
import { currentActor } from '@/lib/auth/actor';
import { HOME } from '@/lib/usecases/sign-in';
import { viewSignIn } from '@/lib/usecases/view-sign-in';

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getTranslations('signIn.link'))('title'), referrer: 'no-referrer' };
}

type Props = { searchParams: Promise<Record<string, string | string[] | undefined>> };

/** Mail programs open links to look at them; only a person presses the button that uses this one up. */
export default async function SignInLinkPage({ searchParams }: Props) {
  const { email, token, to } = await searchParams;
  const t = await getTranslations('signIn.link');
  const view = await viewSignIn(await currentActor(), { to });
  if (typeof email !== 'string' || typeof token !== 'string') {
    return (
      <>
        <PageHeader title={t('title')} lead={t('broken')} />
        <LinkButton href="/sign-in" variant="primary">
          {t('again')}
        </LinkButton>
      </>
    );
  }
  return (
    <>
      <PageHeader title={t('title')} lead={t('lead', { email })} />
      <form action="/api/auth/callback/email" method="get">
        <input type="hidden" name="email" value={email} />
        <input type="hidden" name="token" value={token} />
        <input type="hidden" name="callbackUrl" value={view.to ?? HOME} />
        <SubmitButton>{t('button')}</SubmitButton>
      </form>
    </>
  );
}
