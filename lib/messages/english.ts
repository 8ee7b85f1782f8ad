import admin from './en/admin.json';
import api from './en/api.json';
import apiDocs from './en/apiDocs.json';
import appointmentAdmin from './en/appointmentAdmin.json';
import appointmentBooking from './en/appointmentBooking.json';
import appointmentDesk from './en/appointmentDesk.json';
import appointmentMail from './en/appointmentMail.json';
import appointmentStatistics from './en/appointmentStatistics.json';
import appointments from './en/appointments.json';
import audit from './en/audit.json';
import availability from './en/availability.json';
import bans from './en/bans.json';
import caseAnswers from './en/caseAnswers.json';
import cases from './en/cases.json';
import catalogue from './en/catalogue.json';
import change from './en/change.json';
import checkIn from './en/checkIn.json';
import demand from './en/demand.json';
import demo from './en/demo.json';
import desk from './en/desk.json';
import door from './en/door.json';
import embed from './en/embed.json';
import feeds from './en/feeds.json';
import finding from './en/finding.json';
import findPeople from './en/findPeople.json';
import gallery from './en/gallery.json';
import health from './en/health.json';
import hours from './en/hours.json';
import hoursWidget from './en/hoursWidget.json';
import mail from './en/mail.json';
import mails from './en/mails.json';
import mediation from './en/mediation.json';
import microsoft from './en/microsoft.json';
import move from './en/move.json';
import myCalendar from './en/myCalendar.json';
import onlineMeetings from './en/onlineMeetings.json';
import ownSessions from './en/ownSessions.json';
import patron from './en/patron.json';
import people from './en/people.json';
import privacy from './en/privacy.json';
import readOnly from './en/readOnly.json';
import refusal from './en/refusal.json';
import rules from './en/rules.json';
import series from './en/series.json';
import setup from './en/setup.json';
import shell from './en/shell.json';
import showAs from './en/showAs.json';
import signIn from './en/signIn.json';
import signInTenants from './en/signInTenants.json';
import statistics from './en/statistics.json';
import tending from './en/tending.json';
import ui from './en/ui.json';
import webhooks from './en/webhooks.json';

/** Every word in English, by namespace. */
export const en = {
  admin,
  api,
  apiDocs,
  appointmentAdmin,
  appointmentBooking,
  appointmentDesk,
  appointmentMail,
  appointments,
  appointmentStatistics,
  audit,
  availability,
  bans,
  caseAnswers,
  cases,
  catalogue,
  change,
  checkIn,
  demand,
  demo,
  desk,
  door,
  embed,
  feeds,
  finding,
  findPeople,
  gallery,
  health,
  hours,
  hoursWidget,
  mail,
  mails,
  mediation,
  move,
  myCalendar,
  onlineMeetings,
  ownSessions,
  patron,
  people,
  privacy,
  readOnly,
  refusal: { ...refusal, microsoft },
  rules,
  series,
  setup,
  shell,
  showAs,
  signIn,
  signInTenants,
  statistics,
  tending,
  ui,
  webhooks,
};

/** The shape of every language is the shape of English: a key that Spanish lacks does not compile. */
export type Messages = typeof en;
export type Namespace = keyof Messages;
