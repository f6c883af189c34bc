# Completion for tsuitate-audit.
_tsuitate_audit() {
    local current=$2 previous=$3 word command=""
    local commands="verify query show receipt prove check-proof report export archive stats anchor schema"
    local events="service-started service-stopped log-healed device-changed caller-refused session-opened entry-started
        pin-attempt pin-outcome entry-ended last-try-agreed command-sent command-refused session-ended epoch-started
        chain-restarted entries-erased log-read panel-calibrated panel-proof panel-state panel-health
        help-asked assistance-requested assistance-refused consent-shown consent-answered assistance-ended
        assistance-reviewed change-answered observer-announced observer-answered observer-left receipt-issued
        report-permitted"
    for word in "${COMP_WORDS[@]:1:COMP_CWORD-1}"; do
        [[ -z $command && " $commands " == *" $word "* ]] && command=$word
    done
    case $previous in
        --log)
            mapfile -t COMPREPLY < <(compgen -d -- "$current")
            return ;;
        --anchor | --remembered | --record | --checkpoint | -o | --output | --pdf | check-proof)
            mapfile -t COMPREPLY < <(compgen -f -- "$current")
            return ;;
    esac
    local offers=""
    case $previous in
        --lang) offers="en ja" ;;
        --format) offers="table json csv" ;;
        --event | schema) offers=$events ;;
        --outcome) offers="verified wrong locked inconclusive stopped timed-out card-removed foreign-card no-pin-service
            withdrawn out-of-service panel-refused" ;;
        --from | --to | --session | --kind | --subject | --receipt | --caller | --clerk | --role | --ask | --limit | --first | --last | --threads | --witness | \
            --longest-witness-gap | --accept-restart | --enrolment) ;;
        *)
            if [[ -z $command ]]; then
                offers=$commands
                [[ $current == -* ]] && offers="--help --version"
            elif [[ $current == -* ]]; then
                offers="--help --lang"
                [[ $command != check-proof && $command != schema ]] && offers+=" --log"
                case $command in
                    verify) offers+=" --anchor --remembered --witness --longest-witness-gap --accept-restart --first --last --tree-only
                        --threads --json" ;;
                    query) offers+=" --from --to --session --kind --outcome --event --subject --caller --clerk --role --panel --limit --format" ;;
                    receipt) offers+=" --pdf --ask --json" ;;
                    prove) offers+=" --output --checkpoint --without-record" ;;
                    check-proof) offers+=" --anchor --log --receipt --record --witness" ;;
                    report) offers+=" --from --to --output --anchor --counter --remembered --witness
                        --longest-witness-gap --detailed" ;;
                    export) offers+=" --from --to --output" ;;
                    archive) offers+=" --first --last --anchor --output" ;;
                    stats) offers+=" --json" ;;
                    anchor) offers+=" --enrolment --plain" ;;
                esac
            fi ;;
    esac
    mapfile -t COMPREPLY < <(compgen -W "$offers" -- "$current")
}
complete -F _tsuitate_audit tsuitate-audit
