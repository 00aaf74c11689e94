function Show { [CmdletBinding(SupportsShouldProcess, ConfirmImpact = 'High')] param() $WhatIfPreference.GetType().Name; $ConfirmPreference.GetType().Name; "$ConfirmPreference"; $VerbosePreference.GetType().Name; "$VerbosePreference"; $DebugPreference.GetType().Name; "$DebugPreference"; $ErrorActionPreference.GetType().Name;"$ErrorActionPreference" }
Show
Show -WhatIf -Verbose -Debug -ErrorAction Stop
Show -WhatIf:$false -Confirm:$false -Verbose:$false -Debug:$false -ErrorAction 0
Show -Confirm
function Plain { $WhatIfPreference.GetType().Name }
function Out { [CmdletBinding(SupportsShouldProcess)] param() Plain; Show }
Out -WhatIf
if ($WhatIfPreference) { 'y' } else { 'n' }
