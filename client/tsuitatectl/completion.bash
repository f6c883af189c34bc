# Completion for tsuitatectl. Kinds and choices come from the running service; without one there are none to offer.
_tsuitatectl() {
    local current=$2 previous=$3 word command="" place=0 value=""
    # `place`: how many names of their own follow the command before this word.
    for word in "${COMP_WORDS[@]:1:COMP_CWORD-1}"; do
        if [[ -n $value ]]; then
            value=""
        elif [[ $word == --procedure || $word == --language || $word == --lang || $word == --kind ||
            $word == --output || $word == -o || $word == --policy ]]; then
            value=$word
        elif [[ $word != -* && -n $command ]]; then
            place=$((place + 1))
        else
            case $word in
                status | devices | health | calibrate | commission | kinds | describe | leaflet | choices | watch | permit-report | enter | assist | observer)
                    command=$word
                    ;;
            esac
        fi
    done
    local offers=""
    if [[ $previous == --language || $previous == --lang ]]; then
        offers="ja ja-x-plain en zh-Hans ko vi pt-BR fil"
        [[ $command == health ]] && offers="ja en"
    elif [[ $previous == --plot || $previous == --vendor-report || $previous == --courier-status ||
        $previous == --output || $previous == -o ]]; then
        mapfile -t COMPREPLY < <(compgen -f -- "$current")
        return
    elif [[ $previous == --policy-dir || $previous == --policy ]]; then
        mapfile -t COMPREPLY < <(compgen -d -- "$current")
        return
    elif [[ $previous == --device ]]; then
        mapfile -t COMPREPLY < <(compgen -W "$(ls /dev/input/event* 2>/dev/null)" -- "$current")
        return
    elif [[ $previous == --display ]]; then
        offers=$(cd /sys/class/drm 2>/dev/null && ls -d card*-* 2>/dev/null | sed "s/^card[0-9]*-//")
    elif [[ $previous == --size-mm || $previous == --matrix ]]; then
        offers=""
    elif [[ $previous == --kind ]]; then
        offers=$(tsuitatectl kinds 2>/dev/null)
    elif [[ $previous == --points ]]; then
        offers="5 9"
    elif [[ $previous == --tool ]]; then
        offers="finger stylus previous"
    elif [[ $previous == --procedure ]]; then
        offers=""
    elif [[ $current == -* ]]; then
        offers="--help --json"
        [[ -z $command ]] && offers+=" --version"
        [[ $command == health ]] && offers+=" --courier-status --drift --plot --vendor-report --language"
        [[ $command == calibrate ]] && offers+=" --tool --points --language"
        [[ $command == commission ]] &&
            offers+=" --display --device --size-mm --matrix --policy-dir --write --force"
        [[ $command == enter || $command == assist || $command == observer ]] && offers+=" --procedure --language"
        [[ $command == choices || $command == describe ]] && offers+=" --language"
        [[ $command == leaflet ]] && offers+=" --output --lang --kind --policy"
    elif [[ -z $command ]]; then
        offers="status devices health calibrate commission kinds describe leaflet choices watch permit-report enter assist observer"
    elif [[ $place == 0 && ($command == enter || $command == assist || $command == observer || $command == describe) ]]; then
        offers=$(tsuitatectl kinds 2>/dev/null)
    elif [[ $command == assist || $command == observer ]]; then
        case $command$place in
            assist1) word=clerk ;;
            assist2) word=reason ;;
            assist3) word=help ;;
            observer1) word=observer ;;
            *) word=none ;;
        esac
        offers=$(tsuitatectl choices 2>/dev/null | sed -n "s/^$word \([^:]*\):.*/\1/p")
    fi
    mapfile -t COMPREPLY < <(compgen -W "$offers" -- "$current")
}
complete -F _tsuitatectl tsuitatectl
