# Made by tests/completions.rs of headless/commands.rs; change those.
Register-ArgumentCompleter -Native -CommandName 'meum-connect' -ScriptBlock {
    param($word, $tree, $cursor)
    $typed = @($tree.CommandElements | Where-Object { $_.Extent.EndOffset -lt $cursor } | ForEach-Object { $_.ToString() })
    $command = if ($typed.Count -gt 1) { $typed[1] } else { '' }
    $before = $typed[-1]
    $words = switch -Wildcard (($command, $before) -join ' ') {
        'check *' { '--json', '--help'; break }
        'read *' { '--json', '--help'; break }
        'explain *' { '--json', '--all', '--help', 'A01', 'A04', 'A05', 'A06', 'A07', 'A08', 'A09', 'A10', 'A11', 'A12', 'A13', 'A14', 'A15', 'A16', 'A17', 'A18', 'A19', 'A20', 'A22', 'A23', 'A21', 'B01', 'B02', 'B03', 'B04', 'B05', 'B06', 'B07', 'B08', 'B09', 'B10', 'B11', 'C01', 'C02', 'C03', 'C04', 'C05', 'C06', 'C07', 'C08', 'C09', 'C10', 'C11', 'C12', 'C13', 'C14', 'D01', 'D02', 'D03', 'D04', 'D05', 'D06', 'D07', 'D08', 'D09', 'D10', 'D11', 'D15', 'E01', 'E05', 'E06', 'E07', 'E08', 'E09', 'E10', 'E11', 'E12', 'E13', 'E14', 'E15', 'E16', 'E17', 'E18', 'E19', 'E20', 'E21', 'F01', 'F02', 'F03', 'F04', 'F05', 'F06', 'F07', 'F08', 'F09', 'F10', 'F11', 'F12', 'F13', 'F14', 'F15', 'F16', 'F17', 'F18', 'F19', 'F20', 'G01', 'G02', 'G03', 'G04', 'G05', 'G06', 'G07', 'G08', 'G09', 'G12', 'G22', 'G13', 'G14', 'G18', 'G15', 'G16', 'G10', 'G19', 'G20', 'H01', 'H23', 'H24', 'H30', 'H36', 'H02', 'H03', 'H29', 'H04', 'H17', 'H06', 'H05', 'H35', 'H25', 'H20', 'H08', 'H09', 'H31', 'H11', 'H12', 'H14', 'H21', 'H22', 'H15', 'H18', 'H19', 'H16', 'G11', 'G17', 'S01', 'S02', 'S03', 'S04', 'S05', 'S06', 'S07', 'S08', 'S09', 'S10', 'S15', 'S18', 'S20', 'S21', 'S22', 'S23'; break }
        'status --format' { 'text', 'json', 'openmetrics', 'nagios'; break }
        'status *' { '--format', '--json', '--nagios', '--output', '--help'; break }
        'watch *' { '--help'; break }
        default { 'check', 'read', 'explain', 'status', 'watch', '--help', '--version' }
    }
    $words | Where-Object { $_ -like ($word + '*') } | ForEach-Object {
        [System.Management.Automation.CompletionResult]::new($_, $_, 'ParameterValue', $_)
    }
}
