import { getTranslations } from 'next-intl/server';
import { EmptyState } from '@/app/_ui/empty-state';

/** Whoever is shown by this frame is not to be booked any more, or never was. */
export default async function NotFound() {
  const t = await getTranslations('embed.notFound');
  return <EmptyState title={t('title')}>{t('text')}</EmptyState>;
}
