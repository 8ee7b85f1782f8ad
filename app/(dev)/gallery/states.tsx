import { useTranslations } from 'next-intl';
import type { ReactNode } from 'react';
import { AgreementMark } from '@/app/_ui/agreement-mark';
import { Badge } from '@/app/_ui/badge';
import { Button } from '@/app/_ui/button';
import { Card } from '@/app/_ui/card';
import { CopyButton } from '@/app/_ui/copy-button';
import { DataList } from '@/app/_ui/data-list';
import { DataTable } from '@/app/_ui/data-table';
import { EmptyState } from '@/app/_ui/empty-state';
import { Icon, iconNames } from '@/app/_ui/icon';
import { LinkButton } from '@/app/_ui/link-button';
import { Notice } from '@/app/_ui/notice';
import { Progress } from '@/app/_ui/progress';
import { QrCode } from '@/app/_ui/qr-code';
import { Skeleton } from '@/app/_ui/skeleton';
import { Stepper } from '@/app/_ui/stepper';

const agreements = ['agreed', 'on_its_way', 'needs_person', 'not_connected'] as const;
const variants = ['primary', 'secondary', 'quiet', 'danger'] as const;
const tones = ['ok', 'waiting', 'attention', 'off', 'plain'] as const;
const notices = ['info', 'success', 'attention', 'error'] as const;

/** What shows a state and what leads on. */
export function States({ theme }: { theme: string }) {
  const t = useTranslations('gallery');
  return (
    <>
      <Row>
        {agreements.map((state) => (
          <AgreementMark key={state} state={state} />
        ))}
      </Row>
      <Row>
        <AgreementMark state="agreed" label={t('onCalendar')}>
          {t('agreementDetail')}
        </AgreementMark>
        <AgreementMark state="needs_person">{t('agreementDetail')}</AgreementMark>
      </Row>
      <Row>
        {variants.map((variant) => (
          <Button key={variant} variant={variant} icon="calendar">
            {variant}
          </Button>
        ))}
        <Button variant="primary" aria-disabled="true">
          {t('disabled')}
        </Button>
        <Button size="small">{t('small')}</Button>
        <LinkButton href="/gallery" variant="secondary">
          {t('link')}
        </LinkButton>
        <CopyButton value="http://localhost:3000/api/outlook/callback" />
      </Row>
      <Row>
        <QrCode address="http://localhost:3000/r?code=K7M" label={t('code')} className="size-40" />
        <QrCode address={`http://localhost:3000/${'a'.repeat(400)}`} label={t('code')} />
      </Row>
      <Row>
        {tones.map((tone) => (
          <Badge key={tone} tone={tone}>
            {tone}
          </Badge>
        ))}
      </Row>
      <ul className="flex flex-wrap gap-x-4 gap-y-2 text-sm text-ink-soft">
        {iconNames.map((name) => (
          <li key={name} className="inline-flex items-center gap-1.5">
            <Icon name={name} className="size-5 text-ink" />
            {name}
          </li>
        ))}
      </ul>
      {notices.map((kind) => (
        <Notice key={kind} kind={kind} still>
          {t('noticeText')}
        </Notice>
      ))}
      <Notice kind="attention" still title={t('noticeTitle')} action={<Button size="small">{t('link')}</Button>} />
      <Card id={`${theme}-card`} title={t('cardTitle')} level={3} aside={<AgreementMark state="on_its_way" />}>
        <DataList
          entries={[
            { key: 'space', term: t('space'), detail: 'Linden Room' },
            { key: 'time', term: t('time'), detail: '2:30–3:30 PM' },
          ]}
        />
      </Card>
      <DataTable
        caption={`${t('tableCaption')} (${theme})`}
        columns={[
          { key: 'space', label: t('space') },
          { key: 'state', label: t('state') },
          { key: 'count', label: t('count'), align: 'end' },
        ]}
        rows={[
          { key: 1, cells: ['Linden Room', <AgreementMark key="mark" state="agreed" />, '12'] },
          { key: 2, cells: ['Podcast Booth', <AgreementMark key="mark" state="needs_person" />, '3'] },
        ]}
      />
      <EmptyState title={t('emptyTitle')} picture="quiet-pod" action={<Button variant="primary">{t('link')}</Button>}>
        {t('emptyText')}
      </EmptyState>
      <Stepper
        label={t('steps')}
        steps={[
          { title: t('step1'), state: 'done' },
          { title: t('step2'), state: 'current', children: t('stepText') },
          { title: t('step3'), state: 'upcoming' },
        ]}
      />
      <Progress />
      <Progress label={t('reading')} value={40} />
      <Skeleton />
    </>
  );
}

function Row({ children }: { children: ReactNode }) {
  return <div className="flex flex-wrap items-start gap-3">{children}</div>;
}
