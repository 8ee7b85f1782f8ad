import type { FormState } from '@/app/(patron)/form-state';

/** What a field shows: as it was typed when the answer was no, else as it is saved. */
export type FormFields = {
  text: (name: string, saved: string | number) => string;
  ticked: (name: string, saved: boolean) => boolean;
  error: (name: string) => string | undefined;
};

export function formFields({ values, fields }: Pick<FormState, 'values' | 'fields'>): FormFields {
  const wasSent = Object.keys(values).length > 0;
  return {
    text: (name, saved) => values[name] ?? String(saved),
    // An empty box sends nothing.
    ticked: (name, saved) => (wasSent ? values[name] === 'on' : saved),
    error: (name) => fields[name],
  };
}

/** 510 as '08:30'; past midnight as the clock shows it. */
export const clockOf = (minute: number) =>
  `${String(Math.floor((minute % 1440) / 60)).padStart(2, '0')}:${String(minute % 60).padStart(2, '0')}`;
