import { SmaClientError } from '../errors.ts';
import type { Authentication } from '../options.ts';

/**
 * The Authorization header of a request, made anew each time so that no secret is kept.
 * Basic is RFC 7617 with UTF-8; IIS wants `DOMAIN\user` or `user@domain` (sma-rest-api.md 1.5).
 */
export async function authorizationHeader(authentication: Authentication, signal: AbortSignal): Promise<string | undefined> {
  switch (authentication.kind) {
    case 'none':
      return undefined;
    case 'basic': {
      const { user, password } = await authentication.credentials(signal);
      // RFC 7617 section 2: a colon would end the user name early, control characters are not allowed.
      if (user.includes(':')) throw new SmaClientError('BadOptions', `The user name "${user}" holds a colon, which Basic authentication cannot carry; use DOMAIN\\user or user@domain.`);
      // eslint-disable-next-line no-control-regex -- control characters are what is looked for
      if (/[\u0000-\u001f\u007f]/.test(user + password)) throw new SmaClientError('BadOptions', 'The user name or password holds a control character (a line end, perhaps), which Basic authentication cannot carry; enter it again.');
      return `Basic ${Buffer.from(`${user}:${password}`, 'utf8').toString('base64')}`;
    }
  }
}
