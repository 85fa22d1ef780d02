#!/usr/bin/env bash
# Everybody talks, everybody reads: N chatters in one room, each says M messages at the same time as all others.
#
#   chatters.sh [-u ws://127.0.0.1:8765] [-n CHATTERS] [-m MESSAGES] [-b BYTES] [-j] [-w SECONDS]
#
#   -u  the server; it must have been started with --no-rate-limit
#   -n  chatters (default 25)
#   -m  messages each of them says (default 50)
#   -b  length of a message's text in bytes (default: just its number)
#   -j  speak chat.v1 (JSON) instead of plain text; one's own messages then come back too
#   -w  give up after so many seconds (default 60)
#   -h  this text
#
# Exit status: 0 everything arrived, once and in order; 1 something did not; 2 bad option; 3 no websocat; 4 no server.

source "$(dirname "$0")/common.sh"
clients=25
messages=50
parse_options u:n:m:b:w:j "$@"
((clients > 1)) || die 2 "-n: $clients (expected: at least 2, or there is nobody to talk to)"
plan $((clients * clients * messages))
begin "$protocol"

mapfile -t chatters < <(seq "$clients")
for id in "${chatters[@]}"; do
  tokens_of "$id" "$messages" | tee -a "$work/said" | as_spoken >"$work/say.$id"
  start_speaker "$id"
done
gather "${chatters[@]}"

say "$clients chatters are in, each says $messages messages"
heard_by=$clients
[[ -n $protocol ]] || heard_by=$((clients - 1))
started=$(now)
for id in "${chatters[@]}"; do
  speak "$id"
done
await_deliveries $((clients * messages * heard_by)) "${chatters[@]/#/$work/out.}" || true

for id in "${chatters[@]}"; do
  if [[ -n $protocol ]]; then
    check_client "$work/said" "$work/out.$id"
  else
    check_client <(tokens_of "$id" "$messages" | comm -13 - "$work/said") "$work/out.$id"
  fi
done
measure "$started" "${chatters[@]/#/$work/out.}"
explain_losses
report $((clients * messages))
