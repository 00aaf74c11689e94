import { TENANT_ID } from '../sma/models.ts';
import { SmaClientError } from './errors.ts';



const DEFAULT_PORT = '9090';
const GUID = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i;

/**
 * The service root, with a trailing slash, of what a person typed: an endpoint (`https://host`, then port 9090),
 * an endpoint with a port, or a full root (sma-rest-api.md 1.1, 8.1 rule 1). Fails with code `BadOptions`.
 */
export function normalizeRoot(text: string, allowPlainHttp = false): string {
  const trimmed = text.trim();
  const url = URL.parse(/^[a-z][a-z0-9+.-]*:\/\//i.test(trimmed) ? trimmed : `https://${trimmed}`);
  if (trimmed === '' || url === null) throw bad(`"${trimmed}" is not a server address; write it as https://host:9090.`);
  if (url.protocol !== 'https:' && url.protocol !== 'http:') throw bad(`An SMA server is reached over https, not ${url.protocol.slice(0, -1)}; write the address as https://host:9090.`);
  if (url.username !== '' || url.password !== '') throw bad('The address holds a user name or password; give them separately, so that they are not stored or shown with it.');
  if (url.protocol === 'http:' && !allowPlainHttp && !isLoopback(url.hostname)) {
    throw bad(`http://${url.host} would send the password unprotected over the network; use https.`);
  }
  const segments = url.pathname.split('/').filter((segment) => segment !== '');
  const tenant = segments.findIndex((segment) => GUID.test(segment));
  const path = tenant === -1 ? [...segments, TENANT_ID] : segments.slice(0, tenant + 1);
  const port = url.port !== '' || hasExplicitPort(trimmed) || tenant !== -1 ? url.port : DEFAULT_PORT;
  return `${url.protocol}//${url.hostname}${port === '' ? '' : `:${port}`}/${path.join('/')}/`;
}

/** True for names of this machine itself, where traffic does not leave it. */
export function isLoopback(hostname: string): boolean {
  const name = hostname.replace(/^\[|\]$/g, '').toLowerCase();
  return name === 'localhost' || name === '::1' || /^127(\.\d{1,3}){3}$/.test(name);
}

// URL drops ":443" of https; a person who wrote it meant it.
const hasExplicitPort = (text: string): boolean => /^(?:[a-z][a-z0-9+.-]*:\/\/)?(?:\[[^\]]*\]|[^/:?#]*):\d+/i.test(text);

const bad = (message: string): SmaClientError => new SmaClientError('BadOptions', message);
