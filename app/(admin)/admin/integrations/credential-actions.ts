'use server';

import { refresh } from 'next/cache';
import { type FormState, refusedForm } from '@/app/(patron)/form-state';
import { redirectAnew } from '@/app/redirect-anew';
import { currentActor } from '@/lib/auth/actor';
import { fromForm } from '@/lib/parse';
import { pemOfFile } from '@/lib/pem-of-file';
import type { Refusal } from '@/lib/refusal';
import { addCertificate } from '@/lib/usecases/add-certificate';
import { addSecret, makeCertificate } from '@/lib/usecases/add-credential';
import { dropCredential, switchCredential, testCredential } from '@/lib/usecases/switch-credential';

const PAGE = '/admin/integrations';
/** The one in force was refused. */
const TOOK_OVER = 'credentialTookOver';

/** A secret never goes back to the page. */
export async function addSecretAction(_: FormState, form: FormData): Promise<FormState> {
  const { nextSecret, ...raw } = fromForm(form);
  const answer = await addSecret(await currentActor(), { ...raw, nextSecret }, new Date());
  if (!answer.ok) return refusedForm(answer.refusal, raw);
  redirectAnew(`${PAGE}?done=${answer.value.tookOver ? TOOK_OVER : 'secretAdded'}#credential`);
}

export async function makeCertificateAction(): Promise<FormState> {
  return done(await makeCertificate(await currentActor(), new Date()), 'certificateMade');
}

/** Pasted, or as files. The key never goes back to the page. */
export async function addCertificateAction(_: FormState, form: FormData): Promise<FormState> {
  const certificate = await pemFrom(form, 'certificate', 'CERTIFICATE');
  const privateKey = await pemFrom(form, 'privateKey', 'PRIVATE KEY');
  const answer = await addCertificate(await currentActor(), { certificate, privateKey }, new Date());
  if (!answer.ok) return refusedForm(answer.refusal, { certificate: fromForm(form).certificate ?? '' });
  redirectAnew(`${PAGE}?done=${answer.value.tookOver ? TOOK_OVER : 'certificateAdded'}#credential`);
}

/** What was pasted goes before the file. */
async function pemFrom(form: FormData, name: string, label: Parameters<typeof pemOfFile>[1]): Promise<string> {
  const pasted = fromForm(form)[name] ?? '';
  const file = form.get(`${name}File`);
  if (pasted.trim() !== '' || !(file instanceof File) || file.size === 0) return pasted;
  return pemOfFile(new Uint8Array(await file.arrayBuffer()), label);
}

export async function testCredentialAction(): Promise<FormState> {
  const answer = await testCredential(await currentActor(), new Date());
  return done(answer, answer.ok && answer.value.tookOver ? TOOK_OVER : 'credentialTested');
}

export async function switchCredentialAction(): Promise<FormState> {
  return done(await switchCredential(await currentActor(), new Date()), 'credentialSwitched');
}

export async function dropCredentialAction(): Promise<FormState> {
  return done(await dropCredential(await currentActor()), 'credentialDropped');
}

function done(answer: { ok: true } | { ok: false; refusal: Refusal }, word: string): FormState | Promise<FormState> {
  if (!answer.ok) {
    // What Microsoft said of it stands beside it from now on.
    refresh();
    return refusedForm(answer.refusal, {});
  }
  redirectAnew(`${PAGE}?done=${word}#credential`);
}
