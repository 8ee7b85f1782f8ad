/**
 * What a client of the API may do, by LibCal's own words (libcal-api §2); `ap_w` is ours: LibCal cannot book appointments
 * by its API. LibCal's other modules are not served.
 */
export const API_SCOPES = ['sp_r', 'sp_w', 'ap_r', 'ap_w', 'h_r'] as const;

export type ApiScope = (typeof API_SCOPES)[number];

export const isApiScope = (text: string): text is ApiScope => (API_SCOPES as readonly string[]).includes(text);
