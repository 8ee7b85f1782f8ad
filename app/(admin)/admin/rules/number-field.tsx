import type { ReactNode } from 'react';
import { TextField } from '@/app/_ui/text-field';
import type { FormFields } from './form-fields';

type Props = {
  form: FormFields;
  name: string;
  label: ReactNode;
  hint?: ReactNode;
  saved: number;
  least: number;
  most: number;
};

/** A whole number within bounds. */
export const NumberField = ({ form, name, label, hint, saved, least, most }: Props) => (
  <TextField
    name={name}
    label={label}
    hint={hint}
    error={form.error(name)}
    defaultValue={form.text(name, saved)}
    type="number"
    inputMode="numeric"
    min={least}
    max={most}
  />
);
