# Fish completion of clew: clew completion fish > ~/.config/fish/completions/clew.fish

function __clew_candidates
    set -l words (commandline -opc)
    set -l word (commandline -ct)
    set -l lines ($words[1] completion candidates -- $words[2..-1] "$word" 2>/dev/null)
    test (count $lines) -gt 0; or return
    set -l others (string split \t -- $lines[1])
    # What stands before = is given back with every path.
    set -l before (string match -r -- '^--[^=]*=' "$word")
    set -l path (string replace -r -- '^--[^=]*=' '' "$word")
    switch $others[1]
        case files
            __fish_complete_path "$path" | string replace -r '^' -- "$before"
        case directories
            __fish_complete_directories "$path" | string replace -r '^' -- "$before"
        case command
            set -l own
            if test $others[2] -gt 1
                set own (string escape -- $words[(math 1 - $others[2])..-1])
            end
            complete -C (string join ' ' -- $own "$word")
        case '*'
            if test (count $lines) -gt 1
                printf '%s\n' $lines[2..-1]
            end
    end
end

complete -c clew -f -k -a '(__clew_candidates)'
