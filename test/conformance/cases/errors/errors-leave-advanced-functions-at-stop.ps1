$ErrorActionPreference = 'Stop'
function f { [CmdletBinding()] param()
  1/0
}
f
