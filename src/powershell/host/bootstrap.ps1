# The end of the bridge that runs inside PowerShell (README.md has the protocol). Windows PowerShell 5.1 and PowerShell 7;
# plain ASCII. It never names the automatic variable of the pipeline's input: PowerShell would read our pipe to fill it.
$ErrorActionPreference = 'Continue'
$ProgressPreference = 'SilentlyContinue'
$global:SmaBridge = @{
    Mark   = ''                                   # what every line of ours begins with
    Out    = [Console]::Out                       # a script may redirect the console later
    Ears   = $null                                # the inbox that a second thread fills; none where there are no threads
    Format = New-Object System.Collections.ArrayList
    Later  = $null                                # the timer that sends what waits; none where each message is sent at once
    Clock  = $null
    Types  = $null                                # the type data before a block that leaves nothing
    Width  = 120
    Depth  = 2
    Common = @('Verbose', 'Debug', 'ErrorAction', 'WarningAction', 'InformationAction', 'ProgressAction', 'ErrorVariable', 'WarningVariable', 'InformationVariable', 'OutVariable', 'OutBuffer', 'PipelineVariable')
    Escape = { param($Match) '\u{0:x4}' -f [int][char]$Match.Value }
    Escaped = '[^ -~]'
}
# UTF-8 by a writer of our own, whatever code page the console has; but half a surrogate pair and what controls is escaped.
# Where there is no such writer, all that is not ASCII is.
try {
    $global:SmaBridge.Out = New-Object System.IO.StreamWriter ([Console]::OpenStandardOutput()), (New-Object System.Text.UTF8Encoding $false), 65536
    $global:SmaBridge.Escaped = '[\x00-\x1f\x7f]|[\ud800-\udbff](?![\udc00-\udfff])|(?<![\ud800-\udbff])[\udc00-\udfff]'
} catch { $global:SmaBridge.Out = [Console]::Out }
# Many records in a row go out together: one at once, what follows it within milliseconds by a timer, or as the process ends. Both call
# the writer from threads that have no PowerShell, so they are made of expressions and no script blocks.
try {
    $writer = [System.IO.TextWriter]::Synchronized($global:SmaBridge.Out)
    $flush = [System.Linq.Expressions.Expression]::Call([System.Linq.Expressions.Expression]::Constant($writer), [System.IO.TextWriter].GetMethod('Flush', [Type[]]@()))
    $sender = [System.Linq.Expressions.Expression]::Parameter([object], 'sender')
    $timer = New-Object System.Threading.Timer ([System.Linq.Expressions.Expression]::Lambda([System.Threading.TimerCallback], $flush, [System.Linq.Expressions.ParameterExpression[]]@($sender)).Compile()), $null, -1, -1
    $ending = [System.Linq.Expressions.Expression]::Lambda([EventHandler], $flush, [System.Linq.Expressions.ParameterExpression[]]@($sender, [System.Linq.Expressions.Expression]::Parameter([EventArgs], 'e'))).Compile()
    [AppDomain]::CurrentDomain.add_ProcessExit($ending)
    $global:SmaBridge.Clock = [System.Diagnostics.Stopwatch]::StartNew()
    $global:SmaBridge.Out = $writer
    $global:SmaBridge.Later = $timer
} catch { $global:SmaBridge.Later = $null }

# ---- JSON in lines ------------------------------------------------------------------------------------------------
function global:ConvertTo-SmaJson($Value) {
    if ($null -eq $Value) { return 'null' }
    # What is frequent without a call for each of them.
    if ($Value -is [string]) { return '"' + [regex]::Replace($Value.Replace('\', '\\').Replace('"', '\"').Replace("`n", '\n').Replace("`r", '\r').Replace("`t", '\t'), $global:SmaBridge.Escaped, $global:SmaBridge.Escape) + '"' }
    if ($Value -is [bool]) { if ($Value) { return 'true' } else { return 'false' } }
    if ($Value -is [System.Collections.IDictionary]) {
        $parts = foreach ($key in @($Value.Keys)) { (ConvertTo-SmaJson ([string]$key)) + ':' + (ConvertTo-SmaJson $Value[$key]) }
        return '{' + (@($parts) -join ',') + '}'
    }
    if ($Value -is [System.Collections.IList]) { return '[' + (@(foreach ($item in $Value) { ConvertTo-SmaJson $item }) -join ',') + ']' }
    return [string]$Value
}
function global:Send-SmaMessage($Message) {
    $global:SmaBridge.Out.Write($global:SmaBridge.Mark + (ConvertTo-SmaJson $Message) + "`n")
    $global:SmaBridge.Out.Flush()
}
# A record: perhaps one of many.
function global:Send-SmaLine([string]$Line) {
    $global:SmaBridge.Out.Write($global:SmaBridge.Mark + $Line + "`n")
    if ($null -ne $global:SmaBridge.Later -and $global:SmaBridge.Clock.ElapsedMilliseconds -lt 15) {
        [void]$global:SmaBridge.Later.Change(15, -1)
        return
    }
    $global:SmaBridge.Out.Flush()
    if ($null -ne $global:SmaBridge.Later) { $global:SmaBridge.Clock.Restart() }
}
# The next message, or nothing where the other side is gone.
function global:Read-SmaMessage {
    if ($null -ne $global:SmaBridge.Ears) { $line = $global:SmaBridge.Ears.Inbox.Take() } else { $line = [Console]::In.ReadLine() }
    if ($null -eq $line) { return }
    if ($PSVersionTable.PSVersion.Major -ge 6) {
        try { return ConvertFrom-Json -InputObject $line } catch { return @{ type = 'unreadable' } }
    }
    # ConvertFrom-Json of 5.1 takes 2 MB only.
    Add-Type -AssemblyName System.Web.Extensions
    $reader = New-Object System.Web.Script.Serialization.JavaScriptSerializer
    $reader.MaxJsonLength = [int]::MaxValue
    try { return $reader.DeserializeObject($line) } catch { return @{ type = 'unreadable' } }
}

# ---- Values: CLIXML, as between PowerShells; what is secret travels apart, since CLIXML would seal it for this account --
function global:ConvertTo-SmaSealed($Value, [int]$Level = 0) {
    if ($Value -is [System.Management.Automation.PSCredential]) { return [pscustomobject]@{ PSTypeName = 'SmaRunbooks.Secret'; UserName = $Value.UserName; Text = $Value.GetNetworkCredential().Password } }
    if ($Value -is [System.Security.SecureString]) { return [pscustomobject]@{ PSTypeName = 'SmaRunbooks.Secret'; UserName = $null; Text = (New-Object System.Management.Automation.PSCredential 'x', $Value).GetNetworkCredential().Password } }
    if ($null -eq $Value -or $Value -is [string] -or $Value -is [ValueType] -or $Level -ge 4) { return , $Value }
    if ($Value -is [hashtable]) {
        $made = @{}
        foreach ($key in @($Value.Keys)) { $made[$key] = ConvertTo-SmaSealed $Value[$key] ($Level + 1) }
        return $made
    }
    if ($Value -is [object[]]) {
        $made = New-Object System.Collections.ArrayList
        foreach ($item in $Value) { [void]$made.Add((ConvertTo-SmaSealed $item ($Level + 1))) }
        return , $made.ToArray()
    }
    # Loops and no pipelines: this is done for each object that a script writes.
    $secret = $null
    try { foreach ($property in $Value.PSObject.Properties) { if ($property.TypeNameOfValue -match '(SecureString|PSCredential)$') { [string[]]$secret += $property.Name } } } catch { }
    if ($null -eq $secret) { return , $Value }
    $copy = Select-Object -InputObject $Value -Property '*'
    foreach ($name in $secret) { $copy.$name = ConvertTo-SmaSealed $Value.$name ($Level + 1) }
    return $copy
}
function global:ConvertFrom-SmaSealed($Value, [int]$Level = 0) {
    if ($null -eq $Value -or $Value -is [string] -or $Value -is [ValueType] -or $Level -gt 50) { return , $Value }
    if ($Value.PSObject.TypeNames -contains 'Deserialized.SmaRunbooks.Secret') {
        $text = New-Object System.Security.SecureString
        foreach ($character in ([string]$Value.Text).ToCharArray()) { $text.AppendChar($character) }
        if ($null -eq $Value.UserName) { return $text }
        return New-Object System.Management.Automation.PSCredential $Value.UserName, $text
    }
    # A session stays in this process; what comes back stands for it.
    if ($Value.PSObject.TypeNames -contains 'Deserialized.System.Management.Automation.Runspaces.PSSession') { return Get-PSSession -InstanceId $Value.InstanceId }
    if ($Value -is [System.Collections.IDictionary]) {
        foreach ($key in @($Value.Keys)) { $Value[$key] = ConvertFrom-SmaSealed $Value[$key] ($Level + 1) }
    } elseif ($Value -is [System.Collections.ArrayList]) {
        for ($i = 0; $i -lt $Value.Count; $i++) { $Value[$i] = ConvertFrom-SmaSealed $Value[$i] ($Level + 1) }
    } elseif ($Value -is [System.Management.Automation.PSCustomObject]) {
        foreach ($property in @($Value.PSObject.Properties)) { if ($property.MemberType -eq 'NoteProperty' -and $null -ne $property.Value) { $property.Value = ConvertFrom-SmaSealed $property.Value ($Level + 1) } }
    }
    return , $Value
}
function global:Read-SmaValue([string]$Text) { return , (ConvertFrom-SmaSealed ([System.Management.Automation.PSSerializer]::Deserialize($Text))) }
function global:Write-SmaValue($Value, [int]$Depth = $global:SmaBridge.Depth) { return [System.Management.Automation.PSSerializer]::Serialize((ConvertTo-SmaSealed $Value), $Depth) }

# ---- Records ----------------------------------------------------------------------------------------------------------
function global:Get-SmaErrorFacts($Record) {
    $at = $Record.InvocationInfo
    $facts = @{
        message = [string]$Record; id = $Record.FullyQualifiedErrorId; category = [string]$Record.CategoryInfo.Category
        activity = $Record.CategoryInfo.Activity; reason = $Record.CategoryInfo.Reason; targetName = $Record.CategoryInfo.TargetName; targetType = $Record.CategoryInfo.TargetType
        exception = $Record.Exception.GetType().FullName; exceptionMessage = $Record.Exception.Message; stack = $Record.ScriptStackTrace
    }
    if ($null -ne $at) { $facts.line = [int]$at.ScriptLineNumber; $facts.column = [int]$at.OffsetInLine; $facts.lineText = $at.Line; $facts.file = [string]$at.ScriptName }
    return $facts
}
function global:Send-SmaFormat {
    if ($global:SmaBridge.Format.Count -eq 0) { return }
    $text = $global:SmaBridge.Format.ToArray() | Out-String -Width $global:SmaBridge.Width
    $global:SmaBridge.Format.Clear()
    Send-SmaMessage @{ type = 'output'; text = $text }
}
function global:Send-SmaRecord($Item, [bool]$AsText) {
    if ($Item -is [string] -and $global:SmaBridge.Format.Count -eq 0) { Send-SmaLine ('{"type":"output","value":' + (ConvertTo-SmaJson $Item) + '}'); return }
    Set-StrictMode -Off
    if ($null -eq $Item) { Send-SmaMessage @{ type = 'output' }; return }
    if ($Item -is [System.Management.Automation.ErrorRecord]) { Send-SmaMessage @{ type = 'error'; error = (Get-SmaErrorFacts $Item) }; return }
    if ($Item -is [System.Management.Automation.WarningRecord]) { Send-SmaMessage @{ type = 'warning'; text = $Item.Message; line = [int]$Item.InvocationInfo.ScriptLineNumber }; return }
    if ($Item -is [System.Management.Automation.VerboseRecord]) { Send-SmaMessage @{ type = 'verbose'; text = $Item.Message; line = [int]$Item.InvocationInfo.ScriptLineNumber }; return }
    if ($Item -is [System.Management.Automation.DebugRecord]) { Send-SmaMessage @{ type = 'debug'; text = $Item.Message; line = [int]$Item.InvocationInfo.ScriptLineNumber }; return }
    if ($Item -is [System.Management.Automation.InformationRecord]) { Send-SmaMessage @{ type = 'information'; text = [string]$Item.MessageData; isHost = [bool](@($Item.Tags) -contains 'PSHOST') }; return }
    $typeName = $Item.GetType().FullName
    if ($typeName.StartsWith('Microsoft.PowerShell.Commands.Internal.Format.')) {
        [void]$global:SmaBridge.Format.Add($Item)
        if ($typeName.EndsWith('.FormatEndData')) { Send-SmaFormat }
        return
    }
    if ($global:SmaBridge.Format.Count -gt 0) { Send-SmaFormat }
    # Written out, since there are many of them.
    if ($Item -is [string]) { Send-SmaLine ('{"type":"output","value":' + (ConvertTo-SmaJson $Item) + '}') }
    elseif ($AsText) { Send-SmaLine ('{"type":"output","text":' + (ConvertTo-SmaJson (Out-String -InputObject $Item -Width $global:SmaBridge.Width)) + '}') }
    else { Send-SmaLine ('{"type":"output","clixml":' + (ConvertTo-SmaJson (Write-SmaValue $Item)) + '}') }
}
# A pipe carries no progress: this stands in for the cmdlet.
function global:Write-Progress {
    [CmdletBinding()] param([Parameter(Position = 0)][string]$Activity, [Parameter(Position = 1)][string]$Status, [Parameter(Position = 2)][int]$Id, [int]$PercentComplete = -1,
        [int]$SecondsRemaining = -1, [string]$CurrentOperation, [int]$ParentId = -1, [switch]$Completed, [int]$SourceId)
    Send-SmaMessage @{ type = 'progress'; activity = $Activity; status = $Status; id = $Id; percent = $PercentComplete; seconds = $SecondsRemaining; operation = $CurrentOperation; parent = $ParentId; completed = [bool]$Completed }
}

# ---- Activities of the service: asked of the other side, which has the assets --------------------------------------------
function global:Request-SmaActivity([string]$Name, $Bound, $Cmdlet) {
    Set-StrictMode -Off
    $given = @{}
    foreach ($key in @($Bound.Keys)) { if ($global:SmaBridge.Common -notcontains $key) { $given[$key] = $Bound[$key] } }
    Send-SmaMessage @{ type = 'ask'; command = $Name; parameters = (Write-SmaValue $given 8) }
    $answer = Read-SmaMessage
    if ($null -eq $answer) { exit 0 }
    if ($null -ne $answer.clixml) {
        $values = Read-SmaValue $answer.clixml
        foreach ($item in $values) { , $item }
    }
    if ($null -eq $answer.error) { return }
    $category = [System.Management.Automation.ErrorCategory]$answer.error.category
    $exception = New-Object System.InvalidOperationException ([string]$answer.error.message)
    $record = New-Object System.Management.Automation.ErrorRecord $exception, ([string]$answer.error.id), $category, $null
    if ($answer.error.ends) { $Cmdlet.ThrowTerminatingError($record) } else { $Cmdlet.WriteError($record) }
}
function Add-SmaActivity($Activity) {
    $names = @(foreach ($parameter in $Activity.parameters) { '$' + $parameter }) -join ', '
    $text = "[CmdletBinding()] param($names) Request-SmaActivity '" + $Activity.name + "' `$PSBoundParameters `$PSCmdlet"
    Set-Item -Path ('function:global:' + $Activity.name) -Value ([scriptblock]::Create($text))
}

# ---- What can be asked for ------------------------------------------------------------------------------------------------
function Get-SmaParameterFacts($Parameter) {
    $sets = @(foreach ($name in @($Parameter.ParameterSets.Keys)) {
        $in = $Parameter.ParameterSets[$name]
        @{ name = [string]$name; position = [int]$in.Position; mandatory = [bool]$in.IsMandatory; pipeline = [bool]$in.ValueFromPipeline; property = [bool]$in.ValueFromPipelineByPropertyName }
    })
    $values = @(foreach ($attribute in $Parameter.Attributes) { if ($attribute -is [System.Management.Automation.ValidateSetAttribute]) { $attribute.ValidValues } })
    return @{ name = $Parameter.Name; aliases = @($Parameter.Aliases); type = [string]$Parameter.ParameterType.FullName; isSwitch = [bool]$Parameter.SwitchParameter; isDynamic = [bool]$Parameter.IsDynamic; sets = $sets; values = $values }
}
function Find-SmaCommand([string]$Name) {
    $found = Get-Command -Name $Name -ErrorAction SilentlyContinue | Where-Object { @('Alias', 'Cmdlet', 'Filter', 'Function') -contains [string]$_.CommandType } | Select-Object -First 1
    if ($null -ne $found -and [string]$found.CommandType -eq 'Alias') { $found = $found.ResolvedCommand }
    if ($null -eq $found -or @('Cmdlet', 'Filter', 'Function') -notcontains [string]$found.CommandType) { return }
    $parameters = @(if ($null -ne $found.Parameters) { foreach ($parameter in $found.Parameters.Values) { Get-SmaParameterFacts $parameter } })
    return @{ name = $found.Name; module = [string]$found.ModuleName; defaultSet = [string]$found.DefaultParameterSet; parameters = $parameters }
}
function Import-SmaBridgeModule($Message) {
    $given = @{ Name = $Message.name; Global = $true; PassThru = $true; ErrorAction = 'Stop' }
    foreach ($bound in @($Message.bounds)) { if ($null -ne $bound) { $given[$bound.name] = $bound.value } }
    $module = Import-Module @given 3>$null | Select-Object -First 1
    return @{ name = $module.Name; version = [string]$module.Version; commands = @($module.ExportedCommands.Keys) }
}

# Those that could be imported.
function Find-SmaModule([string]$Name) {
    foreach ($module in @(Get-Module -ListAvailable -Name $Name -ErrorAction SilentlyContinue)) {
        @{ name = $module.Name; version = [string]$module.Version; path = [string]$module.Path; description = [string]$module.Description; commands = @($module.ExportedCommands.Keys) }
    }
}

# ---- Running ----------------------------------------------------------------------------------------------------------------
# In a pipeline of its own, so that an error which only ends a statement does not end the script because of our try.
$runner = @'
param($SmaBlock, $SmaArguments, $SmaVariables, $SmaAsText)
foreach ($SmaVariable in @($SmaVariables.Keys)) { Set-Variable -Name $SmaVariable -Value $SmaVariables[$SmaVariable] }
& $SmaBlock @SmaArguments *>&1 | ForEach-Object { Send-SmaRecord $_ $SmaAsText }
$global:SmaBridge.IsThrough = $true
'@
# With the name of the file that it is, if it is one: for $PSScriptRoot. What does not parse is refused by the plain way, in its own words.
function ConvertTo-SmaBlock([string]$Text, [string]$Path) {
    $tokens = $errors = $null
    if ($Path -ne '') {
        $tree = [System.Management.Automation.Language.Parser]::ParseInput($Text, $Path, [ref]$tokens, [ref]$errors)
        if ($errors.Count -eq 0) { return $tree.GetScriptBlock() }
    }
    return [scriptblock]::Create($Text)
}
# What there is before a block that has a runspace of its own, and what of it is put back behind it (workflow-semantics: nothing survives).
function Get-SmaHeld {
    $held = @{ Location = (Get-Location).Path; Environment = @{}; Variables = @{}; Modules = @{}; Function = @{}; Alias = @{}; Drives = @{}; Jobs = @{}; Events = @{}; Stack = (Get-Location -Stack).Count }
    foreach ($entry in [Environment]::GetEnvironmentVariables().GetEnumerator()) { $held.Environment[[string]$entry.Key] = [string]$entry.Value }
    foreach ($variable in @(Get-Variable -Scope Global)) { $held.Variables[$variable.Name] = $variable.Value }
    foreach ($module in @(Get-Module)) { $held.Modules[[string]$module.Path] = $true }
    foreach ($item in @(Get-ChildItem -Path Function:)) { $held.Function[$item.Name] = @{ Value = $item.ScriptBlock; Module = [string]$item.ModuleName } }
    foreach ($item in @(Get-ChildItem -Path Alias:)) { $held.Alias[$item.Name] = @{ Value = $item.Definition; Options = $item.Options } }
    foreach ($drive in @(Get-PSDrive)) { $held.Drives[$drive.Name] = $drive }
    try { foreach ($job in @(Get-Job)) { $held.Jobs[[int]$job.Id] = $true } } catch { }
    try { foreach ($subscriber in @(Get-EventSubscriber)) { $held.Events[[int]$subscriber.SubscriptionId] = $true } } catch { }
    return $held
}
# The type data there is, asked for again only where what PowerShell counts of it has changed (where it counts, all of it is read each time).
function Get-SmaTypeMark {
    try { $types = [System.Management.Automation.Runspaces.Runspace]::DefaultRunspace.InitialSessionState.Types } catch { $types = $null }
    if ($null -ne $types -and $types.Count -gt 0) { return @($types.Count, $types[$types.Count - 1]) }
}
function Test-SmaTypeMark($Mark) {
    $now = @(Get-SmaTypeMark)
    return $now.Count -eq 2 -and $null -ne $Mark -and $now[0] -eq $Mark[0] -and [object]::ReferenceEquals($now[1], $Mark[1])
}
function Get-SmaTypeTable {
    $table = @{}
    foreach ($data in @(Get-TypeData)) { if ($null -ne $data) { $table[$data.TypeName] = $data } }
    return $table
}
function Get-SmaTypeText($Data) {
    $parts = foreach ($name in @($Data.Members.Keys)) {
        $facts = foreach ($property in $Data.Members[$name].PSObject.Properties) { $property.Name + '=' + [string]$property.Value }
        $name + ' ' + $Data.Members[$name].GetType().Name + ' ' + ($facts -join ',')
    }
    $sets = foreach ($set in @($Data.DefaultDisplayPropertySet, $Data.DefaultKeyPropertySet, $Data.PropertySerializationSet)) { '[' + ($set.ReferencedProperties -join ',') + ']' }
    return ((@($parts) | Sort-Object) + $sets + @($Data.DefaultDisplayProperty, $Data.SerializationMethod, $Data.SerializationDepth, $Data.StringSerializationSource, $Data.TargetTypeForDeserialization, $Data.TypeConverter, $Data.TypeAdapter)) -join ';'
}
function Save-SmaTypes {
    $held = $global:SmaBridge.Types
    if ($null -eq $held -or -not (Test-SmaTypeMark $held.Mark)) { $global:SmaBridge.Types = @{ Mark = @(Get-SmaTypeMark); Table = (Get-SmaTypeTable) } }
}
function Restore-SmaTypes {
    $held = $global:SmaBridge.Types
    if ($null -eq $held -or (Test-SmaTypeMark $held.Mark)) { return }
    $now = Get-SmaTypeTable
    foreach ($name in @($now.Keys)) { if (-not $held.Table.ContainsKey($name)) { Remove-TypeData -TypeName $name -ErrorAction SilentlyContinue } }
    foreach ($name in @($held.Table.Keys)) {
        $was = $held.Table[$name]; $is = $now[$name]
        if ($null -ne $is) {
            if ((Get-SmaTypeText $was) -ceq (Get-SmaTypeText $is)) { continue }
            Remove-TypeData -TypeName $name -ErrorAction SilentlyContinue
        }
        Update-TypeData -TypeData $was -ErrorAction SilentlyContinue
    }
    $held.Mark = @(Get-SmaTypeMark)
}
# What belongs to the process and is set by a property.
$global:SmaBridge.Settings = @(
    @{ Get = { [Console]::OutputEncoding }; Set = { param($was) [Console]::OutputEncoding = $was } }, @{ Get = { [Console]::InputEncoding }; Set = { param($was) [Console]::InputEncoding = $was } },
    @{ Get = { [Console]::Out }; Set = { param($was) [Console]::SetOut($was) } }, @{ Get = { [Console]::Error }; Set = { param($was) [Console]::SetError($was) } },
    @{ Get = { $PSStyle.OutputRendering }; Set = { param($was) $PSStyle.OutputRendering = $was } }, @{ Get = { [System.Net.ServicePointManager]::SecurityProtocol }; Set = { param($was) [System.Net.ServicePointManager]::SecurityProtocol = $was } },
    @{ Get = { [System.Net.ServicePointManager]::ServerCertificateValidationCallback }; Set = { param($was) [System.Net.ServicePointManager]::ServerCertificateValidationCallback = $was } },
    @{ Get = { [System.Threading.Thread]::CurrentThread.CurrentCulture }; Set = { param($was) [System.Threading.Thread]::CurrentThread.CurrentCulture = $was } },
    @{ Get = { [System.Threading.Thread]::CurrentThread.CurrentUICulture }; Set = { param($was) [System.Threading.Thread]::CurrentThread.CurrentUICulture = $was } },
    @{ Get = { $ExecutionContext.InvokeCommand.CommandNotFoundAction }; Set = { param($was) $ExecutionContext.InvokeCommand.CommandNotFoundAction = $was } },
    @{ Get = { $ExecutionContext.InvokeCommand.PreCommandLookupAction }; Set = { param($was) $ExecutionContext.InvokeCommand.PreCommandLookupAction = $was } },
    @{ Get = { $ExecutionContext.InvokeCommand.PostCommandLookupAction }; Set = { param($was) $ExecutionContext.InvokeCommand.PostCommandLookupAction = $was } }
)
function Get-SmaSettings { , @(foreach ($setting in $global:SmaBridge.Settings) { try { , @(& $setting.Get) } catch { , @() } }) }
function Restore-SmaSettings($Held) {
    for ($i = 0; $i -lt $Held.Count; $i++) {
        $setting = $global:SmaBridge.Settings[$i]
        try {
            $is = & $setting.Get
            if (@($Held[$i]).Count -eq 1 -and -not [object]::Equals($is, $Held[$i][0])) { & $setting.Set $Held[$i][0] }
        } catch { }
    }
}
# What PowerShell itself sets, or nobody can.
$global:SmaBridge.Automatic = @('?', '^', '$', '_', 'args', 'this', 'Error', 'MyInvocation', 'NestedPromptLevel', 'null', 'true', 'false', 'PSBoundParameters', 'PWD', 'StackTrace', ('in' + 'put'))
function Restore-SmaHeld($Held) {
    try { Get-EventSubscriber | Where-Object { -not $Held.Events.ContainsKey([int]$_.SubscriptionId) } | Unregister-Event -Force -ErrorAction SilentlyContinue } catch { }
    try { Get-Job | Where-Object { -not $Held.Jobs.ContainsKey([int]$_.Id) } | Remove-Job -Force -ErrorAction SilentlyContinue } catch { }
    # Those of PowerShell itself load by themselves wherever they are needed.
    foreach ($module in @(Get-Module)) { if (-not $Held.Modules.ContainsKey([string]$module.Path) -and -not ([string]$module.Path).StartsWith($PSHOME)) { Remove-Module -ModuleInfo $module -Force -ErrorAction SilentlyContinue } }
    while ((Get-Location -Stack).Count -gt $Held.Stack) { Pop-Location -ErrorAction SilentlyContinue }
    Set-Location -LiteralPath $Held.Location -ErrorAction SilentlyContinue
    try { Get-PSBreakpoint | Remove-PSBreakpoint } catch { }
    try { Set-PSDebug -Off } catch { }
    $now = Get-SmaHeld
    foreach ($name in @($Held.Drives.Keys)) {
        $was = $Held.Drives[$name]
        if (-not $now.Drives.ContainsKey($name)) { try { [void](New-PSDrive -Name $name -PSProvider $was.Provider -Root $was.Root -Scope Global -ErrorAction SilentlyContinue) } catch { } }
    }
    foreach ($name in @($now.Drives.Keys)) { if (-not $Held.Drives.ContainsKey($name)) { Remove-PSDrive -Name $name -Force -Scope Global -ErrorAction SilentlyContinue } }
    foreach ($kind in @('Function', 'Alias')) { foreach ($name in @($now[$kind].Keys)) { if (-not $Held[$kind].ContainsKey($name)) { Remove-Item -LiteralPath ($kind + ':' + $name) -Force -ErrorAction SilentlyContinue } } }
    foreach ($name in @($Held.Function.Keys)) {
        $was = $Held.Function[$name]; $is = $now.Function[$name]
        # A module that was imported anew has its own.
        if ($null -ne $is -and ([object]::ReferenceEquals($is.Value, $was.Value) -or ($is.Module -ne '' -and $was.Module -ne ''))) { continue }
        if ($null -eq $is -and $was.Module -ne '') { continue }
        try { Set-Item -LiteralPath ('function:global:' + $name) -Value $was.Value -Force -ErrorAction SilentlyContinue } catch { }
    }
    foreach ($name in @($Held.Alias.Keys)) {
        $was = $Held.Alias[$name]
        if ($null -ne $now.Alias[$name] -and $now.Alias[$name].Value -eq $was.Value) { continue }
        try { Set-Alias -Name $name -Value $was.Value -Option $was.Options -Scope Global -Force -ErrorAction SilentlyContinue } catch { }
    }
    foreach ($name in @($now.Variables.Keys)) {
        if (-not $Held.Variables.ContainsKey($name)) { Remove-Variable -Name $name -Scope Global -Force -ErrorAction SilentlyContinue }
    }
    foreach ($name in @($Held.Variables.Keys)) {
        if ($global:SmaBridge.Automatic -contains $name) { continue }
        $was = $Held.Variables[$name]; $is = $now.Variables[$name]
        if ($now.Variables.ContainsKey($name) -and ([object]::ReferenceEquals($is, $was) -or ($null -ne $was -and $was.Equals($is)))) { continue }
        try { Set-Variable -Name $name -Value $was -Scope Global -Force -ErrorAction SilentlyContinue } catch { }
    }
    foreach ($name in @($now.Environment.Keys)) { if ($Held.Environment[$name] -cne $now.Environment[$name]) { [Environment]::SetEnvironmentVariable($name, $Held.Environment[$name]) } }
    foreach ($name in @($Held.Environment.Keys)) { if (-not $now.Environment.ContainsKey($name)) { [Environment]::SetEnvironmentVariable($name, $Held.Environment[$name]) } }
}
# What a script fills in place begins empty, and is again what it was.
function Switch-SmaTables($Before) {
    $held = @{ Errors = @($global:Error); Defaults = @{}; Directory = [Environment]::CurrentDirectory }
    foreach ($key in @($global:PSDefaultParameterValues.Keys)) { $held.Defaults[$key] = $global:PSDefaultParameterValues[$key] }
    $global:Error.Clear()
    $global:PSDefaultParameterValues.Clear()
    if ($null -eq $Before) { return $held }
    foreach ($key in @($Before.Defaults.Keys)) { $global:PSDefaultParameterValues[$key] = $Before.Defaults[$key] }
    try { [Environment]::CurrentDirectory = $Before.Directory } catch { }
    foreach ($record in $Before.Errors) { [void]$global:Error.Add($record) }
}
function Invoke-SmaText($Message) {
    $arguments = if ($null -ne $Message.arguments) { Read-SmaValue $Message.arguments } else { @{} }
    $variables = if ($null -ne $Message.variables) { Read-SmaValue $Message.variables } else { @{} }
    # Other runbooks lie there as files.
    if ($null -ne $Message.location) { Set-Location -LiteralPath $Message.location -ErrorAction SilentlyContinue }
    foreach ($entry in @($Message.environment)) {
        if ($null -eq $entry) { continue }
        if ($null -eq $entry.value) { Remove-Item -LiteralPath ('env:' + $entry.name) -ErrorAction SilentlyContinue } else { [Environment]::SetEnvironmentVariable($entry.name, $entry.value) }
    }
    $shell = [powershell]::Create('CurrentRunspace')
    [void]$shell.AddScript($runner, $true).AddArgument((ConvertTo-SmaBlock $Message.text $Message.path)).AddArgument($arguments).AddArgument($variables).AddArgument([bool]$Message.asText)
    if ($null -ne $global:SmaBridge.Ears) { $global:SmaBridge.Ears.Running = $shell }
    $left = $true
    $held = $null
    if ($Message.isAlone) {
        $held = Get-SmaHeld
        $tables = Switch-SmaTables
        $settings = Get-SmaSettings
        try { Save-SmaTypes } catch { $global:SmaBridge.Types = $null }
    }
    try {
        $global:SmaBridge.IsThrough = $false
        [void]$shell.Invoke()
        # PowerShell ends the pipeline where a script says `exit`, and nothing else: what it would end is this process.
        if (-not $global:SmaBridge.IsThrough -and $shell.Streams.Error.Count -eq 0 -and -not $shell.HadErrors) { exit 0 }
        $left = $false
        Send-SmaFormat
        # What the call itself had to say: arguments that the script does not take.
        if ($shell.Streams.Error.Count -gt 0) { Send-SmaMessage @{ type = 'done'; error = (Get-SmaErrorFacts $shell.Streams.Error[0]) } } else { Send-SmaMessage @{ type = 'done' } }
    } catch {
        $left = $false
        # The record of the script's error is inside the error of our call.
        $record = $_
        $inner = $_.Exception.InnerException
        if ($inner -is [System.Management.Automation.RuntimeException]) { $record = $inner.ErrorRecord }
        Send-SmaFormat
        Send-SmaMessage @{ type = 'done'; error = (Get-SmaErrorFacts $record) }
    } finally {
        # `exit` in a script ends this process; a stop does too.
        if ($left) { Send-SmaMessage @{ type = 'left' } }
        if ($null -ne $global:SmaBridge.Ears) { $global:SmaBridge.Ears.Running = $null }
        $shell.Dispose()
        if ($null -ne $held -and -not $left) {
            # First what may find commands for others.
            Restore-SmaSettings $settings
            Restore-SmaHeld $held
            try { Restore-SmaTypes } catch { $global:SmaBridge.Types = $null }
            Switch-SmaTables $tables
        }
    }
}

# ---- Ears: a second thread reads, so that a stop is heard while a script runs, and the process ends with the other side --
function Start-SmaEars {
    try {
        $ears = [hashtable]::Synchronized(@{ Running = $null; Inbox = (New-Object 'System.Collections.Concurrent.BlockingCollection[string]') })
        $listener = [powershell]::Create()
        [void]$listener.AddScript({
            param($Ears, $In)
            while ($null -ne ($line = $In.ReadLine())) {
                if ($line.StartsWith('{"type":"stop"')) {
                    # What ends by itself at that moment needs no stop.
                    try { if ($null -ne $Ears.Running) { [void]$Ears.Running.BeginStop($null, $null) } } catch { }
                } else { $Ears.Inbox.Add($line) }
            }
            [Environment]::Exit(0)
        }.ToString()).AddArgument($ears).AddArgument([Console]::In)
        [void]$listener.BeginInvoke()
        $global:SmaBridge.Ears = $ears
    } catch { $global:SmaBridge.Ears = $null }
}

# ---- The conversation ---------------------------------------------------------------------------------------------------------
# Texts without the colours of a terminal (7.2 and later).
if ($null -ne $PSStyle) { $PSStyle.OutputRendering = 'PlainText' }
$hello = Read-SmaMessage
if ($null -eq $hello) { exit 0 }
$global:SmaBridge.Mark = [string][char]30 + $hello.token + ' '
$global:SmaBridge.Width = [int]$hello.width
foreach ($activity in @($hello.activities)) { Add-SmaActivity $activity }
Start-SmaEars
Send-SmaMessage @{ type = 'ready'; version = [string]$PSVersionTable.PSVersion; edition = [string]$PSVersionTable.PSEdition; hears = ($null -ne $global:SmaBridge.Ears) }
while ($null -ne ($message = Read-SmaMessage)) {
    try {
        switch ($message.type) {
            'run' { Invoke-SmaText $message }
            'find' { Send-SmaMessage @{ type = 'done'; found = (Find-SmaCommand $message.name) } }
            'names' { Send-SmaMessage @{ type = 'done'; names = @(Get-Command -Name $message.name -CommandType Cmdlet, Filter, Function -ErrorAction SilentlyContinue | Where-Object { [string]$_.ModuleName -ne '' -or $_.Name -notlike '*-Sma*' } | ForEach-Object { @{ name = $_.Name; module = [string]$_.ModuleName } }) } }
            'help' { Send-SmaMessage @{ type = 'done'; help = (Get-Help -Name $message.name -Full -ErrorAction SilentlyContinue | Out-String -Width $global:SmaBridge.Width) } }
            'modules' { Send-SmaMessage @{ type = 'done'; modules = @(Find-SmaModule $message.name) } }
            'import' { Send-SmaMessage @{ type = 'done'; found = (Import-SmaBridgeModule $message) } }
            default { throw "The bridge does not know the message '$($message.type)'." }
        }
    } catch {
        $record = $_
        if ($_.Exception.InnerException -is [System.Management.Automation.ParseException]) { $record = $_.Exception.InnerException.ErrorRecord }
        Send-SmaMessage @{ type = 'done'; error = (Get-SmaErrorFacts $record) }
    }
}
