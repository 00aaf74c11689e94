function f {[CmdletBinding()]param() "e[$input]"}; 1,2 | f; 'next'
function f {[CmdletBinding()]param([Parameter(ValueFromPipeline)]$x) "e[$x]"}; 1,2 | f; 'next'
function f {[CmdletBinding()]param($x) "e[$x]"}; 1,2 | f -x 5; 'next'
function f {[CmdletBinding()]param($x) begin {'b'} process {'p'} end {"e[$x]"}}; 1,2 | f -x 5; 'next'
function f {[CmdletBinding()]param([Parameter(ValueFromPipeline)][int]$x) begin {'b'} process {"p$x"} end {"e[$x]"}}; 1,'z',2 | f; 'next'
function f {[CmdletBinding()]param([Parameter(ValueFromPipelineByPropertyName)][int]$x) begin {'b'} process {"p$x"} end {"e[$x]"}}; 1,[pscustomobject]@{x='z'},[pscustomobject]@{x=4} | f; 'next'
function f {[CmdletBinding()]param([Parameter(ValueFromPipelineByPropertyName,Mandatory)][int]$x,[Parameter(ValueFromPipelineByPropertyName)]$y) begin {'b'} process {"p$x$y"} end {"e[$x]"}}; 1,[pscustomobject]@{y='z'},[pscustomobject]@{x=4} | f; 'next'
try { 1,2 | f } catch { "C $_" }
$ErrorActionPreference='Stop'
try { 1,2 | f } catch { "C $_" }
