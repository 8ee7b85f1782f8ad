'use server';

import { redirect } from 'next/navigation';
import { getTranslations } from 'next-intl/server';
import { type FormState, refusedForm } from '@/app/(patron)/form-state';
import { currentActor } from '@/lib/auth/actor';
import { fromForm } from '@/lib/parse';
import { importTable, previewImport } from '@/lib/usecases/import-table';
import { type ImportReport, importReport } from './import-report';

export type ImportState = FormState & { report: ImportReport | null };

/** A look at the file: nothing is saved. */
export async function previewImportAction(_: ImportState, form: FormData): Promise<ImportState> {
  const file = form.get('table');
  const kind = String(form.get('kind') ?? '');
  const bytes = file instanceof File ? await file.arrayBuffer() : new ArrayBuffer(0);
  const table = textOf(bytes);
  if (table === null) {
    const t = await getTranslations('catalogue.import');
    return { message: null, fields: { table: t('notText') }, values: { kind }, report: null };
  }
  const answer = await previewImport(await currentActor(), { kind, table }, new Date());
  if (!answer.ok) return { ...(await refusedForm(answer.refusal, { kind })), report: null };
  return { message: null, fields: {}, values: { kind }, report: await importReport(kind, table, answer.value) };
}

export async function importAction(_: FormState, form: FormData): Promise<FormState> {
  const answer = await importTable(await currentActor(), fromForm(form), new Date());
  if (!answer.ok) return refusedForm(answer.refusal, {});
  redirect('/admin/catalogue?done=imported');
}

/** Null: not UTF-8, so letters would be lost. */
function textOf(bytes: ArrayBuffer): string | null {
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(bytes);
  } catch {
    return null;
  }
}
