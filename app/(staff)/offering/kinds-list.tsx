import Link from 'next/link';
import { useLocale, useTranslations } from 'next-intl';
import { Badge } from '@/app/_ui/badge';
import { CopyButton } from '@/app/_ui/copy-button';
import { LinkButton } from '@/app/_ui/link-button';
import { OrderButtons } from '@/app/(admin)/admin/catalogue/order-buttons';
import { formatDuration } from '@/lib/messages/format';
import { type KindPage, kindLink } from '@/lib/usecases/kind-link';
import type { KindView } from '@/lib/usecases/view-kinds';

type Kind = NonNullable<KindView['kind']>;
type Props = {
  kinds: Kind[];
  at: 'desk' | 'admin';
  owner: { category: number } | { person: number };
  /** Where patrons find them; null: nowhere. */
  page: KindPage | null;
};

/** Kinds of appointment in the order in which patrons see them, and the way to another one. */
export function KindsList({ kinds, at, owner, page }: Props) {
  const [t, locale] = [useTranslations('appointmentAdmin'), useLocale()];
  const [[of, id] = []] = Object.entries(owner);
  const factsOf = ({ minutes, modes, setupMinutes, cleanupMinutes, questions }: Kind) => [
    formatDuration(minutes, locale),
    t(`kinds.${modes[0] ?? 'both'}`),
    ...(setupMinutes > 0 ? [t('kinds.padBefore', { minutes: setupMinutes })] : []),
    ...(cleanupMinutes > 0 ? [t('kinds.padAfter', { minutes: cleanupMinutes })] : []),
    ...(questions.length > 0 ? [t('kinds.questions', { count: questions.length })] : []),
  ];
  return (
    <>
      {kinds.length > 0 && (
        <ul className="mb-4 flex flex-col divide-y divide-line">
          {kinds.map((kind, place) => (
            <li key={kind.id} className="flex flex-wrap items-center justify-between gap-3 py-2">
              <span className="flex min-w-0 flex-wrap items-center gap-x-3 gap-y-1">
                <Link
                  href={`/${at}/appointments/kinds/${kind.id}`}
                  className="text-link inline-flex min-h-6 items-center break-words"
                >
                  {kind.name}
                </Link>
                <span className="text-sm text-ink-soft">{factsOf(kind).join(' · ')}</span>
                {!kind.active && <Badge tone="off">{t('inactive')}</Badge>}
              </span>
              <OrderButtons
                kind="kind"
                id={kind.id}
                name={kind.name}
                isFirst={place === 0}
                isLast={place === kinds.length - 1}
              />
              {page && kind.active && <KindLink address={kindLink(page, kind)} name={kind.name} />}
            </li>
          ))}
        </ul>
      )}
      <LinkButton href={`/${at}/appointments/kinds/new?${of}=${id}`} icon="plus">
        {t('kinds.add')}
      </LinkButton>
    </>
  );
}

/** For mails, posters and other pages. */
function KindLink({ address, name }: { address: string; name: string }) {
  const t = useTranslations('appointmentAdmin.kinds');
  return (
    <p className="flex w-full min-w-0 flex-wrap items-center gap-x-3 gap-y-1 text-sm">
      <span className="text-ink-soft">{t('link')}</span>
      <a href={address} className="text-link inline-flex min-h-6 min-w-0 items-center font-mono break-all">
        {address}
      </a>
      <CopyButton value={address} label={t('copyLink', { name })} />
    </p>
  );
}
