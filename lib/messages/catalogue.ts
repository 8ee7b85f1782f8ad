import enAdmin from './en/admin.json';
import enCases from './en/cases.json';
import enDemo from './en/demo.json';
import enDesk from './en/desk.json';
import enGallery from './en/gallery.json';
import enMail from './en/mail.json';
import enMails from './en/mails.json';
import enPatron from './en/patron.json';
import enRefusal from './en/refusal.json';
import enShell from './en/shell.json';
import enSignIn from './en/signIn.json';
import enUi from './en/ui.json';
import esAdmin from './es/admin.json';
import esCases from './es/cases.json';
import esDemo from './es/demo.json';
import esDesk from './es/desk.json';
import esGallery from './es/gallery.json';
import esMail from './es/mail.json';
import esMails from './es/mails.json';
import esPatron from './es/patron.json';
import esRefusal from './es/refusal.json';
import esShell from './es/shell.json';
import esSignIn from './es/signIn.json';
import esUi from './es/ui.json';
import type { Locale } from './locales';

const en = {
  admin: enAdmin,
  cases: enCases,
  demo: enDemo,
  desk: enDesk,
  gallery: enGallery,
  mail: enMail,
  mails: enMails,
  patron: enPatron,
  refusal: enRefusal,
  shell: enShell,
  signIn: enSignIn,
  ui: enUi,
};

/** The shape of every language is the shape of English: a key that Spanish lacks does not compile. */
export type Messages = typeof en;
export type Namespace = keyof Messages;

const es: Messages = {
  admin: esAdmin,
  cases: esCases,
  demo: esDemo,
  desk: esDesk,
  gallery: esGallery,
  mail: esMail,
  mails: esMails,
  patron: esPatron,
  refusal: esRefusal,
  shell: esShell,
  signIn: esSignIn,
  ui: esUi,
};

/** Every word a person reads, by language. Loaded whole: words are small, and a page needs one language only. */
export const catalogue: Record<Locale, Messages> = { en, es };

/** The namespaces that components running in the browser may use; everything else stays on the server. */
export function clientMessages(messages: Messages): Pick<Messages, 'ui'> {
  return { ui: messages.ui };
}
