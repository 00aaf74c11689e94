/** Texts with escape sequences that are cut and wrapped (about_ANSI_Terminals). */
import { table } from '../runtime/table.ts';

/** What Out-String gives, with the sequences readable and the labels' own left out. */
const shown = (pipeline: string): string => `$PSStyle.OutputRendering = 'Ansi'; $e = [char] 27; $text = (${pipeline} | Out-String -Width 35).Trim() -replace [regex]::Escape("$e[32;1m"); ($text -replace $e, '^' -split '\\r?\\n' -replace '^(Long)?\\w+ : \\^\\[0m', '') -join '/'`;
describe('Texts with escape sequences', () => {
  table([
    ['are cut by what shows, the sign and a reset behind', shown(`[pscustomobject] @{ N = "$e[33mJohn Seymour$e[39m" } | Format-Table @{ E = { $_.N }; N = 'N'; Width = 10 } -HideTableHeaders`), '^[33mJohn Seym…^[0m'],
    ['or from the left', shown(`[pscustomobject] @{ N = "$e[33mJohn Seymour$e[0m" } | Format-Table @{ E = { $_.N }; N = 'N'; Width = 6; Alignment = 'Right' } -HideTableHeaders`), '^[33m…ymour^[0m'],
    ['are wrapped by what shows: each line begins with what holds there', shown(`[pscustomobject] @{ LongDescription = "$e[33mPowerShell scripting language" } | Format-List`), '^[33mPowerShell script^[0m/                  ^[33ming language^[0m'],
    ['by words in languages that keep them', `[cultureinfo]::CurrentCulture = 'en-US'; ${shown(`[pscustomobject] @{ LongDescription = "$e[33mPowerShell$e[0m $e[32mscripting language" } | Format-List`)}`, '^[33mPowerShell^[0m /                  ^[32mscripting ^[0m/                  ^[32mlanguage^[0m'],
    ['a word that is too long goes on in its color', `[cultureinfo]::CurrentCulture = 'en-US'; ${shown(`[pscustomobject] @{ LongDescription = "$e[33mabcdefghijklmnopqrstuvwxyz" } | Format-List`)}`, '^[33mabcdefghijklmnopq^[0m/                  ^[33mrstuvwxyz^[0m'],
    ['lines of their own keep it too', shown(`[pscustomobject] @{ b = "$e[33mone\`ntwo$e[0m\`nthree" } | Format-List`), '^[33mone^[0m/    ^[33mtwo^[0m/    three'],
    ['hyphens that may be there stand before the reset', `[cultureinfo]::CurrentCulture = 'en-US'; ${shown(`[pscustomobject] @{ LongDescription = "$e[33mabcdefghijklmnop$([char] 0xad)qrst" } | Format-List`)}`, '^[33mabcdefghijklmnop-^[0m/                  ^[33mqrst^[0m'],
  ]);
});
