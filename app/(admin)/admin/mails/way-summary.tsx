import Link from 'next/link';
import { useTranslations } from 'next-intl';
import { Card } from '@/app/_ui/card';
import { Notice } from '@/app/_ui/notice';
import type { MailWayView } from '@/lib/usecases/view-mail-way';

/** By which way mails leave, said where mails are looked after. */
export function WaySummary({ view: { way, smtp, hindrance } }: { view: MailWayView }) {
  const t = useTranslations('mails.summary');
  const isGraph = way.via === 'graph';
  return (
    <Card title={t('title')} id="way">
      <div className="flex flex-col items-start gap-3">
        <p className="prose-width break-words">
          {isGraph ? t('graph', { mailbox: way.mailbox }) : t('smtp', smtp)}{' '}
          {isGraph && t(way.fallback ? 'fallbackOn' : 'fallbackOff')}
        </p>
        {isGraph && hindrance && (
          <Notice kind="attention" still>
            {t(way.fallback ? 'stoppedFallback' : 'stopped')}
          </Notice>
        )}
        <Link href="/admin/mails/sending" className="text-link inline-flex min-h-6 items-center">
          {t('change')}
        </Link>
      </div>
    </Card>
  );
}
