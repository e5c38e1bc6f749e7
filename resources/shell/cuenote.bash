# Completions of cuenote for bash. Made by `python -m tests.shell_docs`.
_cuenote() {
  local word before command options
  word="${COMP_WORDS[COMP_CWORD]}" before="${COMP_WORDS[COMP_CWORD-1]}"
  command="${COMP_WORDS[1]}"
  case "$command" in
    show)
      options="-h --help --json --duration"
      ;;
    check)
      options="-h --help --transcripts --durations --json --fix --listen --model --yes --vault --library"
      ;;
    convert)
      options="-h --help --to --dry-run --write --whole-seconds --json"
      case "$before" in
        --to) options="anchor bracket link wiki empty-link macro fence org address escaped plain";;
      esac
      ;;
    export)
      options="-h --help --as -o --output --force --into --captions --cards --quick --lines --marks --cloze --no-clips --frames --tag --words --claims --vault --library"
      case "$before" in
        --as) options="vtt srt youtube ffmetadata matroska csv jsonl jsonld markdown otio fcpxml edl html pdf clips film anki";;
        --captions) options="none burn beside";;
      esac
      ;;
    import)
      options="-h --help -o --output --size"
      ;;
    search)
      options="-h --help --said --json --notes --videos --hits --vault --library --language"
      ;;
    index)
      options="-h --help --rebuild --watch --json --library --language"
      ;;
    save|fetch)
      options="-h --help --library --height --languages --cookies-from --list --items --new --notes --no-save --update --json --spare --pause"
      case "$before" in
        --cookies-from) options="firefox chrome chromium brave edge opera vivaldi safari";;
      esac
      ;;
    transcribe)
      options="-h --help --model --language --translate -o --output --ranges --vault --library --yes --json"
      ;;
    install-desktop)
      options="-h --help"
      ;;
    uninstall-desktop)
      options="-h --help"
      ;;
    doctor)
      options="-h --help"
      ;;
    *)
      options="-h --help --version --at --tour --new-window"
      ;;
  esac
  [ "$COMP_CWORD" -gt 1 ] || options="$options show check convert export import search index save transcribe install-desktop uninstall-desktop doctor"
  COMPREPLY=($(compgen -W "$options" -- "$word") $(compgen -f -- "$word"))
}
complete -o filenames -F _cuenote cuenote
