/** Microsoft.PowerShell.Commands.PSUserAgent: the browsers that a script can say it is. */
import { current } from '../../runtime/run/current.ts';
import { laterType } from '../../runtime/types/netType.ts';
import { T, named } from '../../runtime/types/t.ts';

const about = (): string => {
  const { platform } = current().host.environment, [name, system] = platform === 'win32' ? ['Windows NT 10.0', 'Microsoft Windows 10.0'] : platform === 'darwin' ? ['Macintosh', 'Darwin'] : ['Linux', 'Linux'];
  return `${name}; ${system}; en-US`;
};
const agent = (text: () => string) => ({ type: T.String, get: text });
laterType<never>(named('Microsoft.PowerShell.Commands.PSUserAgent'), () => ({
  statics: {
    InternetExplorer: agent(() => `Mozilla/5.0 (compatible; MSIE 9.0; ${about()})`), FireFox: agent(() => `Mozilla/5.0 (${about()}) Gecko/20100401 Firefox/4.0`),
    Chrome: agent(() => `Mozilla/5.0 (${about()}) AppleWebKit/534.6 (KHTML, like Gecko) Chrome/7.0.500.0 Safari/534.6`), Opera: agent(() => `Opera/9.70 (${about()}) Presto/2.2.1`),
    Safari: agent(() => `Mozilla/5.0 (${about()}) AppleWebKit/533.16 (KHTML, like Gecko) Version/5.0 Safari/533.16`),
  },
}));
