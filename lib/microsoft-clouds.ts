/** Microsoft's clouds (entra-oauth §10): each has its own sign-in, its own Graph and its own portal. */
export const CLOUDS = {
  global: {
    login: 'https://login.microsoftonline.com',
    graph: 'https://graph.microsoft.com',
    portal: 'https://portal.azure.com',
  },
  us_gov: {
    login: 'https://login.microsoftonline.us',
    graph: 'https://graph.microsoft.us',
    portal: 'https://portal.azure.us',
  },
  us_dod: {
    login: 'https://login.microsoftonline.us',
    graph: 'https://dod-graph.microsoft.us',
    portal: 'https://portal.azure.us',
  },
  china: {
    login: 'https://login.partner.microsoftonline.cn',
    graph: 'https://microsoftgraph.chinacloudapi.cn',
    portal: 'https://portal.azure.cn',
  },
} as const;

export type Cloud = keyof typeof CLOUDS;
export const CLOUD_NAMES = Object.keys(CLOUDS) as Cloud[];

/** As a row has it; what no version of this program wrote is the world's cloud. */
export const cloudOf = (text: string | null | undefined): Cloud =>
  CLOUD_NAMES.find((cloud) => cloud === text) ?? 'global';
