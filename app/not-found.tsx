import { getTranslations } from 'next-intl/server';
import { LinkButton } from '@/app/_ui/link-button';

/** An address that leads nowhere. Written here because Next's own page brings styles that the policy forbids. */
export default async function NotFound() {
  const t = await getTranslations('shell.notFound');
  return (
    <main id="main" className="mx-auto flex min-h-dvh max-w-xl flex-col items-start justify-center gap-4 px-6 py-16">
      <p aria-hidden="true" className="font-serif text-2xl font-semibold text-accent">
        404
      </p>
      <h1 className="text-2xl">{t('title')}</h1>
      <p className="text-lg text-ink-soft">{t('lead')}</p>
      <LinkButton href="/spaces" variant="primary" className="mt-2">
        {t('toSpaces')}
      </LinkButton>
    </main>
  );
}
