import { useTranslations } from 'next-intl';
import { Card } from '@/app/_ui/card';
import { Notice } from '@/app/_ui/notice';
import { RadioGroup } from '@/app/_ui/radio-group';
import { SelectField } from '@/app/_ui/select-field';
import { SubmitButton } from '@/app/_ui/submit-button';
import { ACCOUNT_TYPES, takesPersonalAccounts } from '@/lib/clouds';
import { CLOUD_NAMES } from '@/lib/microsoft-clouds';
import type { Chosen } from './chosen';

/** Three questions that the instructions hang on. A plain form: the answers stand in the address. */
export function QuestionsCard({ chosen }: { chosen: Chosen }) {
  const [t, clouds] = [useTranslations('setup.guide'), useTranslations('setup.clouds')];
  const settings = useTranslations('admin.integrations.settings');
  const isNowhere = chosen.cloud !== 'global' && takesPersonalAccounts(chosen.type);
  return (
    <Card title={t('questions')} id="questions">
      <p className="prose-width mb-4">{t('questionsLead')}</p>
      <form method="get" action="/admin/integrations/guide" className="flex max-w-2xl flex-col gap-5">
        <SelectField
          id="ask-type"
          name="type"
          label={settings('accountType')}
          choices={ACCOUNT_TYPES.map((value) => ({ value, label: settings(`accountTypes.${value}`) }))}
          defaultValue={chosen.type}
        />
        <SelectField
          id="ask-cloud"
          name="cloud"
          label={clouds('label')}
          hint={clouds('hint')}
          choices={CLOUD_NAMES.map((value) => ({ value, label: clouds(value) }))}
          defaultValue={chosen.cloud}
        />
        {isNowhere && (
          <Notice kind="attention" still title={t('notInCloud')}>
            {t('notInCloudText')}
          </Notice>
        )}
        <RadioGroup
          id="ask-rooms"
          name="rooms"
          label={t('rooms')}
          defaultValue={chosen.rooms}
          choices={[
            { value: 'delegated', label: t('roomsDelegated'), hint: t('roomsDelegatedHint') },
            {
              value: 'app',
              label: t('roomsApp'),
              hint: t('roomsAppHint'),
              disabled: chosen.type === 'PersonalMicrosoftAccount',
            },
          ]}
        />
        <div>
          <SubmitButton variant="secondary">{t('show')}</SubmitButton>
        </div>
      </form>
    </Card>
  );
}
