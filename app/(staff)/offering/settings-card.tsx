import { getTranslations } from 'next-intl/server';
import { Card } from '@/app/_ui/card';
import { CatalogueForm } from '@/app/(admin)/admin/catalogue/catalogue-form';
import type { AppointmentSettingsView } from '@/lib/usecases/view-appointment-settings';
import { saveSettingsAction } from './actions';
import { formWords } from './form-words';
import { settingsFields } from './settings-fields';

/** The form of what a person says about all their appointments. */
export async function SettingsCard({ page, at }: { page: AppointmentSettingsView; at: 'desk' | 'admin' }) {
  const t = await getTranslations('appointmentAdmin.settings');
  return (
    <Card title={t('title')} id="settings">
      <CatalogueForm
        // What was saved is shown anew: a form keeps what it began with.
        key={JSON.stringify(page)}
        action={saveSettingsAction}
        fields={await settingsFields(page)}
        hidden={{ id: page.id, at }}
        words={await formWords()}
      />
    </Card>
  );
}
