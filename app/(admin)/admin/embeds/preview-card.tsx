import { getLocale, getTranslations } from 'next-intl/server';
import { Card } from '@/app/_ui/card';
import { CopyButton } from '@/app/_ui/copy-button';
import { LinkButton } from '@/app/_ui/link-button';
import type { EmbedLook } from '@/lib/embed-look';
import { type EmbedWhat, embedPath, embedSnippets } from '@/lib/embed-snippets';
import { env } from '@/lib/env';
import type { Locale } from '@/lib/messages/locales';

type Props = { chosen: EmbedWhat & { name: string }; look: EmbedLook };

const PARTS = ['script', 'iframe', 'link', 'csp'] as const;

/** The very page that other sites will show, and what to copy for them. */
export async function PreviewCard({ chosen, look }: Props) {
  const t = await getTranslations('embed.admin');
  // The words on the page are in its language, not in the admin's.
  const locale = look.lang ?? ((await getLocale()) as Locale);
  const words = await getTranslations({ locale, namespace: 'embed.admin.copy' });
  const label = words('label', { kind: chosen.kind, name: chosen.name });
  const src = embedPath(chosen, look);
  const snippets = embedSnippets(env().PUBLIC_URL, chosen, look, label);
  return (
    <>
      <Card
        title={t('preview.title')}
        id="preview"
        aside={
          <LinkButton href={src} plain icon="external" size="small">
            {t('preview.open')}
          </LinkButton>
        }
      >
        <iframe
          key={src}
          src={src}
          title={t('preview.frame', { label })}
          className="block h-[40rem] w-full rounded-sm border border-line"
        />
      </Card>
      <Card title={t('copy.title')} id="copy">
        <div className="flex flex-col gap-6">
          {PARTS.map((part) => (
            <div key={part}>
              <div className="flex flex-wrap items-center justify-between gap-x-6 gap-y-1">
                <h3 className="font-semibold">{t(`copy.${part}`)}</h3>
                <CopyButton value={snippets[part]} label={t('copy.copy', { what: t(`copy.${part}`) })} />
              </div>
              <p className="prose-width mt-1 mb-2 text-ink-soft">{t(`copy.${part}Text`)}</p>
              <pre className="rounded-sm bg-sunken p-3 text-sm break-all whitespace-pre-wrap">
                <code>{snippets[part]}</code>
              </pre>
            </div>
          ))}
        </div>
      </Card>
    </>
  );
}
