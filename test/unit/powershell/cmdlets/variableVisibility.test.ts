import { table } from '../runtime/table.ts';

describe('-Visibility of variables', () => {
  table([['is told, kept by later values, and hides nothing from scripts', `New-Variable p 5 -Visibility Private; "$p"; (Get-Variable p).Visibility; $p = 6; & { "$p" }; (Get-Variable p).Visibility; Set-Variable p 7; (Get-Variable p).Visibility; Set-Variable p -Visibility Public; (Get-Variable p).Visibility; Set-Variable q 1; (Get-Variable q).Visibility`,
    '5|Private|6|Private|Private|Public|Public']]);
});
