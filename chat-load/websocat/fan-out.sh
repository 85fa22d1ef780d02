#!/usr/bin/env bash
# One sender, many readers: does what one says reach everybody, all of it, and how fast?
#
#   fan-out.sh [-u ws://127.0.0.1:8765] [-n READERS] [-m MESSAGES] [-b BYTES] [-j] [-w SECONDS]
#
#   -u  the server; it must have been started with --no-rate-limit
#   -n  readers (default 50)
#   -m  messages sent (default 1000)
#   -b  length of a message's text in bytes (default: just its number)
#   -j  speak chat.v1 (JSON) instead of plain text
#   -w  give up after so many seconds (default 60)
#   -h  this text
#
# Exit status: 0 everything arrived, once and in order; 1 something did not; 2 bad option; 3 no websocat; 4 no server.

source "$(dirname "$0")/common.sh"
clients=50
messages=1000
parse_options u:n:m:b:w:j "$@"
plan $((clients * messages))
begin "$protocol"

mapfile -t readers < <(seq "$clients")
for id in "${readers[@]}"; do
  start_reader "$id"
done
start_speaker sender
gather "${readers[@]}"

say "$clients readers are in, sending $messages messages"
tokens_of 0 "$messages" >"$work/wanted"
as_spoken <"$work/wanted" >"$work/say.sender"
started=$(now)
speak sender
await_deliveries $((messages * clients)) "${readers[@]/#/$work/out.}" || true

for id in "${readers[@]}"; do
  check_client "$work/wanted" "$work/out.$id"
done
measure "$started" "${readers[@]/#/$work/out.}"
explain_losses
report "$messages"
