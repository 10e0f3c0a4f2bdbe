# Bash completion of clew: source <(clew completion bash)

_clew() {
  local program=${1/#\~\//$HOME/} word=${COMP_WORDS[COMP_CWORD]} others='' belong='' value text i
  local -a values=() texts=()
  COMPREPLY=()
  while IFS=$'\t' read -r value text; do
    if [[ -z $others ]]; then
      others=$value belong=$text
    else
      # What stands before = is a word of its own to bash.
      if [[ $value == --*=* && $COMP_WORDBREAKS == *=* ]]; then
        value=${value#--*=}
      fi
      values+=("$value") texts+=("$text")
    fi
  done < <("$program" completion candidates -- "${COMP_WORDS[@]:1:COMP_CWORD}" 2> /dev/null)
  case $others in
    files) compopt -o default 2> /dev/null ;;
    directories)
      compopt -o filenames 2> /dev/null
      [[ $word == '=' ]] && word=
      while IFS= read -r value; do COMPREPLY+=("$value"); done < <(compgen -d -- "$word")
      ;;
    command)
      i=$((COMP_CWORD + 1 - belong))
      if declare -F _comp_command_offset > /dev/null; then
        _comp_command_offset "$i"
      elif declare -F _command_offset > /dev/null; then
        _command_offset "$i"
      elif ((belong == 1)); then
        while IFS= read -r value; do COMPREPLY+=("$value"); done < <(compgen -c -- "$word" | sort -u)
      else
        compopt -o default 2> /dev/null
      fi
      ;;
    *) _clew_reply ;;
  esac
}

# Offers the values, with what they mean where they are listed.
_clew_reply() {
  local longest=0 i
  for value in "${values[@]}"; do
    ((${#value} > longest)) && longest=${#value}
  done
  for ((i = 0; i < ${#values[@]}; i++)); do
    if ((${#values[@]} == 1 || COMP_TYPE == 37 || COMP_TYPE == 42)) || [[ -z ${texts[i]} ]]; then
      printf -v value '%q' "${values[i]}"
    else
      printf -v value '%-*s  (%s)' "$longest" "${values[i]}" "${texts[i]}"
      value=${value:0:${COLUMNS:-80}-1}
    fi
    COMPREPLY+=("$value")
  done
  compopt -o nosort 2> /dev/null
  return 0
}

complete -F _clew clew
