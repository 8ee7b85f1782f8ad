'use client';

import { useTranslations } from 'next-intl';
import { useEffect, useRef } from 'react';
import { CopyButton } from '@/app/_ui/copy-button';
import { DataList } from '@/app/_ui/data-list';
import { LinkButton } from '@/app/_ui/link-button';

type Props = { clientId: number; secret: string };

/** The one time that a client's secret is seen. Takes the focus: it is what the page is about now. */
export function ShownSecret({ clientId, secret }: Props) {
  const t = useTranslations('api.client');
  const box = useRef<HTMLElement>(null);
  useEffect(() => box.current?.focus(), []);
  return (
    <section
      ref={box}
      tabIndex={-1}
      aria-labelledby="shown-secret"
      className="flex max-w-2xl flex-col gap-4 rounded-md border-2 border-l-4 border-ok bg-ok-soft p-5"
    >
      <h2 id="shown-secret" className="text-xl">
        {t('shownTitle')}
      </h2>
      <p>{t('shownText')}</p>
      <DataList
        entries={[
          { term: t('shownId'), detail: <Copied value={String(clientId)} label={t('copyId')} /> },
          { term: t('shownSecret'), detail: <Copied value={secret} label={t('copySecret')} /> },
        ]}
      />
      <div>
        <LinkButton href={`/admin/api/clients/${clientId}`} variant="secondary" plain>
          {t('goOn')}
        </LinkButton>
      </div>
    </section>
  );
}

function Copied({ value, label }: { value: string; label: string }) {
  return (
    <span className="flex flex-wrap items-center gap-3">
      <code className="font-mono text-sm break-all">{value}</code>
      <CopyButton value={value} label={label} />
    </span>
  );
}
