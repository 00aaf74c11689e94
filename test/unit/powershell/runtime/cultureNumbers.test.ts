/** Numbers and letters that Windows gave cultures, and the order of what objects show, as .NET has them. */
import { table } from './table.ts';

describe('What .NET says of cultures and objects', () => {
  table([
    ['LCIDs, and the three letters of Windows', `'de-AT', 'fr-CA', 'cs-CZ', 'en-IN', 'en', 'de-CH', '' | ForEach-Object { $c = [cultureinfo] $_; "$($c.LCID) $($c.ThreeLetterWindowsLanguageName)" }; ([cultureinfo] 3079).Name`, '3079 DEA|3084 FRC|1029 CSY|16393 ENN|9 ENU|2055 DES|127 IVL|de-AT'],
    ['the kind of a host stands behind the authority', `(([uri] 'http://example.test/x').psobject.Properties.Name | Select-Object -First 6) -join ' '; ([bigint] 1).psobject.Properties.Name -match '^Is(Zero|One|Even)$' -join ' '`, 'AbsolutePath AbsoluteUri LocalPath Authority HostNameType IsDefaultPort|IsZero IsOne IsEven'],
  ]);
});
