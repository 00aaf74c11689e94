try { throw [System.Management.Automation.RuntimeException]::new('rt') } catch { $_.FullyQualifiedErrorId; $_.CategoryInfo.Category; $_.InvocationInfo.ScriptLineNumber }
try { throw [System.Management.Automation.ItemNotFoundException]::new('inf') } catch { $_.FullyQualifiedErrorId; $_.CategoryInfo.Category }
try { throw [System.Management.Automation.CommandNotFoundException]::new('cnf') } catch { $_.FullyQualifiedErrorId; $_.CategoryInfo.Category }
try { throw [System.Management.Automation.PSArgumentException]::new('pae') } catch { $_.FullyQualifiedErrorId; $_.CategoryInfo.Category }
try { try { 1 / 0 } catch { throw $_.Exception } } catch { $_.FullyQualifiedErrorId; $_.CategoryInfo.Category }
try { try { [int]::Parse('x') } catch { throw $_.Exception } } catch { $_.FullyQualifiedErrorId; $_.InvocationInfo.OffsetInLine }
try { try { [int]::Parse('x') } catch { throw $_.Exception.InnerException } } catch { $_.FullyQualifiedErrorId; $_.CategoryInfo.Category }
Set-Alias gone No-Such; try { gone } catch { "$_"; $_.TargetObject; $_.Exception.CommandName; $_.InvocationInfo.InvocationName }
$true + @{ }
1 + @{ }
[char]'a' * @{ }
$null - @{ }
function Get-Color {
    [CmdletBinding()] param()
    dynamicparam {
        $d = [System.Management.Automation.RuntimeDefinedParameterDictionary]::new()
        $d.Add('Red', [System.Management.Automation.RuntimeDefinedParameter]::new('Red', [int], [System.Attribute[]]@([System.Management.Automation.ParameterAttribute]::new())))
        $d
    }
    process { "R=$($PSBoundParameters['Red'])" }
}
Get-Color -Red 5
try { Get-Color -Red x } catch { $_.FullyQualifiedErrorId; "$_" }
(Get-Command Get-Color).Parameters['ErrorAction'].ParameterType.Name
