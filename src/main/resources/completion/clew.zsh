#compdef clew
# Zsh completion of clew: source <(clew completion zsh), after compinit; or saved as _clew in a directory of $fpath.

_clew() {
  local -a lines values
  local line others belong
  lines=("${(@f)$("${words[1]/#\~/$HOME}" completion candidates -- "${(@Q)words[2,CURRENT]}" 2> /dev/null)}")
  others=${lines[1]%%$'\t'*}
  belong=${lines[1]#*$'\t'}
  case $others in
    files)
      compset -P '--*='
      _files
      ;;
    directories)
      compset -P '--*='
      _files -/
      ;;
    command)
      words=("${(@)words[CURRENT - belong + 1,-1]}")
      CURRENT=$belong
      _normal
      ;;
    *)
      for line in "${(@)lines[2,-1]}"; do
        values+=("${${line%%$'\t'*}//:/\\:}:${line#*$'\t'}")
      done
      ((${#values})) && _describe -V 'clew' values
      ;;
  esac
}

if [[ ${funcstack[1]} == _clew ]]; then
  _clew "$@"
else
  compdef _clew clew
fi
