import enAdmin from './en/admin.json';
import enAppointmentAdmin from './en/appointmentAdmin.json';
import enAppointmentBooking from './en/appointmentBooking.json';
import enAppointmentDesk from './en/appointmentDesk.json';
import enAppointmentMail from './en/appointmentMail.json';
import enAppointments from './en/appointments.json';
import enAvailability from './en/availability.json';
import enBans from './en/bans.json';
import enCaseAnswers from './en/caseAnswers.json';
import enCases from './en/cases.json';
import enCatalogue from './en/catalogue.json';
import enChange from './en/change.json';
import enCheckIn from './en/checkIn.json';
import enDemo from './en/demo.json';
import enDesk from './en/desk.json';
import enDoor from './en/door.json';
import enEmbed from './en/embed.json';
import enFinding from './en/finding.json';
import enFindPeople from './en/findPeople.json';
import enGallery from './en/gallery.json';
import enHours from './en/hours.json';
import enMail from './en/mail.json';
import enMails from './en/mails.json';
import enMediation from './en/mediation.json';
import enMove from './en/move.json';
import enMyCalendar from './en/myCalendar.json';
import enOnlineMeetings from './en/onlineMeetings.json';
import enPatron from './en/patron.json';
import enPrivacy from './en/privacy.json';
import enRefusal from './en/refusal.json';
import enRules from './en/rules.json';
import enSeries from './en/series.json';
import enShell from './en/shell.json';
import enShowAs from './en/showAs.json';
import enSignIn from './en/signIn.json';
import enUi from './en/ui.json';
import esAdmin from './es/admin.json';
import esAppointmentAdmin from './es/appointmentAdmin.json';
import esAppointmentBooking from './es/appointmentBooking.json';
import esAppointmentDesk from './es/appointmentDesk.json';
import esAppointmentMail from './es/appointmentMail.json';
import esAppointments from './es/appointments.json';
import esAvailability from './es/availability.json';
import esBans from './es/bans.json';
import esCaseAnswers from './es/caseAnswers.json';
import esCases from './es/cases.json';
import esCatalogue from './es/catalogue.json';
import esChange from './es/change.json';
import esCheckIn from './es/checkIn.json';
import esDemo from './es/demo.json';
import esDesk from './es/desk.json';
import esDoor from './es/door.json';
import esEmbed from './es/embed.json';
import esFinding from './es/finding.json';
import esFindPeople from './es/findPeople.json';
import esGallery from './es/gallery.json';
import esHours from './es/hours.json';
import esMail from './es/mail.json';
import esMails from './es/mails.json';
import esMediation from './es/mediation.json';
import esMove from './es/move.json';
import esMyCalendar from './es/myCalendar.json';
import esOnlineMeetings from './es/onlineMeetings.json';
import esPatron from './es/patron.json';
import esPrivacy from './es/privacy.json';
import esRefusal from './es/refusal.json';
import esRules from './es/rules.json';
import esSeries from './es/series.json';
import esShell from './es/shell.json';
import esShowAs from './es/showAs.json';
import esSignIn from './es/signIn.json';
import esUi from './es/ui.json';
import type { Locale } from './locales';

const en = {
  admin: enAdmin,
  appointmentAdmin: enAppointmentAdmin,
  appointmentBooking: enAppointmentBooking,
  appointments: enAppointments,
  availability: enAvailability,
  appointmentMail: enAppointmentMail,
  appointmentDesk: enAppointmentDesk,
  bans: enBans,
  caseAnswers: enCaseAnswers,
  cases: enCases,
  catalogue: enCatalogue,
  change: enChange,
  checkIn: enCheckIn,
  demo: enDemo,
  desk: enDesk,
  door: enDoor,
  embed: enEmbed,
  finding: enFinding,
  findPeople: enFindPeople,
  gallery: enGallery,
  hours: enHours,
  mail: enMail,
  mails: enMails,
  mediation: enMediation,
  move: enMove,
  myCalendar: enMyCalendar,
  onlineMeetings: enOnlineMeetings,
  patron: enPatron,
  privacy: enPrivacy,
  refusal: enRefusal,
  rules: enRules,
  series: enSeries,
  shell: enShell,
  showAs: enShowAs,
  signIn: enSignIn,
  ui: enUi,
};

/** The shape of every language is the shape of English: a key that Spanish lacks does not compile. */
export type Messages = typeof en;
export type Namespace = keyof Messages;

const es: Messages = {
  admin: esAdmin,
  appointmentAdmin: esAppointmentAdmin,
  appointmentBooking: esAppointmentBooking,
  appointments: esAppointments,
  availability: esAvailability,
  appointmentMail: esAppointmentMail,
  appointmentDesk: esAppointmentDesk,
  bans: esBans,
  caseAnswers: esCaseAnswers,
  cases: esCases,
  catalogue: esCatalogue,
  change: esChange,
  checkIn: esCheckIn,
  demo: esDemo,
  desk: esDesk,
  door: esDoor,
  embed: esEmbed,
  finding: esFinding,
  findPeople: esFindPeople,
  gallery: esGallery,
  hours: esHours,
  mail: esMail,
  mails: esMails,
  mediation: esMediation,
  move: esMove,
  myCalendar: esMyCalendar,
  onlineMeetings: esOnlineMeetings,
  patron: esPatron,
  privacy: esPrivacy,
  refusal: esRefusal,
  rules: esRules,
  series: esSeries,
  shell: esShell,
  showAs: esShowAs,
  signIn: esSignIn,
  ui: esUi,
};

/** Every word a person reads, by language. Loaded whole: words are small, and a page needs one language only. */
export const catalogue: Record<Locale, Messages> = { en, es };

/** The namespaces that components running in the browser may use; everything else stays on the server. */
export function clientMessages(messages: Messages): Pick<Messages, 'ui'> {
  return { ui: messages.ui };
}
