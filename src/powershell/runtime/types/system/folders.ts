/** Environment.GetFolderPath: what .NET answers on Linux (Environment.GetFolderPathCore.Unix.cs), and the same places of a Windows profile by its variables. */
import { toText } from '../../convert/toText.ts';
import { current } from '../../run/current.ts';
import { EnumValue } from '../../values/enumValue.ts';
import type { Value } from '../../values/value.ts';
import { outOfRange } from '../guards/refuse.ts';

const UNIX: Readonly<Record<string, string>> = {
  UserProfile: '~', MyDocuments: '~/Documents', Personal: '~/Documents', Desktop: '~/Desktop', DesktopDirectory: '~/Desktop', MyMusic: '~/Music', MyVideos: '~/Videos', MyPictures: '~/Pictures', Templates: '~/Templates', Fonts: '~/.fonts',
  ApplicationData: '$XDG_CONFIG_HOME|~/.config', LocalApplicationData: '$XDG_DATA_HOME|~/.local/share', CommonApplicationData: '/usr/share', CommonTemplates: '/usr/share/templates',
};
const START = '\\Microsoft\\Windows\\Start Menu';
const WINDOWS: Readonly<Record<string, string>> = {
  UserProfile: '~', MyDocuments: '~\\Documents', Personal: '~\\Documents', Desktop: '~\\Desktop', DesktopDirectory: '~\\Desktop', MyMusic: '~\\Music', MyVideos: '~\\Videos', MyPictures: '~\\Pictures', Favorites: '~\\Favorites',
  ApplicationData: '$APPDATA', LocalApplicationData: '$LOCALAPPDATA', CommonApplicationData: '$ProgramData', Windows: '$SystemRoot', System: '$SystemRoot\\System32', SystemX86: '$SystemRoot\\SysWOW64', Fonts: '$SystemRoot\\Fonts', Resources: '$SystemRoot\\resources',
  ProgramFiles: '$ProgramFiles', ProgramFilesX86: '$ProgramFiles(x86)', CommonProgramFiles: '$CommonProgramFiles', CommonProgramFilesX86: '$CommonProgramFiles(x86)',
  StartMenu: `$APPDATA${START}`, Programs: `$APPDATA${START}\\Programs`, Startup: `$APPDATA${START}\\Programs\\Startup`, AdminTools: `$APPDATA${START}\\Programs\\Administrative Tools`, CommonStartMenu: `$ProgramData${START}`, CommonPrograms: `$ProgramData${START}\\Programs`,
  CommonStartup: `$ProgramData${START}\\Programs\\Startup`, CommonAdminTools: `$ProgramData${START}\\Programs\\Administrative Tools`, Recent: '$APPDATA\\Microsoft\\Windows\\Recent', SendTo: '$APPDATA\\Microsoft\\Windows\\SendTo', Templates: '$APPDATA\\Microsoft\\Windows\\Templates', NetworkShortcuts: '$APPDATA\\Microsoft\\Windows\\Network Shortcuts',
  CommonDesktopDirectory: '$PUBLIC\\Desktop', CommonDocuments: '$PUBLIC\\Documents', CommonMusic: '$PUBLIC\\Music', CommonPictures: '$PUBLIC\\Pictures', CommonVideos: '$PUBLIC\\Videos', CommonTemplates: '$ProgramData\\Microsoft\\Windows\\Templates',
  InternetCache: '$LOCALAPPDATA\\Microsoft\\Windows\\INetCache', Cookies: '$LOCALAPPDATA\\Microsoft\\Windows\\INetCookies', History: '$LOCALAPPDATA\\Microsoft\\Windows\\History', CDBurning: '$LOCALAPPDATA\\Microsoft\\Windows\\Burn\\Burn',
};
/** A folder's path; empty where there is none, or where it does not exist and nobody said not to look. */
export function folderPath(folder: Value, option?: Value): string {
  const { files, environment } = current().host, name = toText(folder);
  if (folder instanceof EnumValue && /^-?\d+$/.test(name)) outOfRange(`Illegal enum value: ${name}.`, 'folder', Number(name));
  const isWindows = environment.platform === 'win32', home = files?.home ?? '';
  for (const form of ((isWindows ? WINDOWS : UNIX)[name] ?? '').split('|')) {
    const known = /^\$([A-Za-z_]+(?:\(x86\))?)/.exec(form), value = known === null ? undefined : environment.get(known[1] ?? '');
    if (form === '' || (known !== null && (value ?? '') === '') || (form.startsWith('~') && home === '')) continue;
    const path = known === null ? form.replace('~', () => home) : `${value ?? ''}${form.slice(known[0].length)}`, kind = toText(option ?? null);
    if (kind === 'Create') files?.makeDirectory(path);
    return kind === 'DoNotVerify' || files?.stat(path)?.isDirectory === true ? path : '';
  }
  return '';
}
