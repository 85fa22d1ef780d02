#!/usr/bin/env bash
# One reader stops reading while the others go on: they must not notice, and it must get everything once it wakes up.
#
# N plain readers and one chat.v1 reader are in a room. The latter is put to sleep (SIGSTOP), so that its socket fills
# up to the server; then a sender says enough to fill it many times over. When all others have everything, the sleeper
# is woken. If the server has cut it off by then, it comes back with its token and resumes after the last seq it has.
#
#   slow-reader.sh [-u ws://127.0.0.1:8765] [-n READERS] [-m MESSAGES] [-b BYTES] [-s SECONDS] [-w SECONDS]
#
#   -u  the server; it must have been started with --no-rate-limit
#   -n  readers beside the slow one (default 20)
#   -m  messages sent (default 1500), at most 1900, further back no server resumes
#   -b  length of a message's text in bytes (default 4000); a memory store keeps about 8 MB of text in a room
#   -s  how long the slow reader sleeps at least (default 2)
#   -w  give up after so many seconds (default 60)
#   -h  this text
#
# Exit status: 0 everything arrived, once and in order; 1 something did not; 2 bad option; 3 no websocat; 4 no server.

source "$(dirname "$0")/common.sh"
messages=1500
bytes=4000
parse_options u:n:m:b:s:w: "$@"
((messages <= 1900)) || die 2 "-m: $messages (expected: a number from 1 to 1900)"
plan $(((clients + 1) * messages))
begin $chat_v1

readonly visits_max=5
visit=0

# enter_slow [TOKEN AFTER]: the slow reader comes, or comes back.
enter_slow() {
  visit=$((visit + 1))
  { hello slow "${1:-}" && join "${2:-}"; } >"$work/say.slow"
  start_client "slow.$visit" "$work/say.slow" $chat_v1
}

slow_has_all() { (($(heard "$work"/out.slow.* | wc -l) >= messages)); }
slow_has_all_or_is_gone() { slow_has_all || is_gone "slow.$visit"; }

mapfile -t readers < <(seq "$clients")
for id in "${readers[@]}"; do
  start_reader "$id"
done
enter_slow
start_speaker sender
gather "${readers[@]}" slow.1

say "$clients readers are in, one more falls asleep, sending $messages messages of $bytes bytes"
kill -STOP "${pid[slow.1]}"
wakes=$((SECONDS + asleep))
tokens_of 0 "$messages" >"$work/wanted"
as_spoken <"$work/wanted" >"$work/say.sender"
started=$(now)
speak sender
await_deliveries $((messages * clients)) "${readers[@]/#/$work/out.}" || true
for id in "${readers[@]}"; do
  check_client "$work/wanted" "$work/out.$id"
done
measure "$started" "${readers[@]/#/$work/out.}"

while ((SECONDS < wakes)); do sleep 0.1; done
kill -CONT "${pid[slow.1]}"
while wait_for "$join_limit" slow_has_all_or_is_gone && ! slow_has_all && ((visit < visits_max)); do
  drop_torn_line "$work/out.slow.$visit"
  enter_slow "$(token_in "$work/out.slow.1")" "$(last_seq_in "$work"/out.slow.*)"
done
check_client "$work/wanted" "$work"/out.slow.*
say "the slow reader has $(sort -u "$work/heard" | wc -l) of $messages messages, having been cut off and come back: $((visit - 1))"
explain_losses
report "$messages"
