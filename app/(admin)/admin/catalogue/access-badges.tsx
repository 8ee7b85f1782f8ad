import { useTranslations } from 'next-intl';
import { Badge } from '@/app/_ui/badge';

/** Only what differs from usual: not active, not public. */
export function AccessBadges({
  active,
  access = 'public',
}: {
  active: boolean;
  access?: 'public' | 'unlisted' | 'staff';
}) {
  const t = useTranslations('catalogue');
  return (
    <>
      {!active && <Badge tone="off">{t('inactive')}</Badge>}
      {access !== 'public' && <Badge>{t(`access.${access}`)}</Badge>}
    </>
  );
}
