# Completions of cuenote for bash. Made by `python -m tests.shell_docs`.
_cuenote() {
  local word before options= choices= kind=
  word="${COMP_WORDS[COMP_CWORD]}" before="${COMP_WORDS[COMP_CWORD-1]}"
  case "${COMP_WORDS[1]}" in
    help) [ "$COMP_CWORD" -gt 2 ] || choices="show check convert export search index save transcribe install-desktop uninstall-desktop doctor";;
    show)
      options="-h --help --json --duration"
      kind=files
      case "$before" in
        --duration) kind=none choices="";;
      esac
      ;;
    check)
      options="-h --help --transcripts --durations --json --fix --vault --library"
      kind=files
      case "$before" in
        --transcripts) kind=folders choices="";;
        --durations) kind=files choices="";;
        --vault) kind=folders choices="";;
        --library) kind=folders choices="";;
      esac
      ;;
    convert)
      options="-h --help --to --write --whole-seconds --json"
      kind=files
      case "$before" in
        --to) kind=choices choices="anchor bracket link wiki empty-link macro fence org address escaped plain";;
      esac
      ;;
    export)
      options="-h --help --as -o --output --force --captions --cards --quick --lines --marks --cloze --no-clips --frames --tag --words --claims --vault --library"
      kind=files
      case "$before" in
        --as) kind=choices choices="vtt srt audacity youtube csv jsonl jsonld markdown html pdf clips film anki";;
        -o|--output) kind=files choices="";;
        --captions) kind=choices choices="none burn beside";;
        --lines) kind=none choices="";;
        --tag) kind=none choices="";;
        --words) kind=none choices="";;
        --vault) kind=folders choices="";;
        --library) kind=folders choices="";;
      esac
      ;;
    search)
      options="-h --help --said --grep --json --notes --hits --vault --library --languages"
      [ "$COMP_CWORD" -gt 2 ] || kind=folders
      case "$before" in
        --notes) kind=none choices="";;
        --hits) kind=none choices="";;
        --vault) kind=folders choices="";;
        --library) kind=folders choices="";;
        --languages) kind=none choices="";;
      esac
      ;;
    index)
      options="-h --help --rebuild --watch --json --library --languages"
      [ "$COMP_CWORD" -gt 2 ] || kind=folders
      case "$before" in
        --library) kind=folders choices="";;
        --languages) kind=none choices="";;
      esac
      ;;
    save)
      options="-h --help --library --height --languages --cookies-from --list --items --notes --no-save --update --json --spare --pause"
      case "$before" in
        --library) kind=folders choices="";;
        --height) kind=none choices="";;
        --languages) kind=none choices="";;
        --cookies-from) kind=choices choices="firefox chrome chromium brave edge opera vivaldi safari";;
        --items) kind=none choices="";;
        --notes) kind=folders choices="";;
        --spare) kind=none choices="";;
        --pause) kind=none choices="";;
      esac
      ;;
    transcribe)
      options="-h --help --model --language --translate -o --output --ranges --vault --library --yes --json"
      kind=files
      case "$before" in
        --model) kind=folders choices="";;
        --language) kind=none choices="";;
        -o|--output) kind=files choices="";;
        --ranges) kind=none choices="";;
        --vault) kind=folders choices="";;
        --library) kind=folders choices="";;
      esac
      ;;
    install-desktop)
      options="-h --help"
      ;;
    uninstall-desktop)
      options="-h --help"
      ;;
    doctor)
      options="-h --help --json"
      ;;
    *)
      options="-h --help --version --at --tour --new-window"
      [ "$COMP_CWORD" -gt 1 ] || kind=files
      case "$before" in
        --at) kind=none choices="";;
      esac
      ;;
  esac
  [ "$COMP_CWORD" -gt 1 ] || kind=files choices="help show check convert export search index save transcribe install-desktop uninstall-desktop doctor"
  [ -n "$choices$kind" ] && [ "${word:0:1}" != - ] || choices="$choices $options"
  COMPREPLY=($(compgen -W "$choices" -- "$word"))
  local IFS=$'\n'
  case "$kind" in
    files) COMPREPLY+=($(compgen -f -- "$word"));;
    folders) COMPREPLY+=($(compgen -d -- "$word"));;
  esac
}
complete -o filenames -F _cuenote cuenote
