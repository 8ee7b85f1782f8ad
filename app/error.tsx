'use client';

import { useTranslations } from 'next-intl';
import { Button } from '@/app/_ui/button';
import { LinkButton } from '@/app/_ui/link-button';

/** A bug met while a page was made: what to do, and the code under which our log knows it. */
export default function ErrorPage({ error, reset }: { error: Error & { digest?: string }; reset: () => void }) {
  const t = useTranslations('ui.error');
  return (
    <main id="main" className="mx-auto flex min-h-dvh max-w-xl flex-col items-start justify-center gap-4 px-6 py-16">
      <h1 className="text-2xl">{t('title')}</h1>
      <p className="text-lg text-ink-soft">{error.digest ? t('lead') : t('noCode')}</p>
      {error.digest && <code className="rounded-sm bg-sunken px-2 py-1 font-mono text-sm">{error.digest}</code>}
      <div className="mt-2 flex flex-wrap gap-3">
        <Button variant="primary" icon="refresh" onClick={reset}>
          {t('again')}
        </Button>
        <LinkButton href="/" plain>
          {t('home')}
        </LinkButton>
      </div>
    </main>
  );
}
