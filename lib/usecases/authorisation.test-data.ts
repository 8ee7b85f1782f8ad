/**
 * Who may ask what: every use case that takes an actor stands in one line, and `authorisation.db.test.ts` asks each of them
 * as everybody. `patron` is whose bookings are asked about, `otherPatron` is not. `staff`, `manager`, `reader` and `mediator` are of the location that the things asked about are of, those
 * elsewhere of another one. What is listed may be asked; all others hear `not_allowed`.
 */
export const EVERYBODY = [
  ...['guest', 'patron', 'otherPatron', 'reader', 'staff', 'staffElsewhere', 'mediator', 'manager'],
  ...['managerElsewhere', 'admin', 'client'],
] as const;
export type Who = (typeof EVERYBODY)[number];

const DESK_HERE = 'staff manager admin';
const DESK = 'staff staffElsewhere manager managerElsewhere admin';

export const GROUPS = {
  everybody: EVERYBODY.join(' '),
  /** Under somebody’s address: guests, whose it is, and those who book for others there. */
  bookers: `guest patron ${DESK_HERE} client`,
  /** Whoever has an account. */
  people: `patron otherPatron reader mediator ${DESK}`,
  /** Whose booking it is, and those who see to bookings there. */
  holder: `patron ${DESK_HERE} client`,
  /** Only looking, here; and lists, which show one's own locations. */
  seesHere: `reader mediator ${DESK_HERE}`,
  sees: `reader mediator ${DESK}`,
  deskHere: DESK_HERE,
  desk: DESK,
  mediatorHere: 'mediator manager admin',
  managerHere: 'manager admin',
  managers: 'manager managerElsewhere admin',
  admin: 'admin',
  /** Whose draft it is; and whose page. */
  maker: 'staff',
  ownPage: 'staff admin',
  /** Programs; and, of the whole library, whose role counts everywhere. */
  programs: 'admin client',
  program: 'client',
} as const;
export type Group = keyof typeof GROUPS;

/** Names of use cases; `viewFeatures@view-features` where two files have one name; `=space`: what its field `id` is of. */
export const TABLE: Record<Group, string> = {
  everybody: `bookAppointment bookWithTeam extendHold findPeople holdAppointment
    holdSpaces searchSpaces viewAppointmentQuestions viewBarred viewBasket viewDoor viewFeatures@view-features
    viewFilterChoices viewInstead viewListedSpaces viewLocationHours viewNextFree viewNicknames viewOpening
    viewPersonSlots viewPicture viewSpaceDay viewSpaceWeek viewSpace viewTeam viewVisit searchForProgram viewBooking`,
  bookers: 'bookSpace',
  people: `forgetOwnPast viewMyBookings viewOwnData takeOwnData takeOwnCalendar viewOwnSessions endOwnSession
    endOtherSessions`,
  maker: 'decideSeries dropDraft',
  ownPage: 'makeFeed:own revokeFeed:own=ownFeed',
  holder: `cancelVisit viewAppointmentChange cancelBooking changeBooking refuseNewTime viewBookingCalendar
    viewChange checkIn checkOut findCheckIn`,
  seesHere: 'viewDeskBooking viewStaffFacts viewTimeline viewSeries',
  sees: 'viewDeskDay viewDeskToday viewSeriesList viewBlocks viewRequests viewCases viewBans',
  deskHere: `keepCause bookAppointmentFor bookTeamFor cancelSeries changeBan markNoShowByStaff moveByStaff noteBooking proposeSeries
    withdrawByStaff writeBookingAgain banPatron decideCase`,
  desk: `findPatrons viewAppointmentDesk viewBanForm viewSeriesForm viewOwnFeeds chooseCalendar
    connectOutlook disconnectConnection previewFreeBusy previewMyCalendar readMoreCalendars renewCalendars saveFreeBusy
    viewMyCalendar`,
  mediatorHere: 'decideRequest',
  managerHere: `askCalendar tendCalendar viewCalendarHealth viewCategoryKinds viewQuestions changeSpaceLink
    decideHoursChange viewHoursChange changeDoorKey giveAppointmentPage makeSeats=space
    movePersonToCategory=person previewMailTemplate proposeHoursChange removeSeats=space revokeSpaceLink saveCancelMail
    saveCategoryRules saveCategory=category saveCheckIn saveLocationLimits saveLocation=location saveMailTemplate
    resetMailTemplate saveMediators=location savePicture=space removePicture=space saveQuestion=question
    removeQuestion=question saveReminder saveSpaceParts=space saveSpace=space saveSyncPolicy saveZone=zone removeZone=zone
    viewDeactivation=location setActive=location viewHours=location viewWeek=location viewMailTemplate viewLocation=location
    viewCategory=category viewCategoryRules viewLocationLimits viewSpaceForm=space viewSpaceLink linkSpaceToRoom
    previewSpaceLink saveKind=kind viewKind=kind viewWithdrawal=kind setOffered=kind moveInOrder=space
    saveAppointmentSettings=person viewAppointmentSettings=person viewPersonKinds=person arrangeAppointmentPlace
    endAvailabilityRule copyWeek removeAbsence saveAbsence saveAppointmentPlace saveAvailabilityRule
    viewAppointmentPlaces viewAvailabilityForm viewAvailability askedStatistics viewSpaceStatistics
    viewDemandStatistics viewAppointmentStatistics exportStatistics`,
  managers: `findRooms viewAdminSpaces viewAppointmentAdmin viewNewPage viewCatalogue viewCheckInRules viewHoursPlaces
    viewMailTemplates viewMediators viewRules viewSync viewWorkers`,
  admin: `activateIntegration deactivateIntegration changeRoomMode disconnectIntegration saveIntegration stopRemoval
    viewIntegration saveAlerts testAlerts viewAlerts viewAccounts viewHealthHistory exportTable previewImport importTable
    saveFeature removeFeature savePatronGroup removePatronGroup viewFeatures@view-catalogue viewPatronGroups
    saveAppointmentGroup viewAppointmentGroup invitePerson sendInvitationAgain withdrawInvitation savePerson=account
    setPersonOpen=account endSessionOf=account viewPerson=account viewInvitationForm viewPeople saveSignInMethods
    saveSignInProvider copySignInProvider saveOidcProvider forgetOidcProvider viewAudit exportAudit makeApiClient
    changeClient renewApiSecret endApiTokens revokeApiClient viewApiClients makeWebhook changeWebhook renewWebhookSecret
    switchWebhook removeWebhook resendDelivery viewWebhooks viewWebhook viewFeeds addEmbedOrigin removeEmbedOrigin
    viewEmbeds savePrivacy viewPrivacy viewScrubReport saveMailWay sendTestMail settleMailProblem viewMailProblems
    viewMailWay addSecret makeCertificate addCertificate describeConnector lookUpDirectory saveOpenReading viewPreflight
    startPreflight viewUntakenWebhooks disconnectEverything makeFeed revokeFeed=spaceFeed testCredential switchCredential dropCredential
    viewCredentials`,
  programs: `viewAppointmentForms viewAskedQuestions viewFormOfPerson viewAppointmentPeople viewAllKinds
    viewFreeAppointments viewListedAppointments viewSpaceBookings viewNamedSpaceBookings viewChangedSpaceBookings
    viewPlaces viewSpaceForms viewSpaceQuestions viewUtilization bookAppointmentByClient cancelAppointmentByClient
    cancelByClient`,
  program: 'moveByClient',
};

/** Not there for whom they are not: of what is elsewhere it is not even said that it is. */
export const HIDDEN: ReadonlySet<string> = new Set(['viewCalendarHealth', 'bookTeamFor']);

/** Parts of use cases that take an actor: no page, action or endpoint has them, and what they are parts of is asked. */
export const PARTS: ReadonlySet<string> = new Set([
  ...['appointmentAct', 'catalogueAct', 'wantedAppointment', 'changeAvailability', 'completeForm', 'spacesTogether'],
  ...['holdItems', 'askRegistration'],
]);

const AT = { at: new Date('2026-11-24T15:00:00Z') };

/** Forms that are read as a whole, and so are not found field by field. */
export const FORMS: Record<string, (things: Record<string, number>) => object> = {
  bookAppointmentByClient: ({ person }) => ({
    userId: person,
    start: AT,
    givenName: 'Sam',
    familyName: 'Reed',
    email: 'sam@example.org',
  }),
  bookSpace: ({ space }) => ({
    ...{ spaceId: space, start: '2026-11-24T15:00:00Z', end: '2026-11-24T16:00:00Z' },
    ...{ name: 'Rosa', email: 'rosa@example.org' },
  }),
  moveByClient: () => ({ publicId: 'bkng2345', start: AT, to: { at: new Date('2026-11-24T16:00:00Z') } }),
  askCalendar: ({ link }) => ({ linkId: link, check: 'dry_run' }),
  tendCalendar: ({ link }) => ({ linkId: link, act: 'sync' }),
  decideSeries: ({ draft }) => ({ seriesId: `${draft}` }),
  dropDraft: ({ draft }) => ({ seriesId: `${draft}` }),
  bookTeamFor: ({ location, kind }) => ({
    ...{ whom: `location:${location}`, kind: `${kind}`, date: '2026-11-26', start: '09:30', minutes: '30' },
    ...{ name: 'Sam', email: 'sam@example.org' },
  }),
  connectOutlook: () => ({ purpose: 'own', writes: 'on' }),
  exportTable: () => ({ kind: 'spaces' }),
  proposeHoursChange: ({ location }) => ({ level: 'location', id: `${location}`, kind: 'inherit' }),
  proposeSeries: ({ space }) => ({
    ...{ spaces: `${space}`, date: '2026-11-24', start: '10:00', minutes: '60', name: 'Sam', email: 'sam@example.org' },
  }),
  makeApiClient: () => ({ name: 'Door sign', scopes: ['sp_r'] }),
  changeClient: () => ({ clientId: 1, name: 'Door sign', scopes: ['sp_r'] }),
  saveAvailabilityRule: ({ person }) => ({
    ...{ person, repeat: 'daily', from: '2026-11-24', start: '09:00', end: '10:00' },
  }),
  saveCategoryRules: ({ category }) => ({
    ...{ categoryId: category, fixedPeriods: 'no', stepMinutes: '30', minMinutes: '30', maxMinutes: '120' },
    ...{ defaultMinutes: '60', minNoticeMinutes: '0', windowDays: '14', rolloverMinute: '00:00', cancelByMinutes: '0' },
    ...{ setupMinutes: '0', cleanupMinutes: '0', gapMinutes: '0', gapScope: 'category', signInRequired: 'no' },
  }),
  saveFreeBusy: () => ({ 'inPerson-allDay': 'never', 'online-allDay': 'never' }),
  saveIntegration: () => ({
    ...{ clientId: '4bb4b1b2-3d40-4a6f-9a4c-6d4f0e3c0f10', secret: 'x~secret', accountType: 'AzureADMyOrg' },
    tenant: 'library.example',
  }),
  saveSignInProvider: () => ({
    ...{ clientId: '4bb4b1b2-3d40-4a6f-9a4c-6d4f0e3c0f10', secret: 'x~secret', 'tenants.0.tenant': 'library.example' },
  }),
  saveLocationLimits: ({ location }) => ({ locationId: location }),
  saveMailWay: () => ({ via: 'smtp' }),
  saveOidcProvider: () => ({ issuer: 'https://127.0.0.1:9/x', clientId: 'x', secret: 'a secret', label: 'Campus' }),
  makeWebhook: () => ({ name: 'Screens', url: 'https://site.example/hook', events: 'created' }),
  changeWebhook: () => ({ id: 1, name: 'Screens', url: 'https://site.example/hook', events: 'created' }),
  keepCause: (things) => ({ cases: `[[${things.case},"x"]]` }),
  settleMailProblem: () => ({ id: 1, act: 'again' }),
  stopRemoval: () => ({ linkId: 1, id: 1, how: 'undo' }),
  viewWeek: ({ location }) => ({ level: 'location', id: location, weekId: 'new' }),
  viewMailTemplate: ({ location }) => ({ template: 'booking_confirmed', location }),
  viewChangedSpaceBookings: () => ({ since: new Date('2026-11-20T11:00:00Z') }),
};

/** Those lead to Microsoft: they are asked last, when no integration is set up and nothing answers. */
export const LEADING_OUT: ReadonlySet<string> = new Set([
  ...['activateIntegration', 'saveIntegration', 'changeRoomMode', 'connectOutlook', 'findRooms', 'linkSpaceToRoom'],
  ...['previewFreeBusy', 'previewMyCalendar', 'previewSpaceLink', 'renewCalendars', 'copySignInProvider'],
  ...['saveSignInProvider', 'saveOidcProvider', 'startPreflight', 'testCredential', 'switchCredential', 'addSecret'],
  ...[
    'makeCertificate',
    'viewCredentials',
    'viewPreflight',
    'viewIntegration',
    'viewMyCalendar',
    'viewSpaceLink',
    'lookUpDirectory',
  ],
  ...['moveByStaff', 'moveByClient', 'changeBooking', 'decideCase', 'saveMailWay', 'disconnectEverything'],
  ...['disconnectIntegration', 'deactivateIntegration', 'addCertificate'],
]);

/** They write, and nothing in the audit log: drafts, which are on record when they are decided; and ways out to Microsoft. */
export const RECORDED_ELSEWHERE: ReadonlySet<string> = new Set([
  ...['proposeSeries', 'dropDraft', 'proposeHoursChange', 'connectOutlook', 'renewCalendars'],
]);
