import { useLocale, useTranslations } from 'next-intl';
import { Card } from '@/app/_ui/card';
import { formatDateTime } from '@/lib/messages/format';
import type { IntegrationView } from '@/lib/usecases/view-integration';

/** Upcoming events that could not be taken out of Outlook in time. */
export function LeftCard({ left }: { left: IntegrationView['left'] }) {
  const [t, locale] = [useTranslations('admin.closing'), useLocale()];
  return (
    <Card title={t('leftTitle')} id="left">
      <p className="prose-width">{t('leftText')}</p>
      <ul className="mt-3 list-disc pl-5">
        {left.map(({ publicId, mailbox, resourceName, start, timeZone }) => (
          <li key={`${mailbox} ${publicId}`} className="break-words">
            {t('leftEvent', {
              ...{ name: resourceName, mailbox, reference: publicId },
              time: formatDateTime(start, { locale, timeZone }),
            })}
          </li>
        ))}
      </ul>
    </Card>
  );
}
