"""Completions for bash: names are completed wherever one stands in an operand, and never without a quote."""

from __future__ import annotations

from infocalc.cli.commands import abouts
from infocalc.cli.shells.words import FILES, beginnings, commands, heading, names, valued, words_of

#: bash breaks words at @ and =, so the word is found in the line (readline itself leaves an @ in place)
_SCRIPT = r"""
_infocalc() {
    local line=${COMP_LINE:0:COMP_POINT} current=${COMP_WORDS[COMP_CWORD]} word before options='' names=''
    [[ $current == [@=:\(] ]] && current=''
    word=${line%"$current"}
    word=${word##*[[:blank:]]}$current
    before=${line%"$word"}
    before=${before%"${before##*[![:blank:]]}"}
    before=${before##*[[:blank:]]}
    if [[ $word == --*=* ]]; then
        before=${word%%=*}
        word=${word#*=}
    fi
    COMPREPLY=()
    if ((COMP_CWORD == 1)); then
        _infocalc_words '%COMMANDS%' "$word" '--help --version'
        return
    fi
    if [[ $word == @* ]]; then
        _infocalc_files "${word#@}" @
        return
    fi
    case $before in
%LISTS%
        %FILES%) _infocalc_files "$word" ''; return ;;
        %VALUES%) return ;;
    esac
    case ${COMP_WORDS[1]} in
%CASES%
    esac
    if [[ $word == -* && $word != *[\(\ ]* ]]; then
        _infocalc_words "$options" "$word" "$options"
    else
        _infocalc_names "$names" "$current"
    fi
}

# words in place of $2; those of $3 are offered only to who has typed a minus
_infocalc_words() {
    compopt +o nospace 2> /dev/null
    if [[ $2 == -* ]]; then
        COMPREPLY=($(compgen -W "$3" -- "$2"))
    else
        COMPREPLY=($(compgen -W "$1" -- "$2"))
    fi
}

# files behind the mark $2 in place of $1
_infocalc_files() {
    local IFS=$'\n' file
    for file in $(compgen -f -- "$1"); do
        [[ -d $file ]] && file+=/
        COMPREPLY+=("$2$(printf %q "$file")")
    done
    [[ ${#COMPREPLY[@]} == 1 && ${COMPREPLY[0]} == */ ]] || compopt +o nospace 2> /dev/null
}

# names in place of the letters that $2 ends with; an open quote stays open, and one is opened where none is
_infocalc_names() {
    local quote='' text=$2 letters
    if [[ $text == [\'\"]* ]]; then
        quote=${text:0:1}
        text=${text:1}
    fi
    letters=${text##*[!A-Za-z0-9_]}
    [[ -z $letters && -n $text ]] && return
    [[ -n $quote ]] || text=\'$text
    COMPREPLY=($(compgen -W "$1" -- "$letters"))
    COMPREPLY=("${COMPREPLY[@]/#/${text%"$letters"}}")
    # readline shuts the quote behind the only match: what is written within the parentheses makes it two
    [[ -n $quote && ${#COMPREPLY[@]} == 1 ]] && COMPREPLY+=("${COMPREPLY[0]}...)")
}

complete -o nospace -F _infocalc infocalc
"""


def bash(shells: tuple[str, ...]) -> str:
    """The script."""
    words = valued()
    lists = [
        f"        --{name}) _infocalc_words '{' '.join(w)}' \"$word\" ''; return ;;"
        for name, w in words.items()
        if w
    ]
    any_value = [f"--{name}" for name, found in words.items() if not found and name not in FILES]
    cases = [
        f"        {name})\n            options='{' '.join(f'--{o.name}' for o in options)} --help'\n"
        f"            names=${beginnings(name) and '_infocalc_' + beginnings(name)} ;;"
        for name, options in commands().items()
    ]
    cases += [
        f"        {name}) _infocalc_words '{' '.join(words_of(name, shells))}' \"$word\" --help; return ;;"
        for name in ("help", "completions")
    ]
    tables = [f"_infocalc_{name}='{' '.join(f'{n}(' for n in found)}'" for name, found in names().items()]
    places = {
        "COMMANDS": " ".join(abouts()),
        "LISTS": "\n".join(lists),
        "FILES": "|".join(f"--{name}" for name in sorted(FILES)),
        "VALUES": "|".join(any_value),
        "CASES": "\n".join(cases).replace("names=$ ;;", "names='' ;;"),
    }
    script = _SCRIPT
    for name, text in places.items():
        script = script.replace(f"%{name}%", text)
    return heading("bash") + "\n".join(tables) + "\n" + script
