import { getTranslations } from 'next-intl/server';
import { NewTabLink } from '@/app/new-tab-link';

/** The foot of an embedded page: the same one in the library's own site. */
export async function ByItself({ href }: { href: string }) {
  const t = await getTranslations('embed');
  return (
    <p className="mt-6 text-sm text-ink-soft">
      <NewTabLink href={href}>{t('openPage')}</NewTabLink> · {t('openPageWhy')}
    </p>
  );
}
