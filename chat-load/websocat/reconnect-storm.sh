#!/usr/bin/env bash
# Everybody drops and comes back, again and again, while everybody talks: nothing acknowledged may be lost, nothing may
# come twice, and all must see the same order.
#
# Each client has M messages to say. It says a part of them, then all connections are cut at once, without a close
# frame and with answers still on their way. Each comes back with its token and joins after the last seq it has; what
# was not acknowledged it says again with the same cid, and so it does with the last one that was, as if that answer had
# been lost. The first of K storms comes before anybody said a word, the last part is said after the last one.
#
#   reconnect-storm.sh [-u ws://127.0.0.1:8765] [-n CLIENTS] [-m MESSAGES] [-k STORMS] [-b BYTES] [-w SECONDS]
#
#   -u  the server; it must have been started with --no-rate-limit
#   -n  clients (default 20)
#   -m  messages each of them says (default 40); n times m is at most 2000, further back no server resumes
#   -k  storms (default 4)
#   -b  length of a message's text in bytes (default: just its number)
#   -w  give up after so many seconds (default 60)
#   -h  this text
#
# Exit status: 0 everything arrived, once and in order; 1 something did not; 2 bad option; 3 no websocat; 4 no server.

source "$(dirname "$0")/common.sh"
messages=40
drops=4
parse_options u:n:m:k:b:w: "$@"
((clients * messages <= 2000)) || die 2 "-n times -m: $((clients * messages)) (expected: at most 2000)"
plan $((clients * clients * messages))
begin $chat_v1

# enter ID ROUND UP-TO: comes, or comes back, to say what it has to say up to a number and was not acknowledged yet.
# What it knows is what its connections wrote: out.ID.00, out.ID.01, …
enter() {
  local id=$1 round=$2 token='' seq=0
  : >"$work/acknowledged"
  if [[ $round != 00 ]]; then
    token=$(token_in "$work/out.$id.00")
    seq=$(last_seq_in "$work/out.$id."*)
    acknowledged_in "$work/out.$id."* | sort | head -n -1 >"$work/acknowledged"
  fi
  hello "$id" "$token" >"$work/say.$id"
  join "${seq:-0}" >>"$work/say.$id"
  head -n "$3" "$work/plan.$id" | comm -23 - "$work/acknowledged" | as_text | as_json >>"$work/say.$id"
  start_client "$id.$round" "$work/say.$id" $chat_v1
}

# count PATTERN FILE...: lines that match.
count() { matches "$@" | wc -l; }

all_welcomed() {
  local id
  for id in "${people[@]}"; do
    ! is_gone "$id.00" || die 4 "$server: $(reason "$id.00")"
  done
  (($(count '^\{"type":"welcome"' "$work"/out.*.00) == clients))
}

# A third of what is to be said in this round was acknowledged: the moment to cut, with much still under way.
some_acknowledged() {
  (($(count '^\{"type":"ack"' "$work"/out.*."$round") * 3 >= $(count '^\{"type":"send"' "$work"/say.[1-9]*)))
}

all_acknowledged() {
  local id
  for id in "${people[@]}"; do
    (($(acknowledged_in "$work/out.$id."* | sort -u | wc -l) == messages)) || return 1
  done
}

mapfile -t people < <(seq "$clients")
for id in "${people[@]}"; do
  tokens_of "$id" "$messages" | tee -a "$work/said" >"$work/plan.$id"
done

started=$(now)
sends=0
for ((storm = 0; storm <= drops; storm++)); do
  printf -v round %02d "$storm"
  for id in "${people[@]}"; do
    enter "$id" "$round" $((messages * storm / drops))
  done
  sends=$((sends + $(count '^\{"type":"send"' "$work"/say.[1-9]*)))
  ((storm < drops)) || break
  if ((storm == 0)); then
    wait_for "$join_limit" all_welcomed || die 1 "not everybody is welcome after $join_limit s: $(reason_of_any)"
  else
    wait_for "$join_limit" some_acknowledged || say "no third of part $storm was acknowledged within $join_limit s"
  fi
  stop_clients "${people[@]/%/.$round}"
  for id in "${people[@]}"; do
    drop_torn_line "$work/out.$id.$round"
  done
done
await_deliveries $((clients * clients * messages)) "$work"/out.[1-9]* || true
wait_for "$quiet_limit" all_acknowledged || true

for id in "${people[@]}"; do
  check_client "$work/said" "$work/out.$id."*
  [[ $id != 1 ]] || cp "$work/heard" "$work/order"
  cmp -s "$work/heard" "$work/order" || misordered=$((misordered + 1))
  unacknowledged=$(acknowledged_in "$work/out.$id."* | sort | comm -23 "$work/plan.$id" - | wc -l)
  ((unacknowledged == 0)) || say "client $id: $unacknowledged messages never acknowledged"
  lost=$((lost + unacknowledged))
done
again=$((sends - clients * messages))
known=$(count '^\{"type":"ack",.*"duplicate":true' "$work"/out.[1-9]*)
say "$drops storms cut $((clients * drops)) connections; $again messages said again, $known of them were there already"
measure "$started" "$work"/out.[1-9]*
explain_losses
report $((clients * messages))
