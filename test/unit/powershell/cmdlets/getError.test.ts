import { table } from '../runtime/table.ts';

describe('Get-Error', () => {
  table([
    ['shows the last error with everything in it', "try { throw [System.ArgumentException]::new('bad', 'x') } catch { }; (Get-Error | Out-String).Trim() -replace '(?s)\\r?\\nInvocationInfo.*'",
      "Exception             : \n    Type      : System.ArgumentException\n    Message   : bad (Parameter 'x')\n    ParamName : x\n    HResult   : -2147024809\nCategoryInfo          : OperationStopped: (:) [], ArgumentException\nFullyQualifiedErrorId : bad (Parameter 'x')"],
    ['shows what is nested and where it was', "try { 1/0 } catch { }; $t = Get-Error | Out-String; foreach ($p in '    Type           : System.Management.Automation.RuntimeException', '            Type    : System.Management.Automation.ParentContainsErrorRecordException', '        Type    : System.DivideByZeroException', '    PositionMessage  : At line:1 char:7', '                       + try { 1/0 } catch { }; $t') { $t.Contains($p) }", 'True|True|True|True|True'],
    ['numbers several', "try { 1/0 } catch { }; try { throw 'b' } catch { }; ((Get-Error -Newest 5 | Out-String) -split '\\n' -match '^ *ErrorIndex: |^FullyQ').Trim() -join ';'", 'ErrorIndex: 0;FullyQualifiedErrorId : b;ErrorIndex: 1;FullyQualifiedErrorId : RuntimeException'],
    ['gives what is still the error, under a name of its own', "try { throw 'b' } catch { }; $e = Get-Error; $e -is [System.Management.Automation.ErrorRecord]; $e.PSObject.TypeNames[0]; $Error[0].PSObject.TypeNames[0]; ($Error[0].Exception | Get-Error).PSObject.TypeNames[0]", 'True|System.Management.Automation.ErrorRecord#PSExtendedError|System.Management.Automation.ErrorRecord|System.Exception#PSExtendedError'],
    ['gives nothing without errors, and refuses a number below 1', '(Get-Error).Count; Get-Error -Newest 0', '0|<ParameterArgumentValidationError,Microsoft.PowerShell.Commands.GetErrorCommand>'],
  ]);
});
