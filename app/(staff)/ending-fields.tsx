import { useTranslations } from 'next-intl';
import { Switch } from '@/app/_ui/switch';
import { KeepBlocksField } from './keep-blocks-field';

type Props = {
  /** Several such forms may share a page. */
  id: string;
  /** Upcoming events in Outlook, and times that it closes here. */
  events: number;
  blocks: number;
  /** Microsoft may be asked: else nothing can be removed. */
  active: boolean;
};

/** What may be chosen when a calendar is let go; without a choice events stay and closed times open. */
export function EndingFields({ id, events, blocks, active }: Props) {
  const t = useTranslations('admin.ending');
  return (
    <>
      {active && events > 0 && (
        <Switch
          id={`${id}-remove`}
          name="removeEvents"
          label={t('removeEvents')}
          hint={t('removeEventsHint', { count: events })}
        />
      )}
      {blocks > 0 && (
        <KeepBlocksField id={`${id}-keep`} words={{ label: t('keepBlocks'), hint: t('keepBlocksHint') }} />
      )}
    </>
  );
}
