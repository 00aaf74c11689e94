try { [System.Collections.Generic.Dictionary[int, string]]@{ 1 = 'x' } } catch { $_.FullyQualifiedErrorId; $_.Exception.Message }
try { [System.Collections.Generic.Dictionary[string, int]]@{ a = 1 } } catch { $_.FullyQualifiedErrorId; $_.Exception.Message }
try { ([System.Collections.Generic.Dictionary[string, int]]@{ }).Count } catch { $_.FullyQualifiedErrorId; $_.Exception.Message }
try { [System.Collections.Generic.Dictionary[string, int]][ordered]@{ a = 1 } } catch { $_.FullyQualifiedErrorId; $_.Exception.Message }
try { ([System.Collections.Generic.SortedDictionary[string, int]]@{ a = 1 }).Count } catch { $_.FullyQualifiedErrorId; $_.Exception.Message }
try { ([System.Collections.Concurrent.ConcurrentDictionary[string, int]]@{ a = 1 }).Count } catch { $_.FullyQualifiedErrorId; $_.Exception.Message }
try { ([System.Collections.SortedList]@{ a = 1 }).Count } catch { $_.FullyQualifiedErrorId; $_.Exception.Message }
try { ([System.Collections.Specialized.OrderedDictionary]@{ a = 1 }).Count } catch { $_.FullyQualifiedErrorId; $_.Exception.Message }
function F([System.Collections.Generic.Dictionary[string, string]]$d) { $d.Count } ; try { F @{ a = 'b' } } catch { $_.FullyQualifiedErrorId; $_.Exception.Message }
try { ([System.Collections.ArrayList]@{ a = 1 }).Count } catch { $_.FullyQualifiedErrorId; $_.Exception.Message }
try { ([System.Collections.ArrayList]@{ Capacity = 9 }).Count } catch { $_.FullyQualifiedErrorId; $_.Exception.Message }
try { ([System.Collections.Specialized.NameValueCollection]@{ a = 1 }).Count } catch { $_.FullyQualifiedErrorId; $_.Exception.Message }
