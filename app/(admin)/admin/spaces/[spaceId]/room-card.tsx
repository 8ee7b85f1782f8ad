import { useTranslations } from 'next-intl';
import { Card } from '@/app/_ui/card';
import { SelectField } from '@/app/_ui/select-field';
import { SubmitButton } from '@/app/_ui/submit-button';
import { TextField } from '@/app/_ui/text-field';
import { ActForm } from '@/app/(staff)/act-form';
import type { SpaceLinkView } from '@/lib/usecases/view-space-link';
import { linkAction } from './actions';

type Props = { accounts: SpaceLinkView['accounts']; spaceId: number; link: SpaceLinkView['link'] };

/** Which room; looked at live when it is linked, so that a wrong address or a missing right is said at once. */
export function RoomCard({ accounts, spaceId, link }: Props) {
  const t = useTranslations('admin.space');
  const usable = accounts.filter(({ status }) => status === 'active');
  return (
    <Card title={t('roomTitle')} id="room">
      {usable.length === 0 ? (
        <p className="text-ink-soft">{t('firstAccount')}</p>
      ) : (
        <ActForm
          action={linkAction}
          hidden={{ spaceId }}
          problem={t('errorTitle')}
          className="flex max-w-xl flex-col gap-5"
        >
          <SelectField
            name="connectionId"
            label={t('account')}
            choices={usable.map(({ id, name }) => ({ value: String(id), label: name }))}
            defaultValue={String(link?.connectionId ?? usable[0]?.id)}
          />
          <TextField
            name="mailbox"
            type="email"
            label={t('mailbox')}
            hint={t('mailboxHint')}
            autoComplete="off"
            spellCheck={false}
          />
          <div>
            <SubmitButton variant={link ? 'secondary' : 'primary'} pendingLabel={t('linking')}>
              {t(link ? 'change' : 'link')}
            </SubmitButton>
          </div>
        </ActForm>
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
