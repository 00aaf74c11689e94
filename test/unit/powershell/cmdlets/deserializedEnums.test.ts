import assert from 'node:assert/strict';
import { removeFolders, runInFolder } from './inFolder.ts';

describe('Values of enums that come back from CLIXML', () => {
  afterEach(removeFolders);
  it('are numbers with a name for their text', () => {
    const { output, errors } = runInFolder(`[dayofweek]'Monday' | Export-Clixml d.xml; $d = Import-Clixml d.xml; "$d"; $d + 1; [int] $d; $d -eq 1; $d -eq 'Monday'; $d.Value; $d.ToString(); $d.pstypenames[0]; [dayofweek] $d
      [pscustomobject]@{ E = [dayofweek] 2 } | Export-Clixml e.xml; $e = Import-Clixml e.xml; "$($e.E) $($e.E.Value)"; $d | Export-Clixml f.xml; $f = Import-Clixml f.xml; "$f $($f + 1)"; 'x' + $d; [string]$d; '{0}' -f $d`);
    assert.deepEqual([output, errors], [['1', '2', '1', 'True', 'False', 'Monday', 'Monday', 'Deserialized.System.DayOfWeek', 'Monday', '2 Tuesday', '1 2', 'x1', 'Monday', 'Monday'], []]);
  });
});
