# shellcheck shell=bash
# shellcheck disable=SC2154 # the script that sources this sets them
# What `infra/bin/check` and `infra/bin/test` share: format, build, which tests there are and what they need, how they are
# run. Everything here is done at the checkout's root. Reads: work_dir.

check_format() {
    say "checking the format"
    swift format lint --strict --recursive Sources Tests Package.swift
    find infra/bin infra/bench .ci -type f \( -perm -u+x -o -name '*.sh' \) -print0 | sort -z |
        xargs -0 shellcheck
}

# shellcheck disable=SC2120 # one script has no options
# build_tests [OPTIONS OF swift build]: puts the list of all tests beside the build's output, one a line.
build_tests() {
    say "building the tests; the first time takes several minutes"
    if ! swift build --build-tests "$@" >"$work_dir/build.log" 2>&1; then
        grep -E '(error|warning): ' "$work_dir/build.log" | sort -u >&2 || tail -n 40 "$work_dir/build.log" >&2
        return 1
    fi
    bundle="$(swift build --show-bin-path "$@")/reconcilePackageTests.xctest"
    # Not with this run's parts: a list runs nothing, and must not leave counters of coverage behind.
    LLVM_PROFILE_FILE=/dev/null "$bundle" --testing-library swift-testing --list-tests >"$work_dir/all-tests"
    [ -s "$work_dir/all-tests" ] || fail 70 "the test bundle lists no tests: $bundle"
}

# suite_parts: which suite needs which part, from the traits that say so: target, suite, part; separated by tabs.
suite_parts() {
    # shellcheck disable=SC2016 # perl's own variables
    find Tests -name '*.swift' -print0 | sort -z | xargs -0 perl -0777 -ne '
        my ($target) = $ARGV =~ m{^Tests/([^/]+)/};
        while (/\@Suite\(((?:[^()]|\([^()]*\))*)\)\s*(?:struct|enum)\s+(`[^`]+`|\w+)/g) {
            my ($traits, $suite) = ($1, $2);
            print "$target\t$suite\t$_\n" for $traits =~ /\.needs\(\.(\w+)\)/g;
        }'
}

# parts_of FILE: the parts that the tests in a list need, one a line.
parts_of() {
    suite_parts | awk -F '\t' '
        NR == FNR { target[NR] = $1; suite[NR] = $2; part[NR] = $3; count = NR; next }
        {
            place = $0
            sub(/\./, "/", place) # the target ends at the first dot
            for (row = 1; row <= count; row++)
                if (index(place, target[row] "/") == 1 && index(place, "/" suite[row] "/")) print part[row]
        }' - "$1" | sort -u
}

# Targets with a suite that needs an Engine; all others are pure.
engine_targets() { suite_parts | awk -F '\t' '$3 ~ /[eE]ngine$/ { print $1 }' | sort -u; }

# targets_of FILE: the targets of the tests in a list.
targets_of() { cut -d . -f 1 "$1" | sort -u; }

# select_tests [ARGUMENTS OF swift test]: the tests that `--filter` and `--skip` leave, one a line. A filter may name what
# no list shows, such as a file: where nothing fits, anything may be meant.
select_tests() {
    local argument filters=() skips=()
    while [ "$#" -gt 0 ]; do
        argument="$1"
        shift
        case "$argument" in
            --filter=*) filters+=(-e "${argument#*=}") ;;
            --skip=*) skips+=(-e "${argument#*=}") ;;
            --filter) filters+=(-e "${1:-}") ;;
            --skip) skips+=(-e "${1:-}") ;;
        esac
    done
    cp "$work_dir/all-tests" "$work_dir/fitting"
    [ "${#filters[@]}" -eq 0 ] || grep -E "${filters[@]}" "$work_dir/all-tests" >"$work_dir/fitting" || true
    [ -s "$work_dir/fitting" ] || cp "$work_dir/all-tests" "$work_dir/fitting"
    if [ "${#skips[@]}" -eq 0 ]; then cat "$work_dir/fitting"; else grep -vE "${skips[@]}" "$work_dir/fitting" || true; fi
}

# run_target TARGET [ARGUMENTS OF swift test]: runs what the arguments leave of one target, in a process of its own, and
# prints what failed. A whole process, because random work keeps every thread of one busy, and others have deadlines.
run_target() {
    local target="$1" log="$work_dir/$1.log" others code=0 begin="$SECONDS"
    shift
    others="$(targets_of "$work_dir/all-tests" | grep -vxF "$target" | paste -sd '|')"
    NO_COLOR=1 "$bundle" --testing-library swift-testing --skip "^($others)\\." "$@" >"$log" 2>&1 || code="$?"
    if [ "$code" -eq 69 ]; then # nothing of this target fits the filter
        rm -- "$log"
    elif [ "$code" -eq 0 ]; then
        say "$(printf '%-20s passed in %d s' "$target" "$((SECONDS - begin))")"
    else
        {
            printf '%-20s FAILED after %d s\n' "$target" "$((SECONDS - begin))"
            print_failures "$log"
        } >&2
        return 1
    fi
}

# The failed tests of a run with all their lines; the end of what a crash left.
print_failures() {
    grep -q '^✘' "$1" || {
        tail -n 40 "$1"
        return
    }
    awk '/^✘/ { shows = 1 } /^(◇|✔|➜)/ { shows = 0 } shows' "$1"
}

# run_pure FILE [ARGUMENTS OF swift test]: the tests in the list whose targets need no Engine, all cores at once.
run_pure() {
    local list="$1" targets
    shift
    targets="$(targets_of "$list" | grep -vxF -f <(engine_targets) || true)"
    [ -n "$targets" ] || return 0
    export work_dir bundle
    export -f run_target print_failures targets_of say
    # Those with the most work first, so that none is left alone at the end.
    # shellcheck disable=SC2016 # for the inner shell
    awk '/^(PropertyTests|WorkflowsTests|PlanFileTests)$/ { print "0 " $0; next } { print "1 " $0 }' <<<"$targets" |
        sort | cut -d ' ' -f 2 |
        xargs -P "$(nproc)" -I '{}' bash -c 'run_target {} "$@" || exit 1' bash "$@"
}

# print_skipped: what was skipped in this run, and why.
print_skipped() {
    local skipped
    skipped="$(grep -hE '^➜ .*skipped' "$work_dir"/*Tests.log 2>/dev/null | sed 's/^➜ //' | sort -u || true)"
    [ -n "$skipped" ] || return 0
    say "skipped here:"
    say "$skipped"
}
