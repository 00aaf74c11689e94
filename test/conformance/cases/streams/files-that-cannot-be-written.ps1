'x' > ./sub/none.txt
& { 'y' > ./sub/none.txt }
function R { 'z' > ./sub/none.txt }

R
1..3 |
    ForEach-Object { $_ } > ./sub/none.txt
'end'
