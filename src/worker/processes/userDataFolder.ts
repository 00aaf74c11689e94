/** The place of this product in the user's own folder for data of programs. */
import { homedir, userInfo } from 'node:os';
import { isAbsolute, join } from 'node:path';

export function userDataFolder(environment: NodeJS.ProcessEnv, platform: NodeJS.Platform): string {
  // Empty variables and relative ones of XDG do not count (XDG Base Directory Specification): nothing is to land in whichever folder one is in.
  const home = homedir() || userInfo().homedir;
  const { LOCALAPPDATA: local = '', XDG_DATA_HOME: shared = '' } = environment;
  const base = platform === 'win32' ? (local === '' ? join(home, 'AppData', 'Local') : local)
    : platform === 'darwin' ? join(home, 'Library', 'Application Support')
    : (isAbsolute(shared) ? shared : join(home, '.local', 'share'));
  return join(base, 'sma-runbooks');
}
