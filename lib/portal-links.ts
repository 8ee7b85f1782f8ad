import { CLOUDS, type Cloud } from './microsoft-clouds';

export type PortalLinks = { register: string; secrets: string; permissions: string; enterprise: string };

const REGISTERED = '#view/Microsoft_AAD_RegisteredApps';

/**
 * Where each step is done in the portal of a cloud (entra-oauth §10; the ways inside it are the portal's own addresses, and
 * not documented). Without a client ID they lead to the list of registrations. `demo`: the stand-in's portal instead.
 */
export function portalLinks(cloud: Cloud, clientId: string | null, demo: string | null): PortalLinks {
  if (demo) {
    const app = clientId ? `${demo}/apps/${clientId}` : demo;
    const page = (name: string) => (clientId ? `${app}/${name}` : demo);
    return {
      register: `${demo}/apps/new`,
      ...{ secrets: page('secrets'), permissions: page('permissions'), enterprise: `${demo}/enterprise` },
    };
  }
  const portal = CLOUDS[cloud].portal;
  const list = `${portal}/${REGISTERED}/RegisteredAppsBlade`;
  const blade = (name: string) =>
    clientId ? `${portal}/${REGISTERED}/ApplicationMenuBlade/~/${name}/appId/${clientId}` : list;
  return {
    register: `${portal}/${REGISTERED}/CreateApplicationBlade`,
    ...{ secrets: blade('Credentials'), permissions: blade('CallAnAPI') },
    enterprise: `${portal}/#view/Microsoft_AAD_IAM/StartboardApplicationsMenuBlade/~/AppAppsPreview`,
  };
}
