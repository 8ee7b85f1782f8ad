import { useTranslations } from 'next-intl';
import { OneFieldForm } from '../one-field-form';
import { testAction } from '../setup-actions';

/** Off to Microsoft, with a room to try if there is one in mind. */
export function PreflightForm({ room, again }: { room: string; again: boolean }) {
  const t = useTranslations('setup.preflight');
  const words = {
    ...{ label: t('room'), hint: t('roomHint'), submit: t(again ? 'again' : 'start'), pending: t('starting') },
    problem: t('errorTitle'),
  };
  return (
    <OneFieldForm
      action={testAction}
      name="room"
      value={room}
      variant={again ? 'secondary' : 'primary'}
      words={words}
    />
  );
}
