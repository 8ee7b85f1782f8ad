import { useTranslations } from 'next-intl';
import { CheckGroup } from '@/app/_ui/check-group';
import { ConfirmDialog } from '@/app/_ui/confirm-dialog';
import { Dialog } from '@/app/_ui/dialog';
import { ErrorSummary } from '@/app/_ui/error-summary';
import { RadioGroup } from '@/app/_ui/radio-group';
import { SecretField } from '@/app/_ui/secret-field';
import { SelectField } from '@/app/_ui/select-field';
import { SubmitButton } from '@/app/_ui/submit-button';
import { Switch } from '@/app/_ui/switch';
import { TextAreaField } from '@/app/_ui/text-area-field';
import { TextField } from '@/app/_ui/text-field';
import { waitAMoment } from './wait-a-moment';

/** What is written into, chosen from and sent. */
export function Forms({ theme }: { theme: string }) {
  const t = useTranslations('gallery');
  const id = (name: string) => `${theme}-${name}`;
  return (
    <form action={waitAMoment} noValidate className="flex flex-col gap-6">
      {theme === 'light' && <ErrorSummary errors={[{ id: id('faulty'), message: t('fieldError') }]} />}
      <TextField id={id('name')} name="name" label={t('fieldName')} hint={t('fieldHint')} defaultValue="Maren Holt" />
      <TextField
        id={id('faulty')}
        name="faulty"
        label={t('fieldId')}
        error={t('fieldError')}
        mono
        defaultValue="1234"
      />
      <TextField id={id('spare')} name="spare" label={t('fieldSpare')} optional />
      <TextAreaField id={id('note')} name="note" label={t('fieldNote')} optional />
      <SecretField id={id('secret')} name="secret" label={t('fieldSecret')} />
      <SecretField id={id('kept')} name="kept" label={t('fieldSecret')} stored />
      <SelectField
        id={id('select')}
        name="select"
        label={t('fieldSelect')}
        prompt={t('prompt')}
        choices={[
          { value: 'a', label: t('choiceA') },
          { value: 'b', label: t('choiceB') },
        ]}
      />
      <RadioGroup
        id={id('radio')}
        name={id('radio')}
        label={t('fieldRadio')}
        hint={t('fieldHint')}
        defaultValue="a"
        choices={[
          { value: 'a', label: t('choiceA'), hint: t('choiceHint') },
          { value: 'b', label: t('choiceB') },
          { value: 'c', label: t('disabled'), disabled: true },
        ]}
      />
      <CheckGroup
        id={id('checks')}
        name={id('checks')}
        label={t('fieldChecks')}
        hint={t('fieldHint')}
        defaultValues={['a']}
        choices={[
          { value: 'a', label: t('choiceA') },
          { value: 'b', label: t('choiceB') },
        ]}
      />
      <CheckGroup
        id={id('checks-faulty')}
        name={id('checks-faulty')}
        label={t('fieldChecks')}
        error={t('prompt')}
        choices={[{ value: 'a', label: t('choiceA') }]}
      />
      <Switch
        id={id('on')}
        name="on"
        label={t('switchOn')}
        hint={t('fieldHint')}
        defaultChecked
        onLabel={t('on')}
        offLabel={t('off')}
      />
      <Switch id={id('off')} name="off" label={t('switchOff')} />
      <Switch id={id('fixed')} name="fixed" label={t('disabled')} disabled />
      <div className="flex flex-wrap gap-3">
        <SubmitButton pendingLabel={t('saving')}>{t('save')}</SubmitButton>
        <Dialog trigger={t('openDialog')} title={t('dialogTitle')}>
          {t('noticeText')}
        </Dialog>
        <ConfirmDialog
          trigger={t('disconnect')}
          title={t('confirmTitle')}
          consequence={t('consequence')}
          confirmLabel={t('disconnect')}
          action={waitAMoment}
        />
      </div>
    </form>
  );
}
