import { useTranslations } from 'next-intl';
import { Card } from '@/app/_ui/card';
import type { SpaceLinkView } from '@/lib/usecases/view-space-link';
import { RoomForm, type RoomWords } from './room-form';

type Props = Pick<SpaceLinkView, 'accounts' | 'link' | 'roomMode'> & { spaceId: number };

const WORDS = [
  ...(['account', 'mailbox', 'mailboxHint', 'find', 'look', 'looking', 'errorTitle', 'foundTitle'] as const),
  ...(['removeOld', 'removeOldHint'] as const),
] as const;

/** Which room; looked at live before it is linked, so that a wrong address or a missing right is said at once. */
export function RoomCard({ accounts, spaceId, link, roomMode }: Props) {
  const t = useTranslations('admin.space');
  // The way that was chosen comes first; accounts serve on for the rooms that have them.
  const usable = accounts
    .filter(({ status }) => status === 'active')
    .sort((a, b) => Number(b.mode === roomMode) - Number(a.mode === roomMode));
  const words = Object.fromEntries(WORDS.map((key) => [key, t(key)])) as Omit<RoomWords, 'link'>;
  return (
    <Card title={t('roomTitle')} id="room">
      {usable.length === 0 ? (
        <p className="text-ink-soft">{t('firstAccount')}</p>
      ) : (
        <RoomForm
          // A new answer of the server begins a new form.
          key={`${link?.id} ${link?.connectionId}`}
          spaceId={spaceId}
          words={{ ...words, link: t(link ? 'change' : 'link') }}
          accounts={usable.map(({ id, mode, name }) => ({
            value: String(id),
            label: mode === 'app' ? t('application') : name,
          }))}
          account={String(link && roomMode === 'delegated' ? link.connectionId : usable[0]?.id)}
          replaces={(link?.mirrors ?? 0) > 0}
        />
      )}
      <div className="mt-6 border-t border-line pt-4 text-sm">
        <h3 className="font-semibold">{t('checklistTitle')}</h3>
        <ul className="prose-width mt-1 list-disc pl-5 text-ink-soft">
          {(['conflicts', 'window', 'cancelled', 'few'] as const).map((line) => (
            <li key={line}>{t(`checklist.${line}`)}</li>
          ))}
        </ul>
      </div>
    </Card>
  );
}
