enum State { New; Paid; Shipped; Delivered; Cancelled }
$transitions = @{
    [State]::New = @([State]::Paid, [State]::Cancelled); [State]::Paid = @([State]::Shipped, [State]::Cancelled); [State]::Shipped = @([State]::Delivered)
}
class Order {
    [int] $Id; [State] $State = [State]::New; [System.Collections.ArrayList] $History = [System.Collections.ArrayList]::new(); hidden [hashtable] $Rules
    Order([int] $id, [hashtable] $rules) { $this.Id = $id; $this.Rules = $rules; [void]$this.History.Add("$($this.State)") }
    [bool] Can([State] $to) { return $this.Rules.ContainsKey($this.State) -and $to -in $this.Rules[$this.State] }
    [Order] Go([State] $to) {
        if (-not $this.Can($to)) { throw [System.InvalidOperationException]::new("Order $($this.Id): $($this.State) -> $to not allowed") }
        $this.State = $to; $null = $this.History.Add("$to"); return $this
    }
}
$orders = 1..4 | ForEach-Object { [Order]::new($_, $transitions) }
$null = $orders[0].Go('Paid').Go('Shipped').Go('Delivered')
$log = foreach ($step in @(@(2, 'Paid'), @(2, 'Delivered'), @(3, 'Cancelled'), @(3, 'Paid'), @(9, 'Paid'), @(4, 'Lost'))) {
    $id, $to = $step
    try {
        $o = $orders | Where-Object Id -EQ $id
        if (-not $o) { throw "no order $id" }
        $null = $o.Go($to); "ok $id $to"
    }
    catch [System.InvalidOperationException] { "refused: $($_.Exception.Message)" }
    catch { "error: $($_.Exception.Message)"; $_.FullyQualifiedErrorId }
}
$log
$orders | Format-Table Id, State, @{ n = 'History'; e = { $_.History -join ' > ' } }
$orders | Group-Object State | Sort-Object Name | ForEach-Object { '{0,-10}{1}' -f $_.Name, $_.Count }
$orders | Sort-Object State, Id | ForEach-Object { "$([int]$_.State) $($_.Id)" }
switch ($orders.State) { 'New' { 'n' } ([State]::Delivered) { 'd'; continue } { $_ -gt [State]::Shipped } { 'late' } default { "other $_" } }
$events = 'coin', 'push', 'push', 'coin', 'coin', 'kick'
$machine = @{ locked = @{ coin = 'unlocked'; push = 'locked' }; unlocked = @{ push = 'locked'; coin = 'unlocked' } }
$s = 'locked'; $trace = foreach ($e in $events) { $next = $machine[$s][$e]; if (-not $next) { Write-Error "no transition $s/$e" -ErrorId NoTransition; continue }; "$s --$e--> $next"; $s = $next }
$trace
:outer for ($i = 0; $i -lt 3; $i++) { for ($j = 0; $j -lt 3; $j++) { if ($j -eq 2) { continue outer }; if ($i -eq 2) { break outer }; "$i$j" } }
$i = 0; do { $i++; if ($i -eq 2) { continue }; "do $i" } while ($i -lt 3); do { $i-- } until ($i -le 0); $i
[State].GetEnumValues() | ForEach-Object { "$_=$([int]$_)" }; [State]::Paid.CompareTo([State]::New); [State]'paid' -eq 1; [enum]::GetName([State], 3); ([State]2).ToString('D')
$orders[1] | ConvertTo-Json -Depth 2 -Compress -EnumsAsStrings -WarningAction Ignore
