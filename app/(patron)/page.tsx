import { getTranslations } from 'next-intl/server';
import type { IconName } from '@/app/_ui/icon';
import { Icon } from '@/app/_ui/icon';
import { LinkButton } from '@/app/_ui/link-button';
import { PageHeader } from '@/app/_ui/page-header';

const WAYS = [
  { key: 'spaces', href: '/spaces', icon: 'door', variant: 'primary' },
  { key: 'appointments', href: '/appointments', icon: 'people', variant: 'secondary' },
  { key: 'mine', href: '/my', icon: 'calendar', variant: 'secondary' },
] as const satisfies { key: string; href: string; icon: IconName; variant: 'primary' | 'secondary' }[];

export default async function StartPage() {
  const t = await getTranslations('patron.start');
  return (
    <>
      <PageHeader title={t('title')} lead={t('lead')} />
      <ul className="grid gap-6 md:grid-cols-3">
        {WAYS.map(({ key, href, icon, variant }) => (
          <li key={key} className="flex flex-col gap-3 rounded-md border border-line bg-surface p-6">
            <h2 className="flex items-center gap-3 text-xl">
              <Icon name={icon} className="text-accent" />
              {t(`${key}.title`)}
            </h2>
            <p className="flex-1 text-ink-soft">{t(`${key}.text`)}</p>
            <div>
              <LinkButton href={href} variant={variant}>
                {t(`${key}.action`)}
              </LinkButton>
            </div>
          </li>
        ))}
      </ul>
    </>
  );
}
