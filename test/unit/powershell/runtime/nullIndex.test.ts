/** An index that is null (PSGetIndexBinder, PSSetIndexBinder). */
import { table } from './table.ts';

describe('an index that is null', () => {
  table([
    ['reads nothing, whatever it is', `$n = $null; $list = [System.Collections.Generic.List[int]] @(1)
      foreach ($b in { (1, 2)[$n] }, { @{ a = 1 }[$n] }, { 'text'[$n] }, { $list[$n] }, { $o = [ordered] @{ a = 1 }; $o[$n] }, { (5)[$n] }) { try { & $b } catch { $_.FullyQualifiedErrorId } }`, Array.from({ length: 6 }, () => 'NullArrayIndex').join('|')],
    ['writes nothing', `$n = $null; $a = 1, 2; $h = @{ a = 1 }
      foreach ($b in { $a[$n] = 3 }, { $h[$n] = 3 }, { $h[$n] += 3 }) { try { & $b } catch { $_.Exception.Message } }; "$a"; $h.Count`, 'Index operation failed; the array index evaluated to null.|Index operation failed; the array index evaluated to null.|Index operation failed; the array index evaluated to null.|1 2|1'],
    ['does not end the script', `$n = $null; $x = @(1, 2)[$n]; 'goes on'; $error[0].CategoryInfo.Category`, 'goes on|InvalidOperation|<NullArrayIndex>'],
    ['among others is what it converts to', `$n = $null; (7, 8)[$n, 1] -join ','`, '7,8'],
    ['a table that is nothing is told first', `$h = $null; $n = $null; try { $h[$n] } catch { $_.FullyQualifiedErrorId }`, 'NullArray'],
  ]);
});
